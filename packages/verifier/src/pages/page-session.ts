import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';

import type { SandboxedBrowser } from '../browser/launch-browser.ts';
import { type Answer, serveFromMemory } from '../browser/memory-origin.ts';

const CLOSE_TIMEOUT_MS = 1_500;
const MAX_FAULTS = 100;
const MAX_TEXT_CHARS = 2_000;
/** More than any app writes; past it the page is stopped, because each message costs this program time and memory. */
const MAX_CONSOLE_MESSAGES = 1_000;
/** Of all messages together; a page that writes faster than it is stopped would else pass on a fast machine. */
const MAX_CONSOLE_CHARS = 10_000_000;
const MAX_DIALOGS = 20;

/** Something that went wrong in a page, told by the browser. */
export interface PageFault {
  kind: 'error' | 'console' | 'request' | 'crash' | 'dialog' | 'window' | 'download' | 'socket';
  message: string;
  /** Stack of an error, or the place of a console message, in URLs of the page. */
  stack: string;
  /** Width of the window at that time. */
  widthPx: number;
}

export interface PageSessionOptions {
  answer: Answer;
  viewport: { width: number; height: number };
}

/** One page in a context of its own: it shares neither storage nor process with another one. */
export interface PageSession {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong so far; the oldest hundred. */
  readonly faults: readonly PageFault[];
  /** Ends the page, and the browser with it where the page cannot be ended. */
  close(): Promise<void>;
}

/** Opens an empty page that sees nothing but what `answer` gives. */
export async function openPage(
  browser: SandboxedBrowser,
  options: PageSessionOptions,
): Promise<PageSession> {
  const context = await browser.newContext({
    viewport: options.viewport,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    acceptDownloads: false,
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  const faults: PageFault[] = [];
  const add = (kind: PageFault['kind'], message: string, stack = '') => {
    if (faults.length >= MAX_FAULTS) return;
    faults.push({
      kind,
      message: message.slice(0, MAX_TEXT_CHARS),
      stack: stack.slice(0, MAX_TEXT_CHARS),
      widthPx: page.viewportSize()?.width ?? options.viewport.width,
    });
  };
  await serveFromMemory(context, options.answer, ({ url, reason }) =>
    add(
      'request',
      reason === 'foreign'
        ? `asked another host: ${url}`
        : `asked for a file that does not exist: ${url}`,
    ),
  );
  watch(page, browser, add);
  context.on('page', (opened) => {
    add('window', 'opened another window by itself');
    void opened.close().catch(() => undefined);
  });
  return {
    page,
    context,
    faults,
    async close() {
      const closed = context.close().then(
        () => true,
        () => true,
      );
      if (!(await Promise.race([closed, elapsed(CLOSE_TIMEOUT_MS)]))) {
        browser.kill('a page could not be ended');
      }
    },
  };
}

type AddFault = (kind: PageFault['kind'], message: string, stack?: string) => void;

function watch(page: Page, browser: SandboxedBrowser, add: AddFault): void {
  let consoleMessages = 0;
  let consoleChars = 0;
  let dialogs = 0;
  page.on('pageerror', (error) => add('error', errorText(error), error.stack ?? ''));
  page.on('crash', () => add('crash', 'the page crashed; it may have used too much memory'));
  page.on('websocket', (socket) => add('socket', `opened a connection: ${socket.url()}`));
  page.on('download', (download) => {
    add('download', 'started a download by itself');
    void download.cancel().catch(() => undefined);
  });
  page.on('console', (message) => {
    consoleMessages += 1;
    consoleChars += message.text().length;
    const isTooMuch = consoleMessages > MAX_CONSOLE_MESSAGES || consoleChars > MAX_CONSOLE_CHARS;
    if (isTooMuch) browser.kill('it wrote to the console without end');
    else if (message.type() === 'error') add('console', consoleText(message), placeOf(message));
  });
  page.on('dialog', (dialog) => {
    dialogs += 1;
    if (dialogs > MAX_DIALOGS) browser.kill('it opened dialogs without end');
    else add('dialog', `opened a dialog by itself: ${dialog.message()}`);
    void dialog.dismiss().catch(() => undefined);
  });
}

function errorText({ name, message }: Error): string {
  return name && name !== 'Error' ? `${name}: ${message}` : message;
}

/** React writes its warnings as a format with values behind; the first line says what is wrong. */
function consoleText(message: ConsoleMessage): string {
  return message
    .text()
    .replace(/%[sdifoOc]/g, '')
    .trim();
}

function placeOf(message: ConsoleMessage): string {
  const { url, lineNumber, columnNumber } = message.location();
  return `${url}:${lineNumber + 1}:${columnNumber + 1}`;
}

function elapsed(ms: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref();
  });
}
