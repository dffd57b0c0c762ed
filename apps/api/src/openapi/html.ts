/** Text that is HTML already; everything else that goes into a page is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | null | readonly Part[];

/** A piece of a page: what is put into it is escaped unless it is `Html` itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const text = strings.map((string, i) => string + (i < parts.length ? textOf(parts[i]) : ''));
  return new Html(text.join(''));
}

function textOf(part: Part): string {
  if (part === undefined || part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return escape(String(part));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** Paragraphs with `code` in backticks: as much of Markdown as the descriptions use. */
export function prose(text: string | undefined): Html[] {
  const paragraphs = (text ?? '').split('\n').filter((line) => line !== '');
  return paragraphs.map((paragraph) => html`<p>${inlineCode(paragraph)}</p>`);
}

export function inlineCode(text: string): (Html | string)[] {
  return text.split('`').map((piece, i) => (i % 2 === 1 ? html`<code>${piece}</code>` : piece));
}
