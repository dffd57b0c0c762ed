import { decodeText } from '@promptly/common';
import type { PreviewBuild } from '@promptly/preview';

import type { Answer, MemoryFile } from '../browser/memory-origin.ts';

const SCRIPT_URL = '/@app/app.js';
const STYLE_URL = '/@app/app.css';
const ASSET = /\/assets\/([^/]+)$/;

/** A build that can be shown: what crosses into the thread of the browser. */
export type BuiltApp = Pick<
  PreviewBuild,
  'title' | 'lang' | 'dir' | 'htmlClass' | 'bodyClass' | 'style' | 'sourceMap' | 'assets'
> & { script: Uint8Array };

/**
 * The app as a server of its production build would give it: real addresses and storage, nothing of the preview's own.
 * Every path that names no file is the document, as single-page apps need.
 */
export function appPages(app: BuiltApp): Answer {
  const files = new Map<string, MemoryFile>([
    [SCRIPT_URL, { bytes: app.script, contentType: 'text/javascript' }],
    [STYLE_URL, { bytes: app.style, contentType: 'text/css' }],
    ['/favicon.ico', { bytes: new Uint8Array(), contentType: 'image/x-icon' }],
  ]);
  const document = { bytes: Buffer.from(documentOf(app)), contentType: 'text/html' };
  return (pathname, resourceType) => {
    const asset = ASSET.exec(pathname)?.[1];
    return (
      files.get(pathname) ??
      (asset === undefined ? undefined : app.assets.get(decodeURIComponent(asset))) ??
      (resourceType === 'document' ? document : undefined)
    );
  };
}

/** The source map of a script by its URL, for the app's own script. */
export function mapOfScript(app: BuiltApp, url: string): Uint8Array | undefined {
  return url.endsWith(SCRIPT_URL) ? (app.sourceMap ?? undefined) : undefined;
}

/** True when the app's styles have a theme that the class `dark` turns on. */
export function hasDarkTheme({ style }: BuiltApp): boolean {
  return /\.dark\b/.test(decodeText(style));
}

function documentOf(app: BuiltApp): string {
  return `<!doctype html>
<html${attributes({ lang: app.lang, dir: app.dir, class: app.htmlClass })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(app.title)}</title>
<link rel="stylesheet" href="${STYLE_URL}">
<script type="module" src="${SCRIPT_URL}"></script>
</head>
<body${attributes({ class: app.bodyClass })}><div id="root"></div></body>
</html>
`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? char);
}
