import { type Domain } from '../domains/domain.ts';
import { type AppKind } from '../spec/app-spec.ts';
import { type Ask } from './asks.ts';

export interface KindReading {
  kind: AppKind;
  /** Score of each kind, and the words that gave it, the strongest first. */
  scores: Record<AppKind, { score: number; because: string[] }>;
}

interface Evidence {
  kind: AppKind;
  /** How much one kind of word says; further occurrences of the same rule add nothing. */
  weight: number;
  pattern: RegExp;
}

const EVIDENCE: readonly Evidence[] = [
  ['dashboard', 5, /\b(?:dashboards?|tableaux? de bord)\b/i],
  [
    'dashboard',
    4,
    /\bdata[- ]?visuali[sz]ation|\bvisuali[sz](?:e|ing|ation)\b|\bvisualis(?:er|ation)\b/i,
  ],
  ['dashboard', 3, /\b(?:BI|business intelligence|analytics|analytique)\b/],
  ['dashboard', 2, /\b(?:charts?|graphs?|graphiques?)\b/i],
  [
    'dashboard',
    2,
    /\b(?:statistics?|statistical|kpis?|metrics|indicators?|statistiques?|indicateurs?)\b/i,
  ],
  ['dashboard', 2, /\b(?:large screens?|real-time monitoring)\b/i],
  ['dashboard', 1.5, /\b(?:reports?|reporting|rapports?)\b/i],
  ['dashboard', 1.5, /\bmonitor(?:s|ing)?\b|\bsupervis\w+/i],
  [
    'dashboard',
    1.5,
    /\b(?:data|financial|sales) analysis\b|\banaly[sz](?:e|es|ing)\b|\banalyser\b/i,
  ],
  [
    'dashboard',
    2,
    /\b(?:erp|enterprise resource planning|backend management|admin (?:panel|portal|dashboard|backend)|back-?office)\b/i,
  ],
  ['dashboard', 1.5, /\b(?:management|information) system\b|\bsystème de gestion\b/i],
  ['marketing', 7, /\b(?:landing page|brochure|site vitrine|coming soon page)\b/i],
  [
    'marketing',
    5,
    /\b(?:portfolio|(?:company|corporate|business|official|restaurant|hotel|school|industry|agency|church|personal|product) (?:home ?page|website|site|showcase website))\b/i,
  ],
  ['marketing', 3, /\b(?:on-page seo|search engine optimi[sz]ation|loading speed)\b/i],
  ['marketing', 3, /\b(?:about us|contact us|our services|à propos|nos services)\b/i],
  [
    'marketing',
    2,
    /\b(?:home ?page|page d'accueil|company (?:information|introductions?|profile|news)|brand)\b/i,
  ],
  ['marketing', 2, /\b(?:showcas(?:e|es|ing)|introductions?|présenter|vitrine)\b/i],
  ['marketing', 1.5, /\b(?:testimonials?|pricing|hero|newsletter|témoignages?|tarifs)\b/i],
  ['marketing', 1, /\b(?:gallery|photo album|navigation menu|galerie)\b/i],
  [
    'crud',
    3,
    /\b(?:todo|to-do|kanban|tracker|scheduler|planner|checklist|inventory app|carnet|suivi)\b/i,
  ],
  [
    'crud',
    3,
    /\b(?:marketplace|e-?commerce|online (?:shopping|store|shop)|forum|social (?:media|network)|message board|blog|wiki|boutique en ligne)\b/i,
  ],
  [
    'crud',
    3,
    /\b(?:game|quiz|converter|calculator|generator|editor|player|chat|messaging|jeu|convertisseur|calculatrice)\b/i,
  ],
  [
    'crud',
    2,
    /\b(?:booking|reservations?|job (?:board|search|posting)|recipes?|crowdfunding|réservations?)\b/i,
  ],
  [
    'crud',
    1,
    /\b(?:register|log ?in|sign ?up|sign ?in|authentication|payments?|connexion|s'inscrire)\b/i,
  ],
].map(([kind, weight, pattern]) => ({ kind, weight, pattern }) as Evidence);

/** Verbs that change what an app keeps. */
const WORK: ReadonlySet<string> = new Set([
  'add',
  'edit',
  'delete',
  'manage',
  'buy',
  'book',
  'rate',
  'comment',
]);
const WORK_WEIGHT = 0.7;
const WORK_CAP = 5;
/** Words about the thing itself say more than words about its parts. */
const SUBJECT_FACTOR = 2;

/** Weighs the words of the prompt for each kind of app; the domain tips the scale where they leave it open. */
export function readKind(
  subject: string,
  sentences: readonly string[],
  asks: readonly Ask[],
  domain: Domain | undefined,
): KindReading {
  const scores: KindReading['scores'] = {
    dashboard: { score: 0, because: [] },
    crud: { score: 0.1, because: [] },
    marketing: { score: 0, because: [] },
  };
  const add = (kind: AppKind, score: number, because: string) => {
    scores[kind].score += score;
    if (score > 0) scores[kind].because.push(because);
  };

  const text = sentences.join('. ');
  for (const { kind, weight, pattern } of EVIDENCE) {
    const inSubject = pattern.exec(subject);
    const found = inSubject ?? pattern.exec(text);
    if (found) add(kind, weight * (inSubject ? SUBJECT_FACTOR : 1), `"${found[0].toLowerCase()}"`);
  }
  const work = asks.filter(({ verb }) => verb !== undefined && WORK.has(verb)).length;
  if (work > 0)
    add('crud', Math.min(WORK_CAP, work * WORK_WEIGHT), `${work} asks to change records`);
  for (const [kind, score] of Object.entries(domain?.leaning ?? {}) as [AppKind, number][]) {
    add(kind, score, `the domain ${domain?.id}`);
  }

  const kinds: AppKind[] = ['crud', 'dashboard', 'marketing'];
  const kind = kinds.reduce((best, next) =>
    scores[next].score > scores[best].score ? next : best,
  );
  return { kind, scores };
}
