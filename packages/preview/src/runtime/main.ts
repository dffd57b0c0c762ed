/**
 * The first script of every preview page. It stands in for what an opaque origin lacks (storage, cookies,
 * paths), talks with the studio that embeds the page, and loads the app and its updates.
 */
import type { PreviewCommand } from '@promptly/common/preview-bridge';

import { createAppLoader } from './app-loader.ts';
import { connectBridge } from './bridge.ts';
import { installComputedImport } from './computed-import.ts';
import { captureConsole } from './console-capture.ts';
import { captureErrors, createMapLoader, readError } from './errors.ts';
import { createHostHistory } from './history.ts';
import { setPreviewHost } from './host.ts';
import { initialPath, keepPathInUrl, toleratePushState } from './page-url.ts';
import { interceptLinks } from './links.ts';
import { createLiveModules } from './live-modules.ts';
import { createOverlay } from './overlay.ts';
import { readPageConfig } from './read-page-config.ts';
import { createRootRegistry } from './roots.ts';
import {
  createPageStorage,
  createStorageReporter,
  installCookies,
  installStorage,
} from './storage.ts';

/** How long the app waits for the studio to hand over what it had stored. */
const INIT_TIMEOUT_MS = 150;

const config = readPageConfig();
const overlay = createOverlay();
const loadMap = createMapLoader();
let started = false;
let renders = 0;
const told = new WeakSet<Error>();

const bridge = connectBridge(obey);
const report = createStorageReporter((area, entries) => {
  bridge.send({ type: 'storage', area, entries });
});
const local = createPageStorage(report('local'));
const session = createPageStorage(report('session'));
installStorage('local', local.storage);
installStorage('session', session.storage);
installCookies();
installComputedImport();

const history = createHostHistory({
  initialPath: initialPath(location.hash),
  origin: location.origin,
  onChange(state) {
    keepPathInUrl(state.path);
    bridge.send({ type: 'path', ...state });
  },
});
toleratePushState(history);
interceptLinks(history);

const modules = createLiveModules();
const roots = createRootRegistry(watchContent);
for (const name of config.packages) {
  // The app's own import tells of one that does not load.
  import(name).catch(() => undefined);
}
const app = createAppLoader(config, roots, modules, {
  starting() {
    // An app without React fills the root itself.
    const root = document.getElementById('root');
    if (root) watchContent(root);
  },
  rendered(durationMs, revision) {
    renders += 1;
    overlay.hide();
    bridge.send({ type: 'rendered', durationMs, ...(revision && { revision }) });
  },
  failed(error) {
    void tell(error, true);
  },
});
setPreviewHost({ history, roots, modules });

if (bridge.embedded) {
  captureConsole((level, args) => {
    bridge.send({ type: 'console', level, args });
  });
}
captureErrors((error) => {
  void tell(error, roots.isUncaught(error));
});

bridge.send({ type: 'ready' });
bridge.send({ type: 'path', ...history.state() });
const [buildError] = config.diagnostics.filter(({ severity }) => severity === 'error');
if (buildError) {
  overlay.show('build', config.diagnostics);
  const { message, path, line, column } = buildError;
  bridge.send({ type: 'error', fatal: true, message, path, line, column });
}
const isBlank = config.packages.length > 0;
if (!bridge.embedded) startApp();
// A blank page has time: what was stored comes with its first build.
else if (!isBlank) setTimeout(startApp, INIT_TIMEOUT_MS);

function obey(command: PreviewCommand): void {
  switch (command.type) {
    case 'init':
      local.restore(command.storage?.local ?? {});
      session.restore(command.storage?.session ?? {});
      if (!started && command.path !== undefined) history.replace(command.path);
      startApp();
      break;
    case 'update':
      void app.update(command);
      break;
    case 'diagnostics':
      if (command.items.length > 0) overlay.show('build', command.items);
      else overlay.hide();
      break;
    case 'navigate':
      history.push(command.path);
      break;
    case 'back':
      history.go(-1);
      break;
    case 'forward':
      history.go(1);
      break;
    case 'reload':
      location.reload();
  }
}

/** Once: when the studio has handed over what it had stored, or does not. */
function startApp(): void {
  if (started) return;
  started = true;
  void app.start();
}

/** `rendered` must not hang on frames, which a hidden tab never draws: the DOM itself is watched. */
function watchContent(element: Element): void {
  const observer = new MutationObserver(() => {
    if (!element.hasChildNodes()) return;
    observer.disconnect();
    app.contentArrived();
  });
  observer.observe(element, { childList: true });
}

async function tell(error: unknown, fatal: boolean): Promise<void> {
  // React reports an error that made an update fail, and so does the update.
  if (error instanceof Error && told.has(error)) return;
  if (error instanceof Error) told.add(error);
  const rendersBefore = renders;
  const read = await readError(error, loadMap);
  if (fatal && renders === rendersBefore) overlay.show('runtime', [read]);
  bridge.send({ type: 'error', fatal, ...read });
}
