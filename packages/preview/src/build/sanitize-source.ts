import { COMPUTED_IMPORT } from '../runtime/computed-import.ts';

/**
 * esbuild reads two things from the disk without asking its plugins: source maps that a comment names by a
 * `file:` URL, and the folders that a computed `import()` or `require()` could mean. Both are taken from the
 * source before esbuild sees it; `import` then has a zero-width character, valid within an identifier, so
 * that texts which an app shows look the same.
 */
export function sanitizeSource(text: string): string {
  const safe = sanitizeMapComments(text).replace(
    IMPORT_WORD,
    (word, offset: number, whole: string) => {
      const start = offset + word.length;
      return isHarmless(whole.slice(start, start + LOOKAHEAD_CHARS)) ? word : COMPUTED_IMPORT;
    },
  );
  return safe + AS_ES_MODULE;
}

/** In a CommonJS module esbuild takes `module.require` for its own, whatever `RENAMED_GLOBALS` say. */
const AS_ES_MODULE = '\nexport {};\n';

/** For esbuild's `define`: with another name it does not take a computed `require()` for a folder to read. */
export const RENAMED_GLOBALS = {
  require: 'globalThis.require',
  module: 'globalThis.module',
};

/** A stylesheet without comments that would make esbuild read the disk. */
export function sanitizeMapComments(text: string): string {
  return text.replaceAll('sourceMappingURL=', 'sourceMappingURL\u200c=');
}

/** What an identifier continues with; the last two are the zero-width joiners. */
const WORD_CHAR = String.raw`(?:\p{ID_Continue}|\$|\u200c|\u200d)`;

/**
 * The word by itself. Properties (`api.import`, `#import`) are not the keyword; a spread's dots make none.
 */
const IMPORT_WORD = new RegExp(
  String.raw`(?<!${WORD_CHAR}|#|(?<!\.\.)\.)import(?!${WORD_CHAR}|\\)`,
  'gu',
);

/** What stands further away than this counts as unknown, so that hostile text costs little. */
const LOOKAHEAD_CHARS = 2_000;

/** What can follow the keyword, or the word in a text, without being a call. */
const NO_CALL = /[\p{ID_Start}\d$_\\{*'"`)\],;:=?}>|!@#%^&+~]/u;

/** A method named import. On one line, so that it cannot be a call before a block. */
const METHOD = /^\([ \t]*(?:[\w$]+[ \t]*(?:\??:[^()\n]*)?)?\)[ \t]*(?::[^(){};\n]*)?\{/;

function isHarmless(rest: string): boolean {
  const at = afterTrivia(rest, 0);
  const next = rest[at];
  if (next === undefined) return rest.length < LOOKAHEAD_CHARS;
  if (next === '.') return !/^(?:defer|source|\\)/.test(rest.slice(afterTrivia(rest, at + 1)));
  if (next === '(') return takesOneText(rest, at + 1) || METHOD.test(rest);
  return NO_CALL.test(next);
}

/** True when the arguments begin with a string that stands alone as the first of them. */
function takesOneText(rest: string, from: number): boolean {
  const start = afterTrivia(rest, from);
  const quote = rest[start];
  if (quote !== "'" && quote !== '"' && quote !== '`') return false;
  const end = rest.indexOf(quote, start + 1);
  if (end === -1 || /[\\\n$]/.test(rest.slice(start + 1, end))) return false;
  const next = rest[afterTrivia(rest, end + 1)];
  return next === ')' || next === ',';
}

/** Where the first character after spaces and comments stands. */
function afterTrivia(text: string, from: number): number {
  let at = from;
  for (;;) {
    if (/\s/.test(text[at] ?? '')) at += 1;
    else if (text.startsWith('/*', at)) at = after(text, '*/', at + 2);
    else if (text.startsWith('//', at)) at = after(text, '\n', at + 2);
    else return at;
  }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? text.length : at + end.length;
}
