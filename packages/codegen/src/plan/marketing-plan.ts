import { type Domain, type SiteCopy } from '../domains/domain.ts';
import { DOMAINS } from '../domains/index.ts';
import { createRandom, type Random } from '../random.ts';
import { type AppSpec } from '../spec/app-spec.ts';
import { localized, type Localized, mapText, textIn } from '../spec/localized.ts';
import { companyWords } from './marketing/company-words.ts';
import {
  cityOf,
  contactDetails,
  currencyOf,
  localPrice,
  peopleOf,
} from './marketing/contact-details.ts';
import { chooseLayout, chooseLook } from './marketing/look.ts';
import { offersFromCopy, offersFromEntity, withScenes } from './marketing/offers.ts';
import { homeSections, sitePages } from './marketing/site-outline.ts';
import { type MarketingPlan, type Offer } from './marketing/site-plan.ts';
import { GENERAL_PROFILE, siteProfile, type SiteProfile } from './marketing/site-profile.ts';
import {
  CLIENTS,
  GENERAL_ROLES,
  NEWS,
  PRODUCT_STEPS,
  readSteps,
  SERVICE_STEPS,
  TEAM_LINES,
} from './marketing/site-words.ts';
import { subjectOf } from './marketing/subject.ts';
import { findTrade, type Trade } from './marketing/trades/index.ts';
import { type Wants, wantsOf } from './marketing/wants.ts';

export { marketingPlanSchema, type MarketingPlan } from './marketing/site-plan.ts';

/** Fewer offers than this are found faster by looking than by searching. */
const MIN_SEARCHED_OFFERS = 6;
const MAX_DESCRIPTION_CHARS = 160;

/** Decides what a site says and shows: its branch, layout, pages, words and details. Deterministic from the seed. */
export function planMarketing(spec: AppSpec): MarketingPlan {
  const random = createRandom(spec.seed).fork('marketing');
  const wants = wantsOf(spec);
  const { copy, domain, profile, roles, steps } = sourceOf(spec, wants);
  const say = filler(spec);
  const filled = fillCopy(copy, say);
  const layout = chooseLayout(spec, profile, random.fork('layout'));
  const plain = offersOf(spec, filled, domain, profile, random.fork('offers'));
  const pictures = picturesOf(wants.photographs, plain);
  const items = pictures === 'scenes' ? withScenes(plain, random.fork('scenes')) : plain;
  const [headline] = random.fork('headline').shuffle(filled.headlines);
  const [lead] = filled.leads;
  const outline = { layout, copy: filled, wants, items, hasHours: profile.hours !== 'none' };
  return {
    kind: 'marketing',
    seed: spec.seed,
    name: spec.name,
    description: mapText(lead ?? filled.offer.lead, shorten),
    locales: spec.locales,
    layout,
    pictures,
    look: chooseLook(spec, layout, profile, random.fork('look')),
    hero: {
      eyebrow: say(profile.eyebrow),
      headline: headline ?? filled.offer.title,
      lead: lead ?? filled.offer.lead,
    },
    closing: profile.closing,
    action: { label: filled.action, to: profile.leadsTo },
    noun: domain === undefined && wants.products ? PRODUCTS : profile.noun,
    offer: {
      title: filled.offer.title,
      lead: filled.offer.lead,
      items,
      details: items.some(({ facts, price }) => facts.length > 0 || price !== undefined),
      searchable: wants.search && items.length >= MIN_SEARCHED_OFFERS,
    },
    story: filled.story,
    figures: filled.figures,
    quotes: quotesOf(spec, filled, random.fork('quotes')),
    questions: filled.questions,
    plans: filled.plans.map((plan) => ({ ...plan, price: localPrice(spec, plan.price) })),
    gallery: fullRows(filled.gallery),
    steps: steps ?? (layout === 'product' ? PRODUCT_STEPS : SERVICE_STEPS),
    clients: random.fork('clients').shuffle(CLIENTS),
    team: teamOf(spec, roles, random.fork('team')),
    news: wants.news ? NEWS : [],
    contact: contactDetails(spec, random.fork('contact'), profile),
    currency: currencyOf(spec),
    pages: sitePages(outline),
    home: homeSections(outline),
  };
}

/** How the offers of a company are called where the prompt calls them so. */
const PRODUCTS: MarketingPlan['noun'] = {
  id: 'product',
  ids: 'products',
  path: 'products',
  label: localized('Products / Produits / Ibicuruzwa'),
};

interface Source {
  copy: SiteCopy;
  domain: Domain | undefined;
  profile: SiteProfile;
  roles: string;
  steps?: MarketingPlan['steps'];
}

/** Domains whose words speak of one trade among several: a trade that the prompt names is more exact. */
const BROAD_DOMAINS: ReadonlySet<string> = new Set(['company', 'portfolio']);

/** The words of the domain, of a trade that the prompt names, or of any company. */
function sourceOf(spec: AppSpec, wants: Wants): Source {
  const domain = DOMAINS.find(({ id }) => id === spec.domain);
  const isBroad = !domain?.site || BROAD_DOMAINS.has(domain.id);
  const trade = isBroad && !wants.photographs ? tradeOf(spec) : undefined;
  if (trade) {
    const { copy, roles } = trade;
    const steps = trade.steps === undefined ? undefined : readSteps(trade.steps);
    const profile = { ...GENERAL_PROFILE, ...trade.profile };
    return { copy, domain: undefined, profile, roles, ...(steps && { steps }) };
  }
  if (domain?.site && domain.id !== 'company') {
    return { copy: domain.site, domain, profile: siteProfile(domain.id), roles: GENERAL_ROLES };
  }
  return {
    copy: companyWords(subjectOf(spec) !== undefined),
    domain: undefined,
    profile: GENERAL_PROFILE,
    roles: GENERAL_ROLES,
  };
}

function tradeOf({ purpose, topic, wishes }: AppSpec): Trade | undefined {
  return findTrade([topic, purpose, ...wishes.map(({ text }) => text)].join('\n'));
}

function offersOf(
  spec: AppSpec,
  copy: SiteCopy,
  domain: Domain | undefined,
  profile: SiteProfile,
  random: Random,
): Offer[] {
  const entity = domain?.entities.find(({ id }) => id === profile.entity);
  const known = entity ? offersFromEntity(spec, entity, random) : [];
  return known.length > 0 ? known : offersFromCopy(spec, copy);
}

/** Pictures hang in blocks of one large and four small ones. */
const GALLERY_BLOCK = 5;

function fullRows(captions: Localized[]): Localized[] {
  const blocks = Math.floor(captions.length / GALLERY_BLOCK);
  return blocks === 0 ? captions : captions.slice(0, blocks * GALLERY_BLOCK);
}

function picturesOf(photographs: boolean, items: readonly Offer[]): MarketingPlan['pictures'] {
  if (photographs) return 'scenes';
  return new Set(items.map(({ icon }) => icon)).size > 1 ? 'signs' : 'patterns';
}

/** Voices from the place. Two would leave a hole in their row, so that one of them is set large. */
function quotesOf(spec: AppSpec, { quotes }: SiteCopy, random: Random): MarketingPlan['quotes'] {
  const shown = quotes.length === 2 ? [random.pick(quotes)] : quotes;
  if (spec.place === undefined || spec.place.country === 'RW') return shown;
  const names = peopleOf(spec, random);
  return shown.map((quote, index) => ({ ...quote, person: names[index] ?? quote.person }));
}

function teamOf(spec: AppSpec, roles: string, random: Random): MarketingPlan['team'] {
  const names = peopleOf(spec, random);
  return roles.split(';').map((role, index) => ({
    name: names[index % names.length] ?? spec.name,
    role: localized(role),
    text: TEAM_LINES[index % TEAM_LINES.length] ?? localized(role),
  }));
}

/** Puts the name, the place and the subject into a text. */
function filler(spec: AppSpec): (text: Localized) => Localized {
  const subject = subjectOf(spec);
  const city = cityOf(spec);
  return (text) =>
    mapText(text, (line, locale) => {
      const about = subject ? textIn(subject, locale) : '';
      const words: Record<string, string> = {
        name: spec.name,
        place: city,
        subject: about,
        Subject: about.charAt(0).toLocaleUpperCase(locale) + about.slice(1),
      };
      return line.replace(/\{(\w+)\}/g, (whole, key: string) => words[key] ?? whole);
    });
}

function fillCopy(copy: SiteCopy, say: (text: Localized) => Localized): SiteCopy {
  return {
    headlines: copy.headlines.map(say),
    leads: copy.leads.map(say),
    action: say(copy.action),
    offer: {
      title: say(copy.offer.title),
      lead: say(copy.offer.lead),
      items: copy.offer.items.map((item) => ({
        ...item,
        title: say(item.title),
        text: say(item.text),
      })),
    },
    story: { title: say(copy.story.title), paragraphs: copy.story.paragraphs.map(say) },
    figures: copy.figures.map(({ label, value }) => ({ value: say(value), label: say(label) })),
    quotes: copy.quotes.map((quote) => ({
      ...quote,
      role: say(quote.role),
      text: say(quote.text),
    })),
    questions: copy.questions.map(({ answer, question }) => ({
      question: say(question),
      answer: say(answer),
    })),
    plans: copy.plans.map((plan) => ({
      ...plan,
      name: say(plan.name),
      lead: say(plan.lead),
      points: plan.points.map(say),
    })),
    gallery: copy.gallery.map(say),
  };
}

/** The first sentences of a text, as long as search engines show them. */
function shorten(text: string): string {
  if (text.length <= MAX_DESCRIPTION_CHARS) return text;
  const cut = text.slice(0, MAX_DESCRIPTION_CHARS);
  const end = cut.lastIndexOf('. ');
  return end > 0 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))}…`;
}
