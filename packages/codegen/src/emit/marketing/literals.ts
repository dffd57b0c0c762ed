import { type Locale } from '@promptly/common';

import { type Localized, textIn } from '../../spec/localized.ts';

/** A string literal; Prettier chooses the quotes. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029\u00a0\u202f]/g, escapeCharacter);
}

/** Text between JSX tags: as it is where it can stand there, else as an expression. */
export function jsxText(text: string): string {
  return IS_PLAIN_JSX.test(text) ? text : `{${stringLiteral(text)}}`;
}

/** The value of a JSX attribute: a string in quotes, or an expression where entities could be read into it. */
export function jsxAttribute(text: string): string {
  return /^[^"&\\\p{Cc}\u00a0\u202f]*$/u.test(text) ? `"${text}"` : `{${stringLiteral(text)}}`;
}

/** An object with the text in each of the locales. */
export function localizedLiteral(text: Localized, locales: readonly Locale[]): string {
  const entries = locales.map((locale) => `${locale}: ${stringLiteral(textIn(text, locale))}`);
  return `{ ${entries.join(', ')} }`;
}

/** A text as it can stand in a paragraph, a heading or a cell of Markdown. */
export function markdownText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}

/** One run of words, single spaces between them, nothing that JSX reads as its own. */
const IS_PLAIN_JSX = /^(?=\S)[^{}<>&\\\p{Cc}\u00a0\u2028\u2029\u202f\ufeff]*(?<=\S)$(?<! {2}.*)/u;

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
