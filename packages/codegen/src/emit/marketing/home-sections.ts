import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type HomeSection } from '../../plan/marketing/site-plan.ts';
import { emitGallery, emitLatestNews, emitNewsletter } from './more-sections.ts';
import { emitOffersSection } from './offer-sections.ts';
import { drawnPicture } from './offer-views.ts';
import { componentText, type SectionFile } from './section-file.ts';
import { emitList } from './site-data.ts';
import { type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';
import { emitVisit } from './visit.ts';

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
  offers: emitOffersSection,
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
  file.write(componentText(section.component, file.hooks(), body));
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
  file.write(componentText(section.component, file.hooks(), `<StatsBand stats={${stats}} />`));
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
    componentText(section.component, file.hooks(), `<StepList title=${title} steps={${steps}} />`),
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

${componentText(section.component, file.hooks(), `<LogoCloud title=${title} names={NAMES} />`)}`);
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
  file.write(componentText(section.component, file.hooks(), markup));
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
  file.write(componentText(section.component, file.hooks(), body));
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
  file.write(componentText(section.component, file.hooks(), body));
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
  file.write(componentText(section.component, file.hooks(), body));
  return section;
}
