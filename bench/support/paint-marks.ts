import type { BrowserContext } from 'playwright-core';

/** Something that a page saw, at a time in ms since 1970 with fractions: comparable among all frames of a machine. */
export interface Mark {
  name: 'enter' | 'save' | 'on screen' | 'heading';
  /** The heading's text; else empty. */
  text: string;
  atMs: number;
}

export interface PaintMarks {
  /** Forgets what was marked until now. */
  clear(): void;
  /** The first mark of a name, and of a text where one is given, as soon as there is one. */
  first(name: Mark['name'], text?: string): Promise<Mark>;
}

const TIMEOUT_MS = 120_000;

/**
 * Has every page and frame of a browser tell when keys are pressed and when pixels change:
 * - `enter`, `save`: the key press reached the page, before any handler;
 * - `heading`: the app's first heading has another text, marked after the frame that paints it;
 * - `on screen`: the studio put another page of the app in front, marked likewise. A page that loads behind paints unseen.
 */
export async function watchPaints(context: BrowserContext): Promise<PaintMarks> {
  let marks: Mark[] = [];
  const waiting = new Set<() => void>();
  await context.exposeBinding('benchMark', (_source, mark: Mark) => {
    marks.push(mark);
    for (const wake of waiting) wake();
  });
  // The loader that runs these sources wraps functions in a helper, which pages do not have.
  await context.addInitScript(`{ const __name = (value) => value; (${markInPage.toString()})(); }`);
  return {
    clear: () => {
      marks = [];
    },
    first: (name, text) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`nothing was marked as “${name}” ${text ?? ''}`));
        }, TIMEOUT_MS);
        function look(): void {
          const found = marks.find(
            (mark) => mark.name === name && (text ?? mark.text) === mark.text,
          );
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        }
        waiting.add(look);
        look();
      }),
  };
}

/** Runs in each page and frame before its own scripts; it uses nothing from outside. */
function markInPage(): void {
  const tell = (window as unknown as { benchMark: (mark: Mark) => void }).benchMark;
  const mark = (name: Mark['name'], text = '') =>
    tell({ name, text, atMs: performance.timeOrigin + performance.now() });
  // The first frame callback runs before the changed pixels are painted, the second one after.
  const afterPaint = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));
  const isStudio = window === window.top;
  let seen = '';

  if (isStudio) {
    addEventListener(
      'keydown',
      ({ key, ctrlKey }) => {
        if (key === 'Enter') mark('enter');
        if (key === 's' && ctrlKey) mark('save');
      },
      { capture: true },
    );
  }
  const look = () => {
    const now = isStudio
      ? (document.querySelector('[data-testid=preview-stage]')?.getAttribute('data-revision') ?? '')
      : (document.querySelector('h1')?.textContent ?? '');
    if (now === '' || now === seen) return;
    seen = now;
    afterPaint(() => mark(isStudio ? 'on screen' : 'heading', isStudio ? '' : now));
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-revision'],
  });
}
