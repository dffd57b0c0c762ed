import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { emitMenuBoard, emitMosaic, emitOfferCard, pictureOf, priceOf } from './offer-views.ts';
import { hasFacts, hasPrices } from './site-data.ts';
import { type ModuleWriter, type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';
import { siteNames } from './site-names.ts';

/** The page of all offers, and one of each where they have something to tell. */
export function emitOfferPages(site: SiteFiles, plan: MarketingPlan): void {
  emitListPage(site, plan);
  if (plan.offer.details) emitDetailPage(site, plan);
}

function emitListPage(site: SiteFiles, plan: MarketingPlan): void {
  const names = siteNames(plan);
  const file = site.module(names.listPagePath);
  file.ui('container', 'Section');
  file.local('src/components/page-intro.tsx', 'PageIntro');
  file.local(names.dataPath, names.many);
  const search = plan.offer.searchable ? searchParts(file, plan) : undefined;
  const shown = search ? 'found' : names.many;
  const list = listOf(file, site, plan, shown);
  const markup = `<>
      <PageIntro
        title=${file.attr('nav.offers', plan.noun.label)}
        lead=${file.attr('home.offersLead', plan.offer.lead)}
      />
      <Section className="pt-10 sm:pt-12 lg:pt-14">
        ${search?.box ?? ''}
        ${search ? search.around(list) : list}
      </Section>
    </>`;
  file.write(`export function ${names.Many}Page() {
  ${file.hooks()}
  ${search?.state ?? ''}
  return (
    ${markup}
  );
}`);
}

function listOf(file: ModuleWriter, site: SiteFiles, plan: MarketingPlan, shown: string): string {
  const names = siteNames(plan);
  if (plan.layout === 'menu') {
    file.local(emitMenuBoard(site, plan), 'MenuBoard');
    return `<MenuBoard ${names.many}={${shown}} headingLevel={2} />`;
  }
  if (plan.layout === 'gallery') {
    const mosaic = emitMosaic(site, plan);
    file.local(mosaic.path, mosaic.component);
    return `<${mosaic.component} ${names.many}={${shown}} />`;
  }
  file.local(emitOfferCard(site, plan), `${names.type}Card`);
  const key = plan.offer.details ? 'slug' : file.multilingual ? 'name.en' : 'name';
  return `<ul className="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
      {${shown}.map((${names.one}) => (
        <li key={${names.one}.${key}} className="grid">
          <${names.type}Card ${names.one}={${names.one}} headingLevel={2} />
        </li>
      ))}
    </ul>`;
}

/** A box that narrows the list to what holds all its words. */
function searchParts(file: ModuleWriter, plan: MarketingPlan) {
  const names = siteNames(plan);
  file.npm('react', 'useState');
  file.ui('empty-state', 'EmptyState');
  file.ui('search-input', 'SearchInput');
  const item = names.one;
  return {
    state: `const [query, setQuery] = useState('');
  const words = query.toLowerCase().split(/\\s+/);
  const found = ${names.many}.filter((${item}) => {
    const haystack = \`\${${file.read(`${item}.name`)}} \${${file.read(`${item}.description`)}}\`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });`,
    box: `<SearchInput value={query} onValueChange={setQuery} className="mb-8 max-w-md" />`,
    around: (list: string) => `{found.length > 0 ? (
        ${list}
      ) : (
        <EmptyState
          title=${file.attr('site.searchNothing', LABELS.searchNothing)}
          description=${file.attr('site.searchAgain', LABELS.searchAgain)}
        />
      )}`,
  };
}

function emitDetailPage(site: SiteFiles, plan: MarketingPlan): void {
  const names = siteNames(plan);
  const item = names.one;
  const file = site.module(names.detailPagePath);
  file.npm('react-router', 'Link', 'useParams');
  file.ui('button', 'Button');
  file.ui('container', 'Container', 'Section', 'SectionHeading');
  file.local(names.dataPath, names.many);
  file.local('src/data/site.ts', 'site');
  file.local('src/pages/not-found-page.tsx', 'NotFoundPage');
  file.local(emitOfferCard(site, plan), `${names.type}Card`);
  const rounded = plan.layout === 'gallery' ? '' : ' rounded-3xl border border-border';
  const facts = factRows(file, plan);
  const markup = `<>
      <title>{\`\${${file.read(`${item}.name`)}} · \${site.name}\`}</title>
      <Container className="grid items-center gap-10 py-12 sm:py-16 lg:grid-cols-2 lg:gap-16">
        <div className="aspect-4/3 overflow-hidden${rounded} *:size-full">
          ${pictureOf(file, site, plan)}
        </div>
        <div className="flex flex-col items-start gap-5">
          <Link to="${names.route}" className="text-sm font-medium text-primary-ink underline-offset-4 hover:underline">
            ← ${file.jsx('nav.offers', plan.noun.label)}
          </Link>
          <h1 className="font-display text-4xl leading-tight font-semibold tracking-tight text-balance sm:text-5xl">
            {${file.read(`${item}.name`)}}
          </h1>
          <p className="max-w-prose text-lg leading-relaxed text-pretty text-muted-foreground">
            {${file.read(`${item}.description`)}}
          </p>
          ${facts}
          <Button asChild size="lg">
            <Link to="/contact">${file.jsx('offer.ask', plan.action.to === 'contact' ? plan.action.label : LABELS.ask)}</Link>
          </Button>
        </div>
      </Container>
      <Section tone="muted">
        <SectionHeading title=${file.attr('offer.others', LABELS.alsoLike)} />
        <ul className="mt-10 grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
          {others.map((other) => (
            <li key={other.slug} className="grid">
              <${names.type}Card ${item}={other} />
            </li>
          ))}
        </ul>
      </Section>
    </>`;
  file.write(`const OTHERS_SHOWN = 3;

export function ${names.type}Page() {
  const { slug } = useParams();
  ${file.hooks()}
  const index = ${names.many}.findIndex((candidate) => candidate.slug === slug);
  const ${item} = ${names.many}[index];
  if (!${item}) return <NotFoundPage />;

  const others = [...${names.many}.slice(index + 1), ...${names.many}.slice(0, index)].slice(0, OTHERS_SHOWN);
  return (
    ${markup}
  );
}`);
}

function factRows(file: ModuleWriter, plan: MarketingPlan): string {
  const { one } = siteNames(plan);
  const row = (label: string, value: string, key = '') =>
    `<div${key} className="flex justify-between gap-6 border-b border-border py-2.5">
      <dt className="text-muted-foreground">${label}</dt>
      <dd className="text-end font-medium tabular-nums">${value}</dd>
    </div>`;
  const label = file.read('label');
  const rows = [
    hasPrices(plan)
      ? row(file.jsx('offer.price', LABELS.price), `{${priceOf(file, `${one}.price`)}}`)
      : '',
    hasFacts(plan)
      ? `{${one}.facts.map(({ label, value }) => (
          ${row(`{${label}}`, `{${file.read('value')}}`, ` key={${label}}`)}
        ))}`
      : '',
  ].filter(Boolean);
  return `<dl className="w-full max-w-md border-t border-border">
      ${rows.join('\n')}
    </dl>`;
}
