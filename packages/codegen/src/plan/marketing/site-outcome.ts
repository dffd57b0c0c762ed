import { type AppSpec, type Wish } from '../../spec/app-spec.ts';
import { localized, textIn } from '../../spec/localized.ts';
import { type MarketingPlan } from './site-plan.ts';

export interface SiteOutcome {
  status: 'met' | 'partly' | 'unmet';
  /** The page or file that shows it, or what stands in its place. */
  evidence: string;
}

/** Says how far a site does what a wish asks for, and where that can be seen. */
export function siteOutcome(wish: Wish, spec: AppSpec, plan: MarketingPlan): SiteOutcome {
  const locale = spec.locales[0] ?? 'en';
  const evidence = evidenceOf(wish, plan);
  if (evidence) {
    return { status: evidence.partly ? 'partly' : 'met', evidence: evidence.at };
  }
  return {
    status: 'unmet',
    evidence: textIn(wish.capability === undefined ? NOT_UNDERSTOOD : ONLY_PRESENTS, locale),
  };
}

const NOT_UNDERSTOOD = localized('This was not understood. / Cela n’a pas été compris.');
const ONLY_PRESENTS = localized(
  'A site that presents; it keeps no accounts or records. / Un site qui présente ; il ne conserve ni comptes ni données.',
);

interface Evidence {
  at: string;
  partly?: boolean;
}

function evidenceOf({ capability, text }: Wish, plan: MarketingPlan): Evidence | undefined {
  const told = BY_WORDS.find(({ words }) => words.test(text))?.at(plan);
  return told ?? (capability === undefined ? undefined : BY_CAPABILITY[capability]?.(plan));
}

type Finder = (plan: MarketingPlan) => Evidence | undefined;

const offersPage: Finder = ({ noun }) => ({ at: `/${noun.path}` });
const always =
  (at: string): Finder =>
  () => ({ at });
const onPage =
  (page: MarketingPlan['pages'][number]): Finder =>
  ({ pages }) =>
    pages.includes(page) ? { at: `/${page}` } : undefined;
const onHome =
  (section: MarketingPlan['home'][number]): Finder =>
  ({ home }) =>
    home.includes(section) ? { at: '/' } : undefined;

/** Things that sites have and that are no behaviour of apps in general. */
const BY_WORDS: readonly { words: RegExp; at: Finder }[] = [
  { words: /\b(?:phone|telephone|call us|make a call|téléphone)\b/i, at: always('/contact') },
  { words: /\b(?:map|location|address|adresse|carte)\b/i, at: always('/contact') },
  { words: /\b(?:news|announcements?|actualités?)\b/i, at: onPage('news') },
  {
    words: /\b(?:opening hours|horaires)\b/i,
    at: ({ contact }) => (contact.hours.length > 0 ? { at: '/contact' } : undefined),
  },
  {
    words: /\b(?:team|staff|équipe)\b/i,
    at: ({ layout }) => (layout === 'gallery' ? undefined : { at: '/about' }),
  },
];

const BY_CAPABILITY: Readonly<Record<string, Finder>> = {
  home: always('/'),
  about: always('/about'),
  contact: always('/contact'),
  map: always('/contact'),
  browse: offersPage,
  subject: always('/'),
  detail: ({ noun, offer }) => ({
    at: offer.details ? `/${noun.path}/:slug` : `/${noun.path}`,
    partly: !offer.details,
  }),
  search: ({ noun, offer }) => (offer.searchable ? { at: `/${noun.path}` } : undefined),
  categories: ({ noun, offer }) =>
    offer.items.some(({ category }) => category)
      ? { at: `/${noun.path}`, partly: true }
      : undefined,
  gallery: (plan) =>
    onPage('gallery')(plan) ??
    onHome('gallery')(plan) ??
    (plan.layout === 'gallery' ? { at: '/' } : undefined),
  pricing: (plan) =>
    onPage('pricing')(plan) ??
    (plan.offer.items.some(({ price }) => price !== undefined)
      ? { at: `/${plan.noun.path}` }
      : undefined),
  faq: onPage('questions'),
  testimonials: onHome('quotes'),
  newsletter: onHome('newsletter'),
  languages: ({ locales }) => (locales.length > 1 ? { at: 'src/i18n' } : undefined),
  darkMode: always('src/components/site-layout.tsx'),
  navigation: always('src/components/site-layout.tsx'),
  responsive: always('src/components/site-layout.tsx'),
  accessible: always('src/components/site-layout.tsx'),
  seo: () => ({ at: 'index.html', partly: true }),
  carousel: (plan) => ({ at: `/${plan.noun.path}`, partly: true }),
};
