import type { HostHistory } from './history.ts';
import type { RootRegistry } from './roots.ts';

/** What the page's runtime offers to the vendored packages, which are separate modules. */
export interface PreviewHost {
  history: HostHistory;
  roots: RootRegistry;
}

const KEY = Symbol.for('promptly.preview');

type Hosted = typeof globalThis & { [KEY]?: PreviewHost };

export function setPreviewHost(host: PreviewHost): void {
  Object.defineProperty(globalThis, KEY, { value: host });
}

/** The page's runtime, or undefined where the packages run without one (in a test, for example). */
export function previewHost(): PreviewHost | undefined {
  return (globalThis as Hosted)[KEY];
}
