const MAX_CHARS = 48;
/** Words that ask for the thing rather than name it, in the studio's languages. */
const REQUEST =
  /^(?:please\s+)?(?:(?:create|build|make|design|generate|develop|write|i (?:want|need)|crée[rz]?|construi[st]|fais|faites|je (?:veux|voudrais)|kora|nkorera|nshaka)\s+)?(?:me\s+|us\s+|moi\s+)?(?:an?|the|une?|le|la|les)\s+/i;
const REQUEST_WITHOUT_ARTICLE =
  /^(?:please\s+)?(?:create|build|make|design|generate|develop|crée[rz]?|kora|nkorera)\s+/i;
/** Where the name ends and its description begins. */
const END = /[.:;!?\n—]|,\s|\s(?:with|where|that|which|avec|qui|où|irimo|ifite)\s/i;

/** What the prompt says that the thing is called: one to four words with capitals, or any between quotation marks. */
const GIVEN_NAME =
  /(?<!\p{L})(?:called|named|nommée?s?|appelée?s?|intitulée?s?|dénommée?s?|[wy]itwa|(?:r[wy]|bw|cy)itwa)\s+(?:["“«'‘]\s*(?<quoted>[^"“”«»‘’\n]{1,48}?)\s*["”»'’]|(?<plain>\p{Lu}[\p{L}\p{N}&'’-]*(?: \p{Lu}[\p{L}\p{N}&'’-]*){0,3}))/u;
/** Words that lead on to others, and so end no name. */
const LEADS_ON =
  /(?:[\s,]+(?:an?|the|and|or|of|for|in|on|at|to|from|by|with|into|about|called|named|their|its|my|our|your|un|une|le|la|les|des?|du|et|ou|à|aux?|en|dans|sur|pour|par|avec|chez|nommée?s?|appelée?s?|sa|son|ses|[ldn]['’]|na|mu|ku|kuri|muri|nka|no|ya|yo|wa|ba|bya|cya|rya|za|n['’]|yitwa))+$/iu;

/** A short name for a project: the one that its first prompt gives it, else that prompt's first words. */
export function projectNameOf(prompt: string): string {
  const text = prompt.trim().replace(/[ \t]+/g, ' ');
  const given = GIVEN_NAME.exec(text)?.groups;
  const name = given?.quoted?.trim() ?? given?.plain ?? firstWords(text);
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

function firstWords(text: string): string {
  const wish = text.replace(REQUEST, '').replace(REQUEST_WITHOUT_ARTICLE, '') || text;
  const end = wish.search(END);
  return shorten(end > 0 ? wish.slice(0, end) : wish).trim() || shorten(text);
}

/** Cuts at a word that can end a name, or in the midst of one that is too long by itself. */
function shorten(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  const cut = text.slice(0, MAX_CHARS + 1);
  const space = cut.lastIndexOf(' ');
  if (space <= 0) return text.slice(0, MAX_CHARS);
  const words = cut.slice(0, space);
  return words.replace(LEADS_ON, '') || words;
}
