import type { PreviewDocument, PreviewPatchAddress } from './api/revisions.ts';
import type { Finding } from './verdict.ts';

/**
 * The messages between the studio and a preview's page, which runs in a frame of an opaque origin.
 * A page runs generated code and can send anything: read its messages with `readPreviewEvent` only, and
 * only from the frame's own window (`event.source === iframe.contentWindow`).
 */
export const PREVIEW_CHANNEL = 'promptly-preview';

/** What a preview's frame may do; it never gets `allow-same-origin`. For the `sandbox` attribute and the CSP alike. */
export const PREVIEW_SANDBOX =
  'allow-scripts allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox';

export type PreviewStorageArea = 'local' | 'session';

/** What the page's storage held when it was last open, by area. */
export type PreviewStorage = Readonly<
  Partial<Record<PreviewStorageArea, Readonly<Record<string, string>>>>
>;

/** Studio to page. */
export type PreviewCommand =
  | { type: 'init'; storage?: PreviewStorage; path?: string }
  /**
   * Swaps to another build in place; `revision` comes back in the `rendered` that it causes. A page that runs the base
   * of the patch may load the patch in place of the whole script, and keeps the state of the app.
   */
  | {
      type: 'update';
      scriptUrl: string;
      patch?: PreviewPatchAddress;
      styleUrl: string;
      document: PreviewDocument;
      revision?: string;
    }
  /** Shows build errors over the last good pixels; an empty list takes them away. */
  | { type: 'diagnostics'; items: readonly Finding[] }
  | { type: 'navigate'; path: string }
  | { type: 'back' }
  | { type: 'forward' }
  | { type: 'reload' };

export type PreviewConsoleLevel = 'debug' | 'log' | 'info' | 'warn' | 'error';

/** Page to studio. */
export type PreviewEvent =
  /** The page listens; it waits a moment for `init` before it runs the app. */
  | { type: 'ready' }
  /** The app's first commit with content; `durationMs` since navigation or since `update` arrived. */
  | { type: 'rendered'; durationMs: number; revision?: string }
  | { type: 'path'; path: string; canGoBack: boolean; canGoForward: boolean }
  | { type: 'console'; level: PreviewConsoleLevel; args: string[] }
  | {
      type: 'error';
      message: string;
      stack?: string;
      path?: string;
      line?: number;
      column?: number;
      /** True when the app is not on screen because of it: the first render or an update failed. */
      fatal: boolean;
    }
  /** Changed keys of one storage area; null means removed. */
  | { type: 'storage'; area: PreviewStorageArea; entries: [key: string, value: string | null][] };

export type PreviewMessage = PreviewCommand | PreviewEvent;

/** A message as it is posted. */
export type PreviewEnvelope<M extends PreviewMessage = PreviewMessage> = {
  channel: typeof PREVIEW_CHANNEL;
  message: M;
};

export function previewEnvelope<M extends PreviewMessage>(message: M): PreviewEnvelope<M> {
  return { channel: PREVIEW_CHANNEL, message };
}

const MAX_TEXT_CHARS = 20_000;
const MAX_PATH_CHARS = 4_096;
const MAX_CONSOLE_ARGS = 50;
const MAX_STORAGE_ENTRIES = 10_000;
/** As much as browsers allow one origin, key and value together. */
export const PREVIEW_STORAGE_MAX_CHARS = 5 * 1024 * 1024;

/** Reads what a page posted: a message of the protocol with its texts cut to size, or null. */
export function readPreviewEvent(data: unknown): PreviewEvent | null {
  const message = opened(data);
  if (!message) return null;
  switch (message.type) {
    case 'ready':
      return { type: 'ready' };
    case 'rendered':
      return renderedEvent(message);
    case 'path':
      return pathEvent(message);
    case 'console':
      return consoleEvent(message);
    case 'error':
      return errorEvent(message);
    case 'storage':
      return storageEvent(message);
    default:
      return null;
  }
}

/** Reads what a page was told by the window that embeds it, or null. */
export function readPreviewCommand(data: unknown): PreviewCommand | null {
  const message = opened(data);
  if (!message) return null;
  switch (message.type) {
    case 'init':
      return {
        type: 'init',
        ...(isRecord(message.storage) && { storage: storageOf(message.storage) }),
        ...(isPath(message.path) && { path: message.path }),
      };
    case 'update':
      return updateCommand(message);
    case 'diagnostics':
      return Array.isArray(message.items)
        ? { type: 'diagnostics', items: message.items as Finding[] }
        : null;
    case 'navigate':
      return isPath(message.path) ? { type: 'navigate', path: message.path } : null;
    case 'back':
    case 'forward':
    case 'reload':
      return { type: message.type };
    default:
      return null;
  }
}

type Fields = Record<string, unknown>;

function opened(data: unknown): Fields | null {
  if (!isRecord(data) || data.channel !== PREVIEW_CHANNEL) return null;
  return isRecord(data.message) ? data.message : null;
}

function renderedEvent(fields: Fields): PreviewEvent | null {
  if (!isCount(fields.durationMs)) return null;
  const revision = typeof fields.revision === 'string' ? text(fields.revision) : undefined;
  return { type: 'rendered', durationMs: fields.durationMs, ...(revision && { revision }) };
}

function pathEvent(fields: Fields): PreviewEvent | null {
  if (!isPath(fields.path)) return null;
  return {
    type: 'path',
    path: fields.path,
    canGoBack: fields.canGoBack === true,
    canGoForward: fields.canGoForward === true,
  };
}

const CONSOLE_LEVELS: readonly unknown[] = ['debug', 'log', 'info', 'warn', 'error'];

function consoleEvent(fields: Fields): PreviewEvent | null {
  if (!CONSOLE_LEVELS.includes(fields.level) || !Array.isArray(fields.args)) return null;
  const args = fields.args.slice(0, MAX_CONSOLE_ARGS).filter((arg) => typeof arg === 'string');
  return { type: 'console', level: fields.level as PreviewConsoleLevel, args: args.map(text) };
}

function errorEvent(fields: Fields): PreviewEvent | null {
  if (typeof fields.message !== 'string') return null;
  return {
    type: 'error',
    message: text(fields.message),
    fatal: fields.fatal === true,
    ...(typeof fields.stack === 'string' && { stack: text(fields.stack) }),
    ...(isShortText(fields.path) && { path: fields.path }),
    ...(isCount(fields.line) && { line: fields.line }),
    ...(isCount(fields.column) && { column: fields.column }),
  };
}

function storageEvent(fields: Fields): PreviewEvent | null {
  if (fields.area !== 'local' && fields.area !== 'session') return null;
  if (!Array.isArray(fields.entries) || fields.entries.length > MAX_STORAGE_ENTRIES) return null;
  const entries: [string, string | null][] = [];
  let chars = 0;
  for (const entry of fields.entries as unknown[]) {
    if (!Array.isArray(entry)) return null;
    const [key, value] = entry as unknown[];
    if (typeof key !== 'string' || (typeof value !== 'string' && value !== null)) return null;
    chars += key.length + (value?.length ?? 0);
    entries.push([key, value]);
  }
  return chars <= PREVIEW_STORAGE_MAX_CHARS
    ? { type: 'storage', area: fields.area, entries }
    : null;
}

function updateCommand(fields: Fields): PreviewCommand | null {
  const { scriptUrl, styleUrl, document, revision } = fields;
  const patch = patchOf(fields.patch);
  if (typeof scriptUrl !== 'string' || typeof styleUrl !== 'string') return null;
  if (!isRecord(document)) return null;
  const { title = '', lang = '', dir = '', htmlClass = '', bodyClass = '' } = stringsOf(document);
  return {
    type: 'update',
    scriptUrl,
    ...(patch && { patch }),
    styleUrl,
    document: { title, lang, dir, htmlClass, bodyClass },
    ...(typeof revision === 'string' && { revision }),
  };
}

function patchOf(value: unknown): PreviewPatchAddress | undefined {
  const { base, path, scriptUrl } = isRecord(value) ? stringsOf(value) : {};
  return base === undefined || path === undefined || scriptUrl === undefined
    ? undefined
    : { base, path, scriptUrl };
}

function storageOf(fields: Fields): PreviewStorage {
  return { local: stringsOf(fields.local), session: stringsOf(fields.session) };
}

function stringsOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_PATH_CHARS;
}

/** A path within the app: one leading slash, so that it can never name another host. URLs drop tabs and line ends. */
function isPath(value: unknown): value is string {
  return isShortText(value) && /^\/(?![\t\n\r]*[/\\])/.test(value);
}

function text(value: string): string {
  return value.length <= MAX_TEXT_CHARS ? value : `${value.slice(0, MAX_TEXT_CHARS)}…`;
}
