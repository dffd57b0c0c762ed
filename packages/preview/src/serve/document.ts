import type { Finding, PreviewDocument } from '@promptly/common';

import {
  DEFAULT_LANGUAGE,
  DEFAULT_TITLE,
  PAGE_CONFIG_ID,
  type PageConfig,
} from '../runtime/page-config.ts';

/** What a preview's HTML is made of. URLs may be relative to the document. */
export interface PreviewDocumentInput extends Partial<PreviewDocument> {
  /** Null when the build failed: the page then shows the diagnostics. */
  scriptUrl: string | null;
  /** Null where there is none yet. */
  styleUrl: string | null;
  runtimeUrl: string;
  importMap: { imports: Record<string, string> };
  /** Modules that the script will import, so that the browser asks for all of them at once. */
  preloadUrls?: readonly string[];
  diagnostics?: readonly Finding[];
  /** Packages to load although no script of the page imports them yet. */
  packages?: readonly string[];
}

/** The HTML of a preview. All texts are escaped; its only inline script is the import map. */
export function previewDocument({
  title = '',
  lang = '',
  dir = '',
  htmlClass = '',
  bodyClass = '',
  scriptUrl,
  styleUrl,
  runtimeUrl,
  importMap,
  preloadUrls = [],
  diagnostics = [],
  packages = [],
}: PreviewDocumentInput): string {
  const config: PageConfig = {
    scriptUrl,
    styleUrl: styleUrl ?? '',
    document: { title, lang, dir, htmlClass, bodyClass },
    packages,
    diagnostics: [...diagnostics],
  };
  const modules = scriptUrl === null ? [] : [scriptUrl];
  const isUsed = modules.length > 0 || packages.length > 0;
  const preloads = [...(isUsed ? preloadUrls : []), ...modules].map(
    (url) => `<link rel="modulepreload" href="${escapeHtml(url)}">`,
  );
  const styles =
    styleUrl === null
      ? []
      : [`<link rel="stylesheet" href="${escapeHtml(styleUrl)}" data-preview-style>`];
  const language = lang || DEFAULT_LANGUAGE;
  return `<!doctype html>
<html${attributes({ lang: language, dir, class: htmlClass })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title || DEFAULT_TITLE)}</title>
<script type="importmap">${inlineJson(importMap)}</script>
<script type="application/json" id="${PAGE_CONFIG_ID}">${inlineJson(config)}</script>
<script src="${escapeHtml(runtimeUrl)}"></script>
${[...styles, ...preloads].join('\n')}
</head>
<body${attributes({ class: bodyClass })}><div id="root"></div></body>
</html>
`;
}

/** JSON that can stand within a script element. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function attributes(values: Record<string, string>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
}
