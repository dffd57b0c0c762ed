import nlp from 'compromise';

import { leadingVerb } from './verbs.ts';
import { singular } from './words.ts';

/** What an object is about, without what follows it: "traffic to users" → "traffic". */
export function headOf(object: string): string {
  return object.split(AFTER_NOUN)[0]?.trim() ?? '';
}

/**
 * The noun at the heart of an object: "the employee list" → "employee", "new lifecycle lists based on X" → "lifecycle".
 * Undefined where nothing is left that an app could keep.
 */
export function nounOf(object: string): string | undefined {
  const words = headOf(object.toLowerCase())
    .replace(/[^\p{L}\p{N}\s'&-]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !BEFORE_NOUN.has(word));
  const noun = withoutStructure(words.join(' ').replace(/'s?(?= |$)/g, ''));
  const parts = noun.split(' ');
  const last = parts.at(-1) ?? '';
  if (parts.length > 3 || last.length < 3 || ABSTRACT.has(last)) return undefined;
  if (!/^[a-zà-ÿ][a-zà-ÿ0-9 &-]+$/.test(noun) || !soundsLikeThings(noun)) return undefined;
  return noun;
}

/** "customer information" → "customer": the words about form go, the noun is in the singular. */
export function withoutStructure(phrase: string): string {
  const words = phrase.split(' ');
  while (words.length > 1 && STRUCTURE.has(singular(words.at(-1) ?? ''))) words.pop();
  return singular(words.join(' '));
}

/** Not "for topics", "searching", "failed", "financial" or "add". */
function soundsLikeThings(noun: string): boolean {
  const words = noun.split(' ');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (PREPOSITIONS.has(first) || leadingVerb(first) || /(?:ing|ed|ly)$/.test(last)) return false;
  const term = nlp(last).terms().first();
  return !term.has('#Adjective') && !term.has('#Adverb') && !term.has('#Pronoun');
}

const AFTER_NOUN =
  /\s+(?:that|which|who|whose|where|when|to|by|using|through|via|with|without|based|for|from|in|on|at|of|into|within|according|between|about|as|per|after|before|during|and|pour|dans|sur|avec|par|qui|que|selon)\b|[,:;()]/i;

const PREPOSITIONS: ReadonlySet<string> = new Set(
  'to for from in on at of into with by about after before during through it them him her us me you they we this that these those how what'.split(
    ' ',
  ),
);

const BEFORE_NOUN: ReadonlySet<string> = new Set(
  'a an the their his her its our your my own new existing various different other others all any each multiple several many some more relevant related specific detailed unnecessary shared personal basic corresponding current final latest recommended available custom customized big local le la les un une des leurs leur ses son sa mes nouveau nouvelle nouveaux nouvelles tous toutes'.split(
    ' ',
  ),
);

/** Words about the form in which things are kept, not about the things. */
const STRUCTURE: ReadonlySet<string> = new Set(
  'information data record list detail management page view table database function functionality feature module section system content catalog directory entry library platform display showcase browsing introduction status history info operation setting configuration item listing material gestion liste fiche donnée'.split(
    ' ',
  ),
);

/** Nouns that no app keeps rows of. */
const ABSTRACT: ReadonlySet<string> = new Set(
  'access ability action ai algorithm application app area authentication authorization backend behavior browser button carousel cart category chart click color communication component condition convenience criteria css dashboard data deletion demand description design detail development dimension display effect efficiency error experience feature feedback filter form format frontend function functionality gameplay health homepage html icon idea image information input insight integration interaction interface internet keyword knowledge language layout left level life link login logic management menu method mobile mode module name navigation need number operation option order page password people performance phone platform popup preview privacy process processing progress purpose quality query real-time registration requirement response responsiveness result right role screen search security self service setting sharing sidebar site size software solution speed statistic status style support summary sport system task technology template text theme thing time tip title tool tourism traffic transmission trend type update upload usage use user value variety version view visualization way web website work world xml'.split(
    ' ',
  ),
);
