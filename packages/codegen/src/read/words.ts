/** Typographic apostrophes as plain ones, one space between words. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
}

/** The last word in the singular: "employee records" → "employee record". */
export function singular(phrase: string): string {
  return withLastWord(phrase, singularWord);
}

/** The last word in the plural: "employee record" → "employee records". */
export function plural(phrase: string): string {
  return withLastWord(phrase, pluralWord);
}

/** The first letter in upper case. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "leave request" → "leaveRequest"; empty where no ASCII letter is left. */
export function camelCase(phrase: string): string {
  const [first = '', ...rest] = asciiWords(phrase);
  return first + rest.map(capitalize).join('');
}

/** "leaveRequest" or "Leave request" → "leave-request". */
export function kebabCase(phrase: string): string {
  return asciiWords(phrase.replace(/([a-z0-9])([A-Z])/g, '$1 $2')).join('-');
}

function withLastWord(phrase: string, change: (word: string) => string): string {
  const words = phrase.split(' ');
  const last = words.pop() ?? '';
  return [...words, change(last)].join(' ');
}

/** Words without a plural that an app would show. */
const UNCOUNTABLE: ReadonlySet<string> = new Set(
  'news music media software equipment information data stock staff inventory weather feedback content furniture jewelry clothing advertising traffic series species'.split(
    ' ',
  ),
);

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['criteria', 'criterion'],
  ['analyses', 'analysis'],
  ['quizzes', 'quiz'],
  ['movies', 'movie'],
  ['calories', 'calorie'],
  ['lenses', 'lens'],
]);

function singularWord(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular) return irregular;
  if (UNCOUNTABLE.has(word) || word.length < 4 || /(?:[^s]|ss|us|is|lens)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|zz|us)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function pluralWord(word: string): string {
  if (UNCOUNTABLE.has(word) || singularWord(word) !== word) return word;
  const irregular = [...IRREGULAR].find(([, one]) => one === word)?.[0];
  if (irregular) return irregular;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function asciiWords(phrase: string): string[] {
  const plain = phrase
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe');
  return plain.replace(/['’]/g, ' ').match(/[a-z0-9]+/g) ?? [];
}
