import { type Locale } from '@promptly/common';

import { textIn, type Localized } from '../../spec/localized.ts';

export interface Localizer {
  /** Rewrites the messages in the body of a module, and notes which are used. */
  localize: (body: string) => string;
  /** Keys that were used, with their plural forms, in the order of use. */
  used: () => string[];
}

/**
 * Emitted files and blocks say `t('key')`. In an app of one language the text itself is put in its place, so that the
 * app reads as one written by hand; in an app of several, the calls stay and their keys go into its catalogues.
 */
export function createLocalizer(
  locales: readonly Locale[],
  messages: Readonly<Record<string, Localized>>,
): Localizer {
  const only = locales.length === 1 ? locales[0] : undefined;
  const used = new Set<string>();

  const note = (key: string): { one: Localized; other?: Localized } => {
    const whole = messages[key];
    if (whole) {
      used.add(key);
      return { one: whole };
    }
    const [one, other] = [messages[`${key}_one`], messages[`${key}_other`]];
    if (!one || !other) throw new Error(`there is no message "${key}"`);
    used.add(`${key}_one`).add(`${key}_other`);
    return { one, other };
  };

  return {
    localize(body) {
      if (only === undefined) {
        for (const { key } of findCalls(body)) note(key);
        return body;
      }
      const inlined = replaceCalls(body, (call) => {
        const { one, other } = note(call.key);
        return other
          ? pluralExpression(textIn(one, only), textIn(other, only), call.values, only)
          : template(textIn(one, only), call.values);
      });
      return withoutEmptyTemplates(inlined).replace(/(?<![\w$.])locale\(\)/g, quote(only));
    },
    used: () => [...used],
  };
}

/** `<title>{`Text`}</title>` and `label={`Text`}`: what is left of a template that held only messages. */
function withoutEmptyTemplates(body: string): string {
  return body
    .replace(/(?<=>)\{`([^`$\\{}<>&]+)`\}(?=<)/g, '$1')
    .replace(/(?<==)\{`([^`$\\"&]+)`\}/g, '"$1"');
}

interface Call {
  key: string;
  /** Name of a placeholder → expression. */
  values: Record<string, string>;
  start: number;
  end: number;
}

/** Text pieces and expressions in turn. */
type Piece = { text: string } | { expression: string };
type Replacement = { pieces: Piece[] } | { expression: string };

/** Every `t('key', { name: expression })` of a body. */
function findCalls(body: string): Call[] {
  return [...body.matchAll(/(?<![\w$.])t\(\s*'([^']+)'/g)].map((match) => {
    const open = match.index + match[0].length;
    const end = closingParenthesis(body, open);
    const args = body
      .slice(open, end)
      .replace(/^\s*,?\s*/, '')
      .replace(/,?\s*$/, '');
    return { key: match[1]!, values: readValues(args), start: match.index, end: end + 1 };
  });
}

function closingParenthesis(body: string, from: number): number {
  let depth = 0;
  for (let index = from; index < body.length; index++) {
    index = skipString(body, index);
    const character = body[index] ?? '';
    if ('([{'.includes(character)) depth++;
    else if (character === ')' && depth === 0) return index;
    else if (')]}'.includes(character)) depth--;
  }
  throw new Error('a message call is not closed');
}

/** The end of the string that begins at an index, or the index itself where none does. */
function skipString(text: string, index: number): number {
  const quoteMark = text[index] ?? '';
  if (quoteMark === '' || !'"\'`'.includes(quoteMark)) return index;
  let end = index + 1;
  while (end < text.length && text[end] !== quoteMark) end += text[end] === '\\' ? 2 : 1;
  return end;
}

/** "{ name: item.name, count }" → name: "item.name", count: "count". */
function readValues(args: string): Record<string, string> {
  const inner = /^\{([\s\S]*)\}$/.exec(args.trim())?.[1] ?? '';
  const entries = splitTopLevel(inner).map((entry) => {
    const [, name = '', expression] = /^(\w+)\s*(?::\s*([\s\S]+))?$/.exec(entry.trim()) ?? [];
    return [name, (expression ?? name).trim()] as const;
  });
  return Object.fromEntries(entries.filter(([name]) => name !== ''));
}

function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    index = skipString(text, index);
    if ('([{'.includes(text[index] ?? ' ')) depth++;
    else if (')]}'.includes(text[index] ?? ' ')) depth--;
    else if (text[index] === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function template(text: string, values: Readonly<Record<string, string>>): Replacement {
  const pieces = text.split(/(\{\w+\})/).filter((part) => part !== '');
  return {
    pieces: pieces.map((part): Piece => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      const value = name === undefined ? undefined : values[name];
      if (value === undefined) return { text: part };
      const text = literalText(value);
      return text === undefined ? { expression: value } : { text };
    }),
  };
}

/** What a literal says, so that no text is put into a template as `${'Aline'}`. */
function literalText(expression: string): string | undefined {
  const single = /^'([^'\\]*)'$/.exec(expression)?.[1];
  if (single !== undefined) return single;
  return /^"(?:[^"\\]|\\.)*"$/.test(expression) ? (JSON.parse(expression) as string) : undefined;
}

function pluralExpression(
  one: string,
  other: string,
  values: Readonly<Record<string, string>>,
  locale: Locale,
): Replacement {
  const count = values.count ?? '0';
  if (/^\d+$/.test(count)) {
    const form = new Intl.PluralRules(locale).select(Number(count)) === 'one' ? one : other;
    return { pieces: [{ text: form.replaceAll('{count}', count) }] };
  }
  // French counts nothing as one.
  const isOne = locale === 'fr' ? `${count} < 2` : `${count} === 1`;
  const [first, second] = [template(one, values), template(other, values)].map(asExpression);
  return { expression: first === second ? first! : `(${isOne} ? ${first} : ${second})` };
}

function replaceCalls(body: string, replacementOf: (call: Call) => Replacement): string {
  let result = '';
  let from = 0;
  for (const call of findCalls(body)) {
    const replacement = replacementOf(call);
    const before = body.slice(from, call.start);
    const place = placeOf(body, call);
    if (place === 'code') {
      result += before + asExpression(replacement);
      from = call.end;
    } else {
      const cut = PLACE_PREFIX[place].exec(before)![0].length;
      const text =
        place === 'attribute'
          ? asAttribute(replacement)
          : place === 'child'
            ? asChild(replacement)
            : asTemplatePart(replacement);
      result += before.slice(0, before.length - cut) + text;
      from = call.end + /^\s*\}/.exec(body.slice(call.end))![0].length;
    }
  }
  return result + body.slice(from);
}

const PLACE_PREFIX = {
  attribute: /(?<==)\{\s*$/,
  child: /\{\s*$/,
  template: /\$\{\s*$/,
} as const;

/** Whether a call fills an attribute, a place between tags or in a template, or stands in other code. */
function placeOf(body: string, { start, end }: Call): keyof typeof PLACE_PREFIX | 'code' {
  const before = body.slice(0, start);
  if (!/^\s*\}/.test(body.slice(end)) || !/\{\s*$/.test(before)) return 'code';
  if (PLACE_PREFIX.template.test(before)) return 'template';
  return PLACE_PREFIX.attribute.test(before) ? 'attribute' : 'child';
}

function asExpression(replacement: Replacement): string {
  if ('expression' in replacement) return replacement.expression;
  const { pieces } = replacement;
  if (pieces.every((piece) => 'text' in piece))
    return quote(pieces.map((piece) => piece.text).join(''));
  return `\`${pieces.map((piece) => ('text' in piece ? escapeTemplate(piece.text) : `\${${piece.expression}}`)).join('')}\``;
}

function asAttribute(replacement: Replacement): string {
  const expression = asExpression(replacement);
  const text = 'pieces' in replacement && replacement.pieces.every((piece) => 'text' in piece);
  const plain = text
    ? (replacement.pieces as { text: string }[]).map((piece) => piece.text).join('')
    : undefined;
  return plain !== undefined && /^[^"&\\\p{Cc}\u00a0\u202f]*$/u.test(plain)
    ? `"${plain}"`
    : `{${expression}}`;
}

function asChild(replacement: Replacement): string {
  if ('expression' in replacement) return `{${replacement.expression}}`;
  const last = replacement.pieces.length - 1;
  return replacement.pieces
    .map((piece, index) => {
      if ('expression' in piece) return `{${piece.expression}}`;
      const losesSpace =
        (index === 0 && piece.text.startsWith(' ')) || (index === last && piece.text.endsWith(' '));
      return IS_PLAIN_JSX.test(piece.text) && !losesSpace ? piece.text : `{${quote(piece.text)}}`;
    })
    .join('');
}

function asTemplatePart(replacement: Replacement): string {
  if ('expression' in replacement) return `\${${replacement.expression}}`;
  return replacement.pieces
    .map((piece) => ('text' in piece ? escapeTemplate(piece.text) : `\${${piece.expression}}`))
    .join('');
}

/** Text that JSX keeps as it is. */
const IS_PLAIN_JSX = /^(?!.* {2})[^{}<>&\\\p{Cc}\u00a0\u202f]+$/u;

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029\u00a0\u202f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escapeTemplate(text: string): string {
  return text.replace(/[`\\]|\$(?=\{)/g, '\\$&').replaceAll('\n', '\\n');
}
