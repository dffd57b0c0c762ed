/** `react-dom/client` as previews have it: roots are known to the page's runtime, which can swap them. */
import { flushSync } from 'react-dom';
import { createRoot as createReactRoot, type Root, type RootOptions } from 'react-dom/client';
import type { ReactNode } from 'react';

import { previewHost } from '../host.ts';
import type { ReactDom } from '../roots.ts';

export { version } from 'react-dom';

export function createRoot(container: Element, options: RootOptions = {}): Root {
  const host = previewHost();
  if (!host) return createReactRoot(container, options);
  return host.roots.create(container, options, reactDom);
}

/** No server renders here, so there is nothing to hydrate: the app is rendered afresh. */
export function hydrateRoot(
  container: Element,
  children: ReactNode,
  options: RootOptions = {},
): Root {
  const root = createRoot(container, options);
  root.render(children);
  return root;
}

const reactDom: ReactDom = {
  createRoot: (container, options) => createReactRoot(container, options as RootOptions),
  flushSync,
};

export default { createRoot, hydrateRoot };
