/** The sentences of a text, trimmed, without their closing mark. Line breaks and list marks end a sentence too. */
export function splitSentences(text: string): string[] {
  return text
    .replace(ABBREVIATIONS, (abbreviation) => abbreviation.replaceAll('.', '\u2024'))
    .split(/(?<=[.!?。！？])\s+|[\r\n]+|;\s+(?=[A-Z])|。/u)
    .map((sentence) =>
      sentence
        .replaceAll('\u2024', '.')
        .replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '')
        .replace(/[.!?。！？\s]+$/u, '')
        .trim(),
    )
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Points that end no sentence; after "etc." one ends when a capital follows. */
const ABBREVIATIONS =
  /\b(?:e\.g|i\.e|vs|approx|[Nn]o|[Dd]r|[Mm]rs?|[Ss]t)\.|\betc\.(?=\s+\p{Ll})/gu;

/** The items of an enumeration: "a, b, and c as well as d" is four. */
export function splitList(text: string): string[] {
  return text
    .split(
      /\s*(?:,|;|\/(?=\s)|\bas well as\b|\bainsi que\b|\band\/or\b)\s*|\s+(?:and|or|et|ou|plus)\s+/iu,
    )
    .map((item) => item.replace(/^(?:and|or|et|ou|also|to)\s+/i, '').trim())
    .filter((item) => item !== '');
}
