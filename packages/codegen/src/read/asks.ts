import { splitList } from './sentences.ts';
import { type Subject } from './subject.ts';
import { leadingVerb, trailingVerb } from './verbs.ts';

/** One thing that a prompt asks for: what is done, and to what. */
export interface Ask {
  /** In the prompt's words: "edit existing employee information". */
  text: string;
  /** The infinitive of what is done; absent for a thing that shall simply be there. */
  verb?: string;
  /** What it is done to, in the prompt's words; may be empty. */
  object: string;
}

/** Longer pieces are no items of a list but prose. */
const MAX_ASK_CHARS = 140;

/** Reads the asks of a prompt: the purpose in its first sentence, then what its other sentences list. */
export function readAsks(subject: Subject, sentences: readonly string[]): Ask[] {
  const purpose = subject.purpose.replace(PURPOSE_LEAD, '');
  const texts = [purpose, ...sentences.slice(1).map(withoutLead)];
  return unique(texts.flatMap(readList));
}

const PURPOSE_LEAD =
  /^(?:to|for|that|which|who|where|with|as|used to|designed to|allowing|so that|pour|qui|avec|permettant(?: de)?|où)\s+/i;

/** "Users should be able to browse X" → "browse X"; "The site should have functions such as A, B" → "A, B". */
function withoutLead(sentence: string): string {
  return sentence.replace(MODAL_LEAD, '').replace(HAVING, '').replace(LIST_LEAD, '').trim();
}

const MODAL_LEAD =
  /^.{0,90}?\b(?:should|must|can|could|will|may|shall|needs? to|doi(?:t|vent)|peu(?:t|vent)|pourr(?:a|ont)|devr(?:a|ont|ait|aient))\b(?:\s+(?:also|aussi|pouvoir|également))*(?:\s+be (?:able|allowed|possible) (?:to|for users to))?\s+/i;
const HAVING =
  /^(?:have|has|include|includes|including|support|supports|provide|provides|contain|contains|offer|offers|feature|features|integrate|avoir|inclure|proposer|offrir|contenir|comporter)\s+/i;
const LIST_LEAD =
  /^(?:the following|various|multiple|several|many|some|basic|core|key|main|a set of|des|les|plusieurs)?\s*(?:(?:management|business|basic|additional|interactive|functional)\s+)*(?:functionalit(?:y|ies)|functions?|features?|modules?|sections?|capabilities|options|pages|fonctions?|fonctionnalités?)\s*(?:(?:such as|like|including|for|of|to|telles? que|comme)\b\s*|:\s*)+/i;

/** Reads an enumeration of actions and things; verbs and objects that stand alone share their neighbour's. */
function readList(text: string): Ask[] {
  const asks: Ask[] = [];
  let waitingVerbs: { verb: string; text: string }[] = [];
  let lastVerb: string | undefined;
  for (const item of splitList(text.replace(FIXED_PAIRS, (pair) => pair.replace(/\s+/g, '-')))) {
    const piece = item.replace(ITEM_LEAD, '').trim();
    if (piece === '' || piece.length > MAX_ASK_CHARS || SAYS_NOTHING.test(piece)) continue;
    const trailed = leadingVerb(piece) ? undefined : trailingVerb(piece);
    const led = leadingVerb(piece) ?? trailed ?? verbByGrammar(piece);
    if (led?.rest === '') {
      waitingVerbs.push({ verb: led.verb, text: piece });
      continue;
    }
    if (!led) {
      asks.push(...waitingVerbs.map(({ verb, text }) => ({ verb, object: '', text })));
      const shared = lastVerb && isBareNoun(piece) ? { verb: lastVerb } : {};
      asks.push({ ...shared, object: piece, text: piece });
    } else {
      for (const waiting of waitingVerbs) {
        asks.push({ verb: waiting.verb, object: led.rest, text: `${waiting.text} ${led.rest}` });
      }
      asks.push({ verb: led.verb, object: led.rest, text: piece });
      if (!trailed) lastVerb = led.verb;
    }
    waitingVerbs = [];
  }
  return [...asks, ...waitingVerbs.map(({ verb, text }) => ({ verb, object: '', text }))];
}

/** Pairs that no list may part. */
const FIXED_PAIRS =
  /\b(?:drag and drop|terms and conditions|questions and answers|q and a|pros and cons|search and rescue|black and white|in and out)\b/gi;

/** Languages, moods and fillers are read elsewhere, or say nothing. */
const SAYS_NOTHING =
  /^(?:in )?(?:english|french|kinyarwanda|anglais|français|dark|light|minimal|minimalist|modern|clean|simple|more|others?|so on|so forth|etc\.?|related operations|operations|drop)$/i;

const ITEM_LEAD =
  /^(?:(?:which|that|and|also|then|it|etc|including|such as|like|for example|e\.g|i\.e|for|to|with|making it easy for users to|as well as|(?:allow|enabl|help|lett)(?:s|ing|e|es)? (?:\w+ ){1,3}to|users? (?:can|should be able to)|(?:be )?able to|y compris|notamment|de|d'|à)[\s:]+)+/i;

/** A word that no list knows, but which what follows shows to be a verb: "brew a coffee". */
function verbByGrammar(piece: string): { verb: string; rest: string } | undefined {
  const match =
    /^([a-z]{3,}) ((?:an?|the|their|your|new|all|any|each|un|une|le|la|les|des|leurs?) .+)$/i.exec(
      piece,
    );
  return match ? { verb: match[1]!.toLowerCase(), rest: match[2]! } : undefined;
}

/** "user permissions" goes on with the verb before it, "a clear navigation menu" does not. */
function isBareNoun(piece: string): boolean {
  return piece.split(' ').length <= 3 && !/^(?:an?|the|un|une)\s/i.test(piece);
}

function unique(asks: readonly Ask[]): Ask[] {
  const seen = new Set<string>();
  return asks.filter(({ text }) => {
    const key = text.toLowerCase();
    return seen.has(key) ? false : seen.add(key);
  });
}
