import type { PreviewCommand } from '@promptly/common/preview-bridge';

import { createDocumentInfo } from './document-info.ts';
import type { LiveModules, Replacement } from './live-modules.ts';
import type { PageConfig } from './page-config.ts';
import type { RootRegistry, Swap } from './roots.ts';
import { loadStyle, type PendingStyle, styleReady } from './styles.ts';

export type UpdateCommand = Extract<PreviewCommand, { type: 'update' }>;

export interface AppLoaderEvents {
  /** The document is there and the app's script is about to run. */
  starting(): void;
  rendered(durationMs: number, revision?: string): void;
  /** The app is not on screen, or an update of it is not. */
  failed(error: unknown): void;
}

export interface AppLoader {
  /** Runs the app of the document. */
  start(): Promise<void>;
  /** Replaces the app by another build; the newest waits while a swap is under way. */
  update(command: UpdateCommand): Promise<void>;
  /** Tells that the app's container has got its first content. */
  contentArrived(): void;
}

/** How long a new build may take to mount after its script ran, before the page is loaded anew instead. */
const MOUNT_TIMEOUT_MS = 3_000;

/** Loads builds into the page: the document's own first, then others in its place. */
export function createAppLoader(
  config: PageConfig,
  roots: RootRegistry,
  modules: LiveModules,
  events: AppLoaderEvents,
  importModule: (address: string) => Promise<unknown> = (address) => import(address),
): AppLoader {
  let { scriptUrl, styleUrl } = config;
  let onScreen = false;
  let busy = false;
  let waiting: UpdateCommand | undefined;
  /** What is told once the first content arrives: the document's own app, or the update that brought it. */
  let expected: { since: number; revision?: string } = { since: 0 };
  /** The script that ran last without one to be swapped for it. */
  let alone: string | undefined;
  /** Address of the script whose app is on screen. */
  let running = '';
  const nextAddress = createAddresses();
  const describeDocument = createDocumentInfo(config.document);

  async function start() {
    try {
      await Promise.all([documentParsed(), styleReady()]);
      events.starting();
    } catch (error) {
      events.failed(error);
      return;
    }
    if (scriptUrl !== null && alone === undefined) await runAlone(scriptUrl);
  }

  /** Runs a script where none is on screen. One before it that still loads mounts nothing any more. */
  async function runAlone(url: string) {
    if (alone !== undefined) roots.retire(alone);
    const address = nextAddress(url);
    alone = address;
    running = address;
    modules.keepOnly(address);
    try {
      await importModule(address);
    } catch (error) {
      if (alone !== address) return;
      scriptUrl = null;
      events.failed(error);
    }
  }

  async function update(command: UpdateCommand): Promise<void> {
    if (busy) {
      waiting = command;
      return;
    }
    busy = true;
    try {
      await apply(command);
    } catch (error) {
      events.failed(error);
    }
    busy = false;
    const next = waiting;
    waiting = undefined;
    if (next) await update(next);
  }

  async function apply(command: UpdateCommand) {
    const since = performance.now();
    const newScript = scriptUrl === null || !sameFile(command.scriptUrl, scriptUrl);
    const replaceable = newScript ? patchOf(command) : undefined;
    if (newScript && !replaceable) preload(command.scriptUrl);
    const newStyle = !sameFile(command.styleUrl, styleUrl);
    const style = newStyle ? await loadStyle(command.styleUrl) : null;
    await documentParsed();
    describeDocument(command.document);

    if (newScript && !(onScreen && roots.size > 0)) {
      style?.activate();
      expected = { since, ...(command.revision && { revision: command.revision }) };
      // Not awaited: a module whose top-level await never ends would keep newer builds waiting.
      void runAlone(command.scriptUrl);
    } else {
      const isShown = replaceable !== undefined && (await showPatch(replaceable, style));
      if (newScript && !isShown) await swapScript(command, style);
      else style?.activate();
      events.rendered(performance.now() - since, command.revision);
    }
    ({ scriptUrl, styleUrl } = command);
  }

  /** The patch of an update where it is made for the build on screen, which can take it. */
  function patchOf({ patch }: UpdateCommand): (() => Promise<Replacement | null>) | undefined {
    const fits =
      patch !== undefined &&
      scriptUrl !== null &&
      sameFile(patch.base, scriptUrl) &&
      modules.has(running, patch.path);
    return fits
      ? () => modules.prepare(running, patch.path, nextAddress(patch.scriptUrl))
      : undefined;
  }

  /** False where the app is as it was: it cannot take the patch, or throws with it on the screen as it is now. */
  async function showPatch(
    prepare: () => Promise<Replacement | null>,
    style: PendingStyle | null,
  ): Promise<boolean> {
    const replacement = await prepare();
    if (!replacement) return false;
    style?.activate();
    if (!roots.catching(() => replacement.show())) {
      replacement.keep();
      return true;
    }
    roots.catching(() => replacement.undo());
    return false;
  }

  async function swapScript(command: UpdateCommand, style: PendingStyle | null) {
    let swap: Swap | undefined;
    const address = nextAddress(command.scriptUrl);
    try {
      await new Promise<void>((resolve, reject) => {
        swap = roots.beginSwap({
          rendering: () => style?.activate(),
          committed: resolve,
          failed: reject,
        });
        importModule(address).then(() => {
          // A build that mounts nothing cannot be swapped in: the page starts over with it.
          setTimeout(() => {
            if (swap?.state === 'waiting') location.reload();
          }, MOUNT_TIMEOUT_MS);
        }, reject);
      });
      swap?.finish();
      running = address;
      modules.keepOnly(address);
    } catch (error) {
      swap?.cancel();
      style?.discard();
      modules.keepOnly(running);
      throw error;
    }
  }

  return {
    start,
    update,
    contentArrived() {
      if (onScreen) return;
      onScreen = true;
      events.rendered(performance.now() - expected.since, expected.revision);
    },
  };
}

/** Addresses that run anew, also of what ran before: an undone edit brings back the bytes of an earlier build. */
function createAddresses(): (url: string) => string {
  const ran = new Set<string>();
  return (url) => {
    const address = new URL(url, document.baseURI);
    if (ran.has(address.href)) address.searchParams.set('run', String(ran.size));
    ran.add(address.href);
    return address.href;
  };
}

/** Files are named by their hash: the same name is the same file, whatever stands before it. */
function sameFile(a: string, b: string): boolean {
  return a.replace(/^.*\//s, '') === b.replace(/^.*\//s, '');
}

/** Begins to fetch a script while its stylesheet loads. */
function preload(url: string) {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = url;
  link.onload = link.onerror = () => {
    link.remove();
  };
  document.head.append(link);
}

async function documentParsed(): Promise<void> {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', resolve, { once: true });
  });
}
