import { type Locale } from '@promptly/common';

/** Which language a prompt is written in; `unknown` when neither English nor French words carry it. */
export function detectLanguage(text: string): Locale | 'unknown' {
  const words = text.toLowerCase().match(/[\p{L}’']+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const french = words.filter((word) => FRENCH.has(word)).length;
  if (french > english) return 'fr';
  if (english > 0 || isShortLatin(words)) return 'en';
  return 'unknown';
}

/** "todo app" has no function word, and is still to be read as English. */
function isShortLatin(words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => /^[a-z’']+$/.test(word));
}

const ENGLISH: ReadonlySet<string> = new Set(
  'a an the and or of for with to in on that should be users website site app application please where who which from by can create build make page use set'.split(
    ' ',
  ),
);

const FRENCH: ReadonlySet<string> = new Set(
  'le la les un une des du de et ou pour avec dans sur qui que est être doit doivent peut peuvent utilisateurs utilisateur site application appli créer créez gérer aux au par mon ma mes je nous veux voudrais en'.split(
    ' ',
  ),
);
