/** The computed style of an element that leaves what is behind it as it is. */
const CLEAR = 'rgba(0, 0, 0, 0) none 1 none normal';

/** Says whether the page shows text in colors, or in a size, that it did not show when it was asked before. */
export function createColorMemory(): () => boolean {
  const seen = new Set<string>();
  return () => {
    const before = seen.size;
    const backgrounds = new Map<Element, string>();
    for (const element of document.body.querySelectorAll('*')) {
      if (!hasText(element)) continue;
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      seen.add([color, fontSize, fontWeight, backgroundOf(element, backgrounds)].join(' '));
    }
    return seen.size > before;
  };
}

function hasText(element: Element): boolean {
  if (element.matches('input, select, textarea')) return true;
  return [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
  );
}

/** What colors an element from behind, or fades it: its own and that of all around it. */
function backgroundOf(element: Element, known: Map<Element, string>): string {
  const found = known.get(element);
  if (found !== undefined) return found;
  const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } =
    getComputedStyle(element);
  const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join(' ');
  const around = element.parentElement ? backgroundOf(element.parentElement, known) : '';
  const background = own === CLEAR ? around : `${own}, ${around}`;
  known.set(element, background);
  return background;
}
