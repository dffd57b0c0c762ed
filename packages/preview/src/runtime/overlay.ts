import type { Finding } from '@promptly/common';

import { messagesFor } from './messages.ts';

/** One entry of the overlay. */
export type OverlayItem = Pick<Finding, 'message' | 'path' | 'line' | 'column'> & {
  stack?: string;
};

export interface Overlay {
  show(kind: 'build' | 'runtime', items: readonly OverlayItem[]): void;
  hide(): void;
}

const STYLE = `
  :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; }
  .backdrop { position: absolute; inset: 0; overflow: auto; padding: 24px; background: rgb(15 23 42 / 0.55); }
  .panel { box-sizing: border-box; max-width: 760px; margin: 0 auto; padding: 20px 24px; border-radius: 12px;
    border-top: 4px solid #dc2626; background: #fff; color: #0f172a; box-shadow: 0 20px 50px rgb(0 0 0 / 0.3);
    font: 15px/1.5 system-ui, sans-serif; }
  header { display: flex; align-items: start; gap: 16px; justify-content: space-between; margin-bottom: 12px; }
  h1 { margin: 0; font-size: 18px; }
  button { font: inherit; color: inherit; padding: 4px 12px; border: 1px solid #94a3b8; border-radius: 8px;
    background: none; cursor: pointer; }
  button:focus-visible { outline: 2px solid #2563eb; outline-offset: 2px; }
  ol { margin: 0; padding: 0; list-style: none; }
  li { padding: 12px 0; border-top: 1px solid #e2e8f0; overflow-wrap: anywhere; }
  .place, pre { font: 13px/1.5 ui-monospace, monospace; }
  .place { color: #b91c1c; }
  p { margin: 0; white-space: pre-wrap; }
  pre { margin: 8px 0 0; overflow: auto; max-height: 240px; color: #475569; white-space: pre-wrap; }
  @media (prefers-color-scheme: dark) {
    .panel { background: #0f172a; color: #f1f5f9; }
    li { border-color: #334155; } .place { color: #fca5a5; } pre { color: #cbd5e1; }
  }
`;

/** A panel over the page that says what is wrong with the app. It stands outside the app's own elements. */
export function createOverlay(): Overlay {
  let host: HTMLElement | undefined;

  function hide() {
    host?.remove();
    host = undefined;
  }

  return {
    show(kind, items) {
      hide();
      host = document.createElement('promptly-overlay');
      const root = host.attachShadow({ mode: 'open' });
      const style = document.createElement('style');
      style.textContent = STYLE;
      root.append(style, panel(kind, items, hide));
      document.documentElement.append(host);
    },
    hide,
  };
}

function panel(kind: 'build' | 'runtime', items: readonly OverlayItem[], onClose: () => void) {
  const texts = messagesFor(navigator.languages);
  const close = element('button', '', texts.close);
  close.setAttribute('type', 'button');
  close.addEventListener('click', onClose);

  const header = document.createElement('header');
  header.append(element('h1', '', kind === 'build' ? texts.buildFailed : texts.appFailed), close);

  const list = document.createElement('ol');
  list.append(...items.map(itemElement));

  const section = element('section', 'panel', '');
  section.setAttribute('role', 'alert');
  section.lang = texts.locale;
  section.append(header, list);

  const backdrop = element('div', 'backdrop', '');
  backdrop.append(section);
  return backdrop;
}

function itemElement({ message, path, line, column, stack }: OverlayItem): HTMLElement {
  const item = document.createElement('li');
  const place = [path, line, path && line ? column : undefined].filter(
    (part) => part !== undefined,
  );
  if (path) item.append(element('div', 'place', place.join(':')));
  item.append(element('p', '', message));
  const frames = projectFrames(stack);
  if (frames) item.append(element('pre', '', frames));
  return item;
}

/** The frames in the project's own files; those of React say nothing to whoever mends the app. */
function projectFrames(stack = ''): string {
  return stack
    .split('\n')
    .filter((line) => /:\d+:\d+\)?$/.test(line) && !/https?:\/\//.test(line))
    .map((line) => line.trim())
    .join('\n');
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
