import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { emitMenuBoard, emitMosaic, emitOfferCard } from './offer-views.ts';
import { componentText, type SectionFile } from './section-file.ts';
import { hasIcons, hasPrices } from './site-data.ts';
import { type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';
import { siteNames } from './site-names.ts';

/** The band of the home page that shows what is offered, as the layout wants it. */
export function emitOffersSection(site: SiteFiles, plan: MarketingPlan): SectionFile {
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
  file.write(componentText(section.component, file.hooks(), body));
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
  file.write(componentText(section.component, file.hooks(), body));
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
  file.write(componentText(section.component, file.hooks(), body));
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
  file.write(componentText(section.component, file.hooks(), body));
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
