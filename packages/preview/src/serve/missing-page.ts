import { messagesFor } from '../runtime/messages.ts';
import { escapeHtml } from './document.ts';

/** The page for a preview that does not exist or has expired, in the reader's language. */
export function missingPage(acceptLanguage: string | undefined): string {
  const tags = (acceptLanguage ?? '').slice(0, 200).split(',');
  const texts = messagesFor(tags.map((tag) => tag.trim()));
  const title = escapeHtml(texts.expiredTitle);
  return `<!doctype html>
<html lang="${texts.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 24px; text-align: center;
    font: 16px/1.6 system-ui, sans-serif; color: #0f172a; background: #f8fafc; }
  h1 { margin: 0 0 8px; font-size: 20px; }
  p { margin: 0; color: #475569; }
  @media (prefers-color-scheme: dark) {
    body { color: #f1f5f9; background: #0f172a; } p { color: #cbd5e1; }
  }
</style>
</head>
<body><main><h1>${title}</h1><p>${escapeHtml(texts.expiredText)}</p></main></body>
</html>
`;
}
