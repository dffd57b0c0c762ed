import type { HostHistory } from './history.ts';
import { PREVIEW_HOST_KEY } from './host-key.ts';
import type { ModuleHost } from './live-modules.ts';
import type { RootRegistry } from './roots.ts';

/** What the page's runtime offers to the vendored packages, which are separate modules. */
export interface PreviewHost {
  history: HostHistory;
  roots: RootRegistry;
  /** For the modules of the app itself. */
  modules: ModuleHost;
}

type Hosted = typeof globalThis & { [PREVIEW_HOST_KEY]?: PreviewHost };

export function setPreviewHost(host: PreviewHost): void {
  Object.defineProperty(globalThis, PREVIEW_HOST_KEY, { value: host });
}

/** The page's runtime, or undefined where the packages run without one (in a test, for example). */
export function previewHost(): PreviewHost | undefined {
  return (globalThis as Hosted)[PREVIEW_HOST_KEY];
}
