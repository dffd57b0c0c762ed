/** What a prompt asks to be made, and what for. */
export interface Subject {
  /** The noun phrase without its article: "human resource management system". */
  thing: string;
  /** The thing without the words for an app as such: "human resource management"; may be empty. */
  topic: string;
  /** What follows: "for managing employee records"; may be empty. */
  purpose: string;
}

/** Reads the first sentence of a prompt: "Please implement a door industry website to display doors". */
export function readSubject(sentence: string): Subject {
  const asked = sentence
    .replace(GREETING, '')
    .replace(WANTING, '')
    .replace(MAKING, '')
    .replace(ARTICLE, '');
  const cut = asked.search(PURPOSE);
  const thing = (cut === -1 ? asked : asked.slice(0, cut)).trim();
  const purpose = cut === -1 ? '' : asked.slice(cut).replace(/^[\s,:;(]+/, '');
  const topic = thing
    .replace(APP_WORDS, ' ')
    .replace(/^[\s-]+|\s+(?:and|et)\s*$|^(?:and|et)\s+/g, '');
  return { thing, topic: topic.replace(/\s+/g, ' ').trim(), purpose: purpose.trim() };
}

const GREETING = /^(?:(?:hi|hello|hey|bonjour|please|kindly|s'il (?:vous|te) plaît|svp)[\s,]+)+/i;

const WANTING =
  /^(?:(?:can|could|would) you (?:please )?|i(?:'d| would) like (?:you )?(?:to )?|(?:i|we) (?:want|need)(?: you)?(?: to)? |help (?:me|us) (?:to )?|je (?:veux|voudrais|souhaite|cherche) |nous (?:voulons|voudrions|souhaitons) |il (?:me|nous) faut )/i;

const MAKING =
  /^(?:(?:to )?(?:design and )?(?:implement|create|build|develop|design|make|write|generate|produce|provide|refine|optimi[sz]e|modify|set up|have|code|prototype|improve|crée[rz]?|construi(?:s|re|sez)|développe[rz]?|fai(?:s|re|tes)|réalise[rz]?|con(?:çois|cevoir|cevez))(?:,? (?:and|et) (?:implement|create|build|develop|design|launch))? (?:me |us |moi |nous )?)/i;

const ARTICLE = /^(?:(?:a|an|the|my|our|some|un|une|le|la|les|mon|ma|notre|des)\s+|l')/i;

/** Where the thing ends and its purpose begins. */
const PURPOSE =
  /\s+(?:to|for|that|which|who|where|with|in|on|as|using|based on|similar to|like|called|named|targeting|including|used|so that|so|allowing|having|designed|compatible|affiliated|featuring|showing|of|pour|qui|que|avec|dans|où|destinée?|permettant)\b|[,:;(]/i;

const APP_WORDS =
  /\b(?:web[ -](?:and mobile )?based|web|mobile|mini[- ]?programs?|online|full[- ]?stack|responsive|modern|simple|basic|secure|interactive|demo|beautiful|attractive|user[- ]friendly|innovative|small|little|petite?|clone)\b|\b(?:web)?(?:site|page|homepage)s?\b|\b(?:app|apps|application|applications|appli|applis|platform|platforms|system|systems|portal|software|suite|tool|tools|program|client|landing|solution|plateforme|système|logiciel|portail|outil|internet|frontend|backend)\b/gi;
