const MAX_CHARS = 48;
/** Words that ask for the thing rather than name it, in the studio's languages. */
const REQUEST =
  /^(?:please\s+)?(?:(?:create|build|make|design|generate|develop|write|i (?:want|need)|crée[rz]?|construi[st]|fais|faites|je (?:veux|voudrais)|kora|nkorera|nshaka)\s+)?(?:me\s+|us\s+|moi\s+)?(?:an?|the|une?|le|la|les)\s+/i;
const REQUEST_WITHOUT_ARTICLE =
  /^(?:please\s+)?(?:create|build|make|design|generate|develop|crée[rz]?|kora|nkorera)\s+/i;
/** Where the name ends and its description begins. */
const END = /[.:;!?\n—]|,\s|\s(?:with|where|that|which|avec|qui|où|irimo|ifite)\s/i;

/** A short name for a project, from the first words of the prompt that it begins with. */
export function projectNameOf(prompt: string): string {
  const text = prompt.trim().replace(/[ \t]+/g, ' ');
  const wish = text.replace(REQUEST, '').replace(REQUEST_WITHOUT_ARTICLE, '') || text;
  const end = wish.search(END);
  const name = shorten(end > 0 ? wish.slice(0, end) : wish).trim();
  return name === '' ? shorten(text) : name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** Cuts at a word, or in the midst of one that is too long by itself. */
function shorten(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  const cut = text.slice(0, MAX_CHARS + 1);
  const space = cut.lastIndexOf(' ');
  return space > 0 ? cut.slice(0, space) : text.slice(0, MAX_CHARS);
}
