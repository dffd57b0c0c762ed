import { type Domain } from '../domains/domain.ts';
import { LEXICON, type Meaning, type PromptLanguage } from './lexicon.ts';
import { type Subject } from './subject.ts';
import { findPhrases, tokenize } from './tokens.ts';
import { singular } from './words.ts';

export interface DomainReading {
  /** Absent when no domain is near enough. */
  domain?: Domain;
  /** The words that spoke for it, as they stand in the prompt. */
  because: string[];
}

/** Below this a domain is not meant, only mentioned. */
const MIN_SCORE = 2;
/** The thing asked for stands in the first words; the rest says more about it. */
const THING_FACTOR = 6;
const PURPOSE_FACTOR = 2;
const GENERIC_FACTOR = 0.05;

/** Parts of any app whose names would mislead: a navigation menu is no list of dishes. */
const APP_PARTS =
  /\b(?:navigation menus?|menu navigation|menu bars?|navigation bar|data tables?|social media)\b/gi;

/** Words that prompts of every domain use. */
const GENERIC: ReadonlySet<string> = new Set(
  'user,page,web page,site,website,content,information,data,service,function,feature,platform,app,application,program,software,system,device,log,place,account,tool,dashboard,chart,report,statistic,interaction,text,database,component,element,module,management,query,history,work,task,image,video,picture,browser,resource,record,member,member information,user information,personal information,file,template,editor,generator,process,client,role,role management,permission,access control,account management,user management,social,tag,post,comment,message,product,order,review,search,level,case,table,menu,site vitrine,brochure,homepage,company website,official website,enterprise website,brand,company,corporate,seo,official,student,visit,article,category,activity,event'.split(
    ',',
  ),
);

/** Finds the domain that the prompt's words speak for, the subject of its first sentence above all. */
export function readDomain(
  subject: Subject,
  sentences: readonly string[],
  language: PromptLanguage,
): DomainReading {
  const scores = new Map<Domain, { score: number; because: Set<string> }>();
  const add = (sentence: string, factor: number) => {
    const text = sentence.replace(APP_PARTS, ' ');
    const tokens = tokenize(text);
    for (const { values, at, length } of findPhrases(tokens, LEXICON[language])) {
      const words = text.slice(tokens[at]!.start, tokens[at + length - 1]!.end);
      for (const [domain, weight] of heaviestByDomain(values)) {
        const entry = scores.get(domain) ?? { score: 0, because: new Set() };
        const generic = GENERIC.has(singular(words.toLowerCase())) ? GENERIC_FACTOR : 1;
        const rarity = 1 / Math.sqrt(new Set(values.map((value) => value.domain)).size);
        entry.score += weight * factor * generic * rarity * (1 + 0.5 * (length - 1));
        entry.because.add(words.toLowerCase());
        scores.set(domain, entry);
      }
    }
  };
  add(subject.thing, THING_FACTOR);
  add(subject.purpose, PURPOSE_FACTOR);
  for (const sentence of sentences.slice(1)) add(sentence, 1);

  const [best] = [...scores].sort(([, a], [, b]) => b.score - a.score);
  if (!best || best[1].score < MIN_SCORE) return { because: [] };
  return { domain: best[0], because: [...best[1].because].slice(0, 6) };
}

function heaviestByDomain(meanings: readonly Meaning[]): Map<Domain, number> {
  const weights = new Map<Domain, number>();
  for (const { domain, weight } of meanings) {
    weights.set(domain, Math.max(weight, weights.get(domain) ?? 0));
  }
  return weights;
}
