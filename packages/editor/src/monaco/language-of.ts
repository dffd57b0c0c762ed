const LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ts: 'typescript',
    tsx: 'typescript',
    mts: 'typescript',
    cts: 'typescript',
    js: 'javascript',
    jsx: 'javascript',
    mjs: 'javascript',
    cjs: 'javascript',
    json: 'json',
    css: 'css',
    html: 'html',
    svg: 'html',
    md: 'markdown',
    yml: 'yaml',
    yaml: 'yaml',
  }),
);

/** The language of a file by its name; plain text where it has none of the web's. */
export function languageOf(path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return LANGUAGES.get(extension) ?? 'plaintext';
}
