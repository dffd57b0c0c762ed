import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type HomeSection } from '../../plan/marketing/site-plan.ts';
import { emitGallery, emitLatestNews, emitNewsletter } from './more-sections.ts';
import { drawnPicture, emitMenuBoard, emitMosaic, emitOfferCard } from './offer-views.ts';
import { emitList, hasIcons, hasPrices } from './site-data.ts';
import { type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';
import { siteNames } from './site-names.ts';
import { emitVisit } from './visit.ts';

/** A component that takes no properties, and where it is. */
export interface SectionFile {
  component: string;
  path: string;
}

type SectionWriter = (site: SiteFiles, plan: MarketingPlan) => SectionFile;

/** Writes a band of a page, once however many pages show it. */
export function emitSection(
  site: SiteFiles,
  plan: MarketingPlan,
  section: HomeSection,
): SectionFile {
  return SECTIONS[section](site, plan);
}

const SECTIONS: Readonly<Record<HomeSection, SectionWriter>> = {
  offers: emitOffers,
  gallery: emitGallery,
  story: emitStory,
  figures: emitFigures,
  steps: emitSteps,
  clients: emitClients,
  quotes: emitQuotes,
  plans: emitPlans,
  questions: emitQuestions,
  news: emitLatestNews,
  visit: emitVisit,
  newsletter: emitNewsletter,
  cta: emitClosing,
};

function emitOffers(site: SiteFiles, plan: MarketingPlan): SectionFile {
  if (plan.layout === 'menu') return emitMenuSection(site, plan);
  if (plan.layout === 'gallery') return emitMosaicSection(site, plan);
  return hasPrices(plan) || !hasIcons(plan)
    ? emitOfferCards(site, plan)
    : emitOfferFeatures(site, plan);
}

/** Three or six offers as cards, and the way to all of them. */
function emitOfferCards(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const names = siteNames(plan);
  const section = featured(plan);
  const file = site.module(section.path);
  file.npm('react-router', 'Link');
  file.ui('button', 'Button');
  file.ui('container', 'Section', 'SectionHeading');
  file.local(names.dataPath, names.many);
  file.local(emitOfferCard(site, plan), `${names.type}Card`);
  const count = plan.offer.items.length >= 6 ? 6 : 3;
  const body = `<Section>
      <div className="flex flex-wrap items-end justify-between gap-6">
        <SectionHeading
          title=${file.attr('home.offersTitle', plan.offer.title)}
          description=${file.attr('home.offersLead', plan.offer.lead)}
        />
        <Button asChild variant="outline">
          <Link to="${names.route}">${file.jsx('home.allOffers', LABELS.seeAll)}</Link>
        </Button>
      </div>
      <ul className="mt-12 grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
        {${names.many}.slice(0, ${count}).map((${names.one}) => (
          <li key={${keyOf(file, plan)}} className="grid">
            <${names.type}Card ${names.one}={${names.one}} />
          </li>
        ))}
      </ul>
    </Section>`;
  file.write(component(section.component, file.hooks(), body));
  return section;
}

/** All offers with their signs, in a grid. */
function emitOfferFeatures(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const names = siteNames(plan);
  const section = featured(plan);
  const file = site.module(section.path);
  file.ui('feature-grid', 'FeatureGrid');
  file.local(names.dataPath, names.many);
  const body = `<FeatureGrid
      ${plan.layout === 'product' ? '' : 'variant="cards"'}
      title=${file.attr('home.offersTitle', plan.offer.title)}
      description=${file.attr('home.offersLead', plan.offer.lead)}
      features={${names.many}.map(({ description, icon, name }) => ({
        title: ${file.read('name')},
        description: ${file.read('description')},
        icon,
      }))}
    />`;
  file.write(component(section.component, file.hooks(), body));
  return section;
}

function emitMenuSection(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const names = siteNames(plan);
  const section = { component: 'MenuSection', path: 'src/components/menu-section.tsx' };
  const file = site.module(section.path);
  file.ui('container', 'Section', 'SectionHeading');
  file.local(names.dataPath, names.many);
  file.local(emitMenuBoard(site, plan), 'MenuBoard');
  const body = `<Section tone="card" size="lg">
      <SectionHeading
        title=${file.attr('home.offersTitle', plan.offer.title)}
        description=${file.attr('home.offersLead', plan.offer.lead)}
        className="mb-12"
      />
      <MenuBoard ${names.many}={${names.many}} headingLevel={3} />
    </Section>`;
  file.write(component(section.component, file.hooks(), body));
  return section;
}

/** The first rows of the mosaic; the page of all work has the rest. */
function emitMosaicSection(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const names = siteNames(plan);
  const section = {
    component: `Selected${names.Many}`,
    path: featured(plan).path.replace('featured-', 'selected-'),
  };
  const file = site.module(section.path);
  file.ui('container', 'Container');
  file.local(names.dataPath, names.many);
  const mosaic = emitMosaic(site, plan);
  file.local(mosaic.path, mosaic.component);
  const body = `<Container>
      <h2 className="sr-only">${file.jsx('nav.offers', plan.noun.label)}</h2>
      <${mosaic.component} ${names.many}={${names.many}.slice(0, 6)} />
    </Container>`;
  file.write(component(section.component, file.hooks(), body));
  return section;
}

function emitStory(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'Story', path: 'src/components/story.tsx' };
  if (site.has(section.path)) return section;
  const file = site.module(section.path);
  file.ui('container', 'Section', 'SectionHeading');
  file.local('src/data/site.ts', 'site');
  const picture = drawnPicture(file, site, plan, '`${site.city}, ${site.street}`', '"window"');
  const paragraphs = plan.story.paragraphs.map(
    (paragraph, index) => `<p>${file.jsx(`story.paragraph${index + 1}`, paragraph)}</p>`,
  );
  const square = plan.layout === 'gallery' ? '' : ' rounded-3xl';
  const body = `<Section${plan.layout === 'editorial' ? ' tone="muted"' : ''}>
      <div className="grid items-center gap-10 lg:grid-cols-2 lg:gap-20">
        <div className="aspect-4/3 overflow-hidden${square} lg:aspect-square xl:aspect-5/4">
          ${picture}
        </div>
        <div>
          <SectionHeading title=${file.attr('story.title', plan.story.title)} />
          <div className="mt-6 grid gap-4 text-lg leading-relaxed text-pretty text-muted-foreground">
            ${paragraphs.join('\n')}
          </div>
        </div>
      </div>
    </Section>`;
  file.write(component(section.component, file.hooks(), body));
  return section;
}

function emitFigures(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'Figures', path: 'src/components/figures.tsx' };
  if (site.has(section.path)) return section;
  const data = emitList(site, {
    name: 'figures',
    constant: 'figures',
    type: 'Figure',
    fields: { value: 'text', label: 'text' },
    rows: plan.figures,
  });
  const file = site.module(section.path);
  file.ui('stats-band', 'StatsBand');
  file.local(data, 'figures');
  const stats = site.multilingual
    ? `figures.map(({ label, value }) => ({ value: ${file.read('value')}, label: ${file.read('label')} }))`
    : 'figures';
  file.write(component(section.component, file.hooks(), `<StatsBand stats={${stats}} />`));
  return section;
}

function emitSteps(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'HowItGoes', path: 'src/components/how-it-goes.tsx' };
  const data = emitList(site, {
    name: 'steps',
    constant: 'steps',
    type: 'Step',
    fields: { title: 'text', description: 'text' },
    rows: plan.steps.map(({ text, title }) => ({ title, description: text })),
  });
  const file = site.module(section.path);
  file.ui('step-list', 'StepList');
  file.local(data, 'steps');
  const steps = site.multilingual
    ? `steps.map(({ description, title }) => ({ title: ${file.read('title')}, description: ${file.read('description')} }))`
    : 'steps';
  const title = file.attr('home.stepsTitle', LABELS.stepsTitle);
  file.write(
    component(section.component, file.hooks(), `<StepList title=${title} steps={${steps}} />`),
  );
  return section;
}

function emitClients(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'Clients', path: 'src/components/clients.tsx' };
  const file = site.module(section.path);
  file.ui('logo-cloud', 'LogoCloud');
  const title = file.attr('home.clientsTitle', LABELS.clientsTitle);
  const names = plan.clients.map((name) => JSON.stringify(name)).join(', ');
  file.write(`const NAMES = [${names}];

${component(section.component, file.hooks(), `<LogoCloud title=${title} names={NAMES} />`)}`);
  return section;
}

function emitQuotes(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'Voices', path: 'src/components/voices.tsx' };
  if (site.has(section.path)) return section;
  const data = emitList(site, {
    name: 'testimonials',
    constant: 'testimonials',
    type: 'Testimonial',
    fields: { name: 'string', role: 'text', quote: 'text' },
    rows: plan.quotes.map(({ person, role, text }) => ({ name: person, role, quote: text })),
  });
  const file = site.module(section.path);
  file.ui('testimonials', 'Testimonials');
  file.local(data, 'testimonials');
  const rows = site.multilingual
    ? `testimonials.map(({ name, quote, role }) => ({ name, role: ${file.read('role')}, quote: ${file.read('quote')} }))`
    : 'testimonials';
  // A single voice is set large and needs no heading.
  const title =
    plan.quotes.length > 1 ? `title=${file.attr('home.quotesTitle', LABELS.quotesTitle)}` : '';
  const markup = `<Testimonials ${title} testimonials={${rows}} />`;
  file.write(component(section.component, file.hooks(), markup));
  return section;
}

function emitPlans(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'Plans', path: 'src/components/plans.tsx' };
  if (site.has(section.path)) return section;
  const dataPath = emitPlanData(site, plan);
  const file = site.module(section.path);
  file.npm('react-router', 'Link');
  file.ui('button', 'Button');
  file.ui('pricing-table', 'PricingTable');
  file.local(dataPath, 'plans');
  file.local('src/lib/price.ts', 'formatPrice');
  const amount = file.multilingual ? `formatPrice(price, ${file.locale()})` : 'formatPrice(price)';
  const features = site.multilingual
    ? `features.map((feature) => ${file.read('feature')})`
    : 'features';
  const body = `<PricingTable
      title=${file.attr('plans.title', LABELS.plansTitle)}
      description=${file.attr('plans.lead', LABELS.plansLead)}
      plans={plans.map(({ description, features, name, price, recommended }) => ({
        name: ${file.read('name')},
        description: ${file.read('description')},
        features: ${features},
        price: ${amount},
        period: ${file.expr('plans.period', LABELS.perMonth)},
        badge: recommended ? ${file.expr('plans.recommended', LABELS.recommended)} : undefined,
        action: (
          <Button asChild variant={recommended ? 'default' : 'outline'}>
            <Link to="/contact">${file.jsx('plans.choose', LABELS.choose)}</Link>
          </Button>
        ),
      }))}
    />`;
  file.write(component(section.component, file.hooks(), body));
  return section;
}

function emitPlanData(site: SiteFiles, { currency, plans }: MarketingPlan): string {
  const path = 'src/data/plans.ts';
  const file = site.module(path);
  const text = file.textType();
  const middle = Math.floor(plans.length / 2);
  const rows = plans.map(
    ({ lead, name, points, price }, index) => `{
    name: ${file.value(name)},
    description: ${file.value(lead)},
    price: ${price},
    features: [${points.map((point) => file.value(point)).join(', ')}],
    ${index === middle ? 'recommended: true,' : ''}
  }`,
  );
  file.write(`export interface Plan {
  name: ${text};
  description: ${text};
  /** In ${currency.code}, a month. */
  price: number;
  features: ${text}[];
  recommended?: boolean;
}

export const plans: Plan[] = [${rows.join(',\n')}];`);
  return path;
}

function emitQuestions(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'CommonQuestions', path: 'src/components/common-questions.tsx' };
  if (site.has(section.path)) return section;
  const data = emitList(site, {
    name: 'questions',
    constant: 'questions',
    type: 'Question',
    fields: { question: 'text', answer: 'text' },
    rows: plan.questions,
  });
  const file = site.module(section.path);
  file.ui('faq', 'Faq');
  file.local(data, 'questions');
  const entries = site.multilingual
    ? `questions.map(({ answer, question }) => ({ question: ${file.read('question')}, answer: ${file.read('answer')} }))`
    : 'questions';
  const body = `<Faq
      title=${file.attr('questions.title', LABELS.questionsTitle)}
      description=${file.attr('questions.lead', LABELS.questionsLead)}
      entries={${entries}}
    />`;
  file.write(component(section.component, file.hooks(), body));
  return section;
}

function emitClosing(site: SiteFiles, plan: MarketingPlan): SectionFile {
  const section = { component: 'Closing', path: 'src/components/closing.tsx' };
  if (site.has(section.path)) return section;
  const file = site.module(section.path);
  file.npm('react-router', 'Link');
  file.ui('button', 'Button');
  file.ui('call-to-action', 'CallToAction');
  const hasArt = plan.layout !== 'gallery';
  if (hasArt) file.local('src/data/site.ts', 'site');
  const label = plan.action.to === 'contact' ? plan.action.label : LABELS.writeToUs;
  const body = `<CallToAction
      title=${file.attr('closing.title', plan.closing.title)}
      description=${file.attr('closing.text', plan.closing.text)}
      ${hasArt ? 'artSeed={site.email}' : ''}
      actions={
        <Button asChild size="lg" variant="secondary">
          <Link to="/contact">${file.jsx('closing.action', label)}</Link>
        </Button>
      }
    />`;
  file.write(component(section.component, file.hooks(), body));
  return section;
}

function featured(plan: MarketingPlan): SectionFile {
  const names = siteNames(plan);
  return {
    component: `Featured${names.Many}`,
    path: names.dataPath.replace('src/data/', 'src/components/featured-').replace('.ts', '.tsx'),
  };
}

function keyOf(file: { multilingual: boolean }, plan: MarketingPlan): string {
  const { one } = siteNames(plan);
  if (plan.offer.details) return `${one}.slug`;
  return file.multilingual ? `${one}.name.en` : `${one}.name`;
}

function component(name: string, hooks: string, markup: string): string {
  return `export function ${name}() {
  ${hooks}
  return (
    ${markup}
  );
}`;
}
