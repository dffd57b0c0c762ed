/**
 * Remembers how far the page and every scrolled element under `root` are scrolled, and returns a function
 * that scrolls a tree of the same shape likewise.
 */
export function captureScroll(root: Element): (replacement: Element) => void {
  const page = { left: scrollX, top: scrollY };
  const inner = scrolledElements(root);
  return (replacement) => {
    for (const { steps, left, top } of inner) {
      const element = elementAt(replacement, steps);
      if (element) Object.assign(element, { scrollLeft: left, scrollTop: top });
    }
    if (page.left !== scrollX || page.top !== scrollY) {
      scrollTo({ ...page, behavior: 'instant' });
    }
  };
}

interface Scrolled {
  /** Child indexes from the root down to the element. */
  steps: number[];
  left: number;
  top: number;
}

function scrolledElements(root: Element): Scrolled[] {
  const elements = [root, ...root.querySelectorAll('*')];
  return elements
    .filter((element) => element.scrollTop !== 0 || element.scrollLeft !== 0)
    .map((element) => ({
      steps: stepsTo(element, root),
      left: element.scrollLeft,
      top: element.scrollTop,
    }));
}

function stepsTo(element: Element, root: Element): number[] {
  const steps: number[] = [];
  for (let at = element; at !== root && at.parentElement; at = at.parentElement) {
    steps.unshift([...at.parentElement.children].indexOf(at));
  }
  return steps;
}

function elementAt(root: Element, steps: number[]): Element | undefined {
  let at: Element | undefined = root;
  for (const step of steps) at = at?.children[step];
  return at;
}
