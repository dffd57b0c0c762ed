import { RE2JS } from 're2js';

/**
 * Tells of paths whether one of the patterns fits: `*` and `?` stand for what is in one name, `**` for any folders,
 * `{a,b}` for one of several. A pattern without a slash fits a name at any depth, and one that fits a folder fits all in
 * it. Works in time linear in the path, whatever the patterns are.
 */
export function createGlobMatcher(globs: readonly string[]): (path: string) => boolean {
  const alternatives = globs.map((glob) => {
    const trimmed = glob.replace(/^\/+|\/+$/g, '');
    const anywhere = trimmed.includes('/') || glob.startsWith('/') ? '' : '(?:.*/)?';
    return `${anywhere}${translate(trimmed)}(?:/.*)?`;
  });
  const pattern = RE2JS.compile(`(?:${alternatives.join('|')})`, RE2JS.DOTALL);
  return (path) => pattern.testExact(path);
}

/** The patterns of a list such as `src/**,*.{css,html}`: commas within braces part no patterns. */
export function splitGlobs(list: string): string[] {
  return list
    .split(/,(?![^{}]*\})/)
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '');
}

const TOKEN = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|\{/g;

function translate(glob: string): string {
  return (glob.match(TOKEN) ?? []).map(translateToken).join('');
}

function translateToken(token: string): string {
  if (token === '**/') return '(?:.*/)?';
  if (token === '**') return '.*';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 1 && token.startsWith('{')) {
    return `(?:${token.slice(1, -1).split(',').map(translate).join('|')})`;
  }
  return RE2JS.quote(token);
}
