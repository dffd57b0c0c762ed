/** What a project's index.html says of its document. Its scripts and links play no part. */
export interface IndexHtml {
  title: string;
  lang: string;
  dir: string;
  htmlClass: string;
  bodyClass: string;
  /** Path of the first module script, without its leading slash. */
  entry?: string;
}

/** More than any document head that people write. */
const MAX_CHARS = 64 * 1024;
const TAG = /<!--[^]*?(?:-->|$)|<(html|body|script|title)\b([^<>]*)>(?:([^<]*)<\/title)?/gi;

/** Reads the little that a preview takes from index.html. Never fails: what is unreadable is left out. */
export function readIndexHtml(html: string): IndexHtml {
  const found: IndexHtml = { title: '', lang: '', dir: '', htmlClass: '', bodyClass: '' };
  for (const [, tag, attributes = '', text = ''] of html.slice(0, MAX_CHARS).matchAll(TAG)) {
    switch (tag?.toLowerCase()) {
      case 'html':
        found.lang = attribute(attributes, 'lang');
        found.dir = attribute(attributes, 'dir');
        found.htmlClass = attribute(attributes, 'class');
        break;
      case 'body':
        found.bodyClass = attribute(attributes, 'class');
        break;
      case 'title':
        found.title ||= decodeEntities(text).trim();
        break;
      case 'script':
        found.entry ??= moduleSource(attributes);
        break;
      case undefined: // a comment
    }
  }
  return found;
}

function moduleSource(attributes: string): string | undefined {
  if (attribute(attributes, 'type') !== 'module') return undefined;
  const source = attribute(attributes, 'src');
  return source === '' ? undefined : source.replace(/^\.?\/+/, '');
}

function attribute(attributes: string, name: string): string {
  const pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i');
  const [, double, single, bare] = pattern.exec(attributes) ?? [];
  return decodeEntities(double ?? single ?? bare ?? '');
}

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi;

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
