import { type ChoiceOption, type Field } from '../spec/app-spec.ts';
import { verbatim } from '../spec/localized.ts';
import { fieldFor, knownField } from './known-fields.ts';
import { splitList } from './sentences.ts';
import { camelCase, capitalize, singular, tidy } from './words.ts';

/** Fields and options that a prompt spells out. */
export interface ExplicitFields {
  /** The noun that the fields belong to, as it stands before them; absent where none does. */
  noun?: string;
  fields: Field[];
  /** All fields were named ("with the fields …"), so nothing else is to be kept. */
  complete: boolean;
}

const MAX_FIELDS = 10;

/** "tasks with fields title, notes and due date"; "pictures, including setting titles and tags". */
export function readExplicitFields(sentence: string): ExplicitFields | undefined {
  const complete = COMPLETE.exec(sentence);
  if (complete) {
    const named = items(complete[2]);
    const fields = unique(named.flatMap((item) => fieldFor(item) ?? []));
    const short = named.every((item) => item.split(' ').length <= 3);
    return short && fields.length >= 2
      ? { ...nounIn(complete[1]), fields: fields.slice(0, MAX_FIELDS), complete: true }
      : undefined;
  }
  for (const pattern of PARTIAL) {
    const found = pattern.exec(sentence);
    const named = items(found?.[2]).map((item) => knownField(item) ?? knownField(lastWords(item)));
    const fields = unique(named.filter((field) => field !== undefined));
    if (fields.length >= 2 && fields.length * 2 >= named.length)
      return { ...nounIn(found?.[1]), fields, complete: false };
  }
  return undefined;
}

const COMPLETE =
  /([\p{L}' -]{0,40}?)[\s,]*\b(?:with|has|have|having|avec)?\s*(?:the|les)?\s*(?:following\s+)?(?:fields|columns|attributes|properties|champs|colonnes)\b\s*(?:such as|like|are|named|called|suivants|:)?\s*:?\s*(.+)$/iu;
const PARTIAL: readonly RegExp[] = [
  /([\p{L}' -]{0,40}?)[\s,]+(?:including(?: setting)?|such as|recording|record|having|with|avec)\s+(?:an?|the|their|un|une|le|la|des)?\s*(.+)$/iu,
];

export interface ExplicitOptions {
  /** What the options are of: "category", "priority". */
  of: string;
  options: ChoiceOption[];
}

const OPTIONS =
  /\b(categor(?:y|ies)|types?|kinds?|status(?:es)?|priorit(?:y|ies)|levels?|modes?|genres?|subjects?|departments?|stages?|columns|tags|catégories?|statuts?|priorités?|niveaux)\s*,?\s*(?:such as|like|including|:|\(|comme|telles? que)\s*([^.()]+)/iu;

/** "categories such as home, garden and tools" → category: home, garden, tools. */
export function readExplicitOptions(sentence: string): ExplicitOptions | undefined {
  const found = OPTIONS.exec(sentence);
  const named = items(found?.[2]).map((item) => item.replace(/^(?:my|the|an?)\s+/i, ''));
  const options = named
    .filter((item) => item.split(' ').length <= 3 && camelCase(item) !== '')
    .map((item) => ({ id: camelCase(item), label: verbatim(capitalize(item)) }));
  if (!found?.[1] || options.length < 2 || options.length < named.length) return undefined;
  return { of: singular(found[1].toLowerCase()), options: options.slice(0, 10) };
}

/** A sentence without the fields and options that it spells out, and those as asks of their own. */
export function takeExplicit(sentence: string): { rest: string; spelledOut: string[] } {
  const complete = readExplicitFields(sentence)?.complete ? COMPLETE.exec(sentence) : null;
  const options = readExplicitOptions(sentence) ? OPTIONS.exec(sentence) : null;
  let rest = sentence;
  const spelledOut: string[] = [];
  if (complete) {
    const list = sentence.slice((complete.index ?? 0) + (complete[1]?.length ?? 0)).trim();
    spelledOut.push(list);
    rest = rest.replace(list, '').trim();
  }
  if (options) {
    spelledOut.push(options[0].trim());
    rest = rest.replace(options[0], '').trim();
  }
  return { rest, spelledOut };
}

function items(list: string | undefined): string[] {
  return splitList(list ?? '').map((item) =>
    tidy(item.replace(/^(?:an?|the|their|un|une|le|la|les|des)\s+/i, '')),
  );
}

/** "picture titles" → "titles": a field may carry its entity's name. */
function lastWords(item: string): string {
  return item.split(' ').slice(1).join(' ');
}

function nounIn(text: string | undefined): { noun?: string } {
  const noun = tidy(text ?? '');
  return noun === '' ? {} : { noun };
}

function unique(fields: readonly Field[]): Field[] {
  return [...new Map(fields.map((field) => [field.id, field])).values()];
}
