import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { emitProductPreview } from './product-preview.ts';
import { type ModuleWriter, type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';
import { siteNames } from './site-names.ts';

const PATH = 'src/components/home-hero.tsx';

/** src/components/home-hero.tsx: the first screen, in the way of the site's layout. */
export function emitHero(site: SiteFiles, plan: MarketingPlan): void {
  const file = site.module(PATH);
  const markup = HEROES[plan.layout](file, plan, site);
  file.write(`export function HomeHero() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
}

type HeroWriter = (file: ModuleWriter, plan: MarketingPlan, site: SiteFiles) => string;

const HEROES: Readonly<Record<MarketingPlan['layout'], HeroWriter>> = {
  editorial: splitHero,
  banner: bannerHero,
  gallery: plainHero,
  product: productHero,
  menu: tallHero,
};

/** Text beside a picture. */
function splitHero(file: ModuleWriter, plan: MarketingPlan): string {
  file.ui('hero', 'Hero');
  file.ui('pattern-art', 'PatternArt');
  file.local('src/data/site.ts', 'site');
  return `<Hero
      eyebrow=${file.attr('home.eyebrow', plan.hero.eyebrow)}
      title=${file.attr('home.title', plan.hero.headline)}
      description=${file.attr('home.lead', plan.hero.lead)}
      actions={<>${buttons(file, plan)}</>}
      media={<PatternArt seed={\`\${site.name}, \${site.city}\`} />}
    />`;
}

/** The brand's colour from edge to edge, a pattern growing out of it. */
function bannerHero(file: ModuleWriter, plan: MarketingPlan): string {
  file.ui('container', 'Container');
  file.ui('pattern-art', 'PatternArt');
  file.local('src/data/site.ts', 'site');
  return `<section className="relative isolate overflow-hidden bg-primary text-primary-foreground">
      <div className="h-36 sm:h-48 lg:absolute lg:inset-y-0 lg:end-0 lg:-z-10 lg:h-auto lg:w-[46%] lg:[clip-path:polygon(18%_0,100%_0,100%_100%,0_100%)]">
        <PatternArt seed={site.name} />
      </div>
      <Container className="py-14 sm:py-20 lg:py-32">
        <div className="flex max-w-xl flex-col items-start gap-6 xl:max-w-2xl">
          <p className="font-semibold">${file.jsx('home.eyebrow', plan.hero.eyebrow)}</p>
          <h1 className="font-display text-4xl leading-[1.05] font-bold tracking-tight text-balance sm:text-5xl xl:text-6xl">
            ${file.jsx('home.title', plan.hero.headline)}
          </h1>
          <p className="text-lg leading-relaxed text-pretty sm:text-xl lg:max-w-lg">
            ${file.jsx('home.lead', plan.hero.lead)}
          </p>
          <div className="flex flex-wrap gap-3 pt-2">${buttons(file, plan, 'onPrimary')}</div>
        </div>
      </Container>
    </section>`;
}

/** Words alone, set large. */
function plainHero(file: ModuleWriter, plan: MarketingPlan): string {
  file.npm('react-router', 'Link');
  file.ui('container', 'Container');
  return `<Container className="pt-16 pb-10 sm:pt-24 lg:pt-32 lg:pb-14">
      <p className="text-muted-foreground">${file.jsx('home.eyebrow', plan.hero.eyebrow)}</p>
      <h1 className="mt-5 max-w-4xl font-display text-4xl leading-[1.05] font-medium tracking-tight text-balance sm:text-6xl lg:text-7xl">
        ${file.jsx('home.title', plan.hero.headline)}
      </h1>
      <div className="mt-8 grid gap-6 sm:grid-cols-[1fr_auto] sm:items-end sm:gap-12">
        <p className="max-w-xl text-lg leading-relaxed text-pretty text-muted-foreground">
          ${file.jsx('home.lead', plan.hero.lead)}
        </p>
        <Link
          to="/contact"
          className="w-fit border-b-2 border-primary-ink pb-1 font-medium transition-colors hover:text-primary-ink"
        >
          ${file.jsx('home.contact', LABELS.writeToUs)}
        </Link>
      </div>
    </Container>`;
}

/** A product above a picture of itself. */
function productHero(file: ModuleWriter, plan: MarketingPlan, site: SiteFiles): string {
  emitProductPreview(site, plan);
  file.ui('hero', 'Hero');
  file.local('src/components/product-preview.tsx', 'ProductPreview');
  return `<Hero
      layout="center"
      className="bg-linear-to-b from-primary-soft to-background pb-16 sm:pb-20 lg:pb-24"
      eyebrow=${file.attr('home.eyebrow', plan.hero.eyebrow)}
      title=${file.attr('home.title', plan.hero.headline)}
      description=${file.attr('home.lead', plan.hero.lead)}
      actions={<>${buttons(file, plan)}</>}
      media={<ProductPreview />}
    />`;
}

/** A tall picture, and the name of the house as on its door. */
function tallHero(file: ModuleWriter, plan: MarketingPlan): string {
  file.ui('container', 'Container');
  file.ui('pattern-art', 'PatternArt');
  file.local('src/data/site.ts', 'site');
  return `<section className="grid lg:min-h-[38rem] lg:grid-cols-[2fr_3fr]">
      <div className="h-44 sm:h-64 lg:h-auto">
        <PatternArt seed={site.name} />
      </div>
      <Container className="flex flex-col items-start justify-center gap-6 py-14 sm:py-20 lg:mx-0 lg:max-w-3xl lg:px-16">
        <p className="text-sm font-semibold text-primary-ink">${file.jsx('home.eyebrow', plan.hero.eyebrow)}</p>
        <h1 className="font-display text-5xl leading-none font-semibold tracking-tight text-balance sm:text-6xl xl:text-7xl">
          {site.name}
        </h1>
        <p className="font-display text-2xl leading-snug text-balance text-primary-ink sm:text-3xl">
          ${file.jsx('home.title', plan.hero.headline)}
        </p>
        <p className="max-w-xl text-lg leading-relaxed text-pretty text-muted-foreground">
          ${file.jsx('home.lead', plan.hero.lead)}
        </p>
        <div className="flex flex-wrap gap-3">${buttons(file, plan)}</div>
      </Container>
    </section>`;
}

/** The main thing to do, and another. */
function buttons(
  file: ModuleWriter,
  plan: MarketingPlan,
  ground: 'page' | 'onPrimary' = 'page',
): string {
  file.npm('react-router', 'Link');
  file.ui('button', 'Button');
  const names = siteNames(plan);
  const toOffers = plan.action.to === 'offers';
  const second = toOffers
    ? file.jsx('home.contact', LABELS.writeToUs)
    : file.jsx('nav.offers', plan.noun.label);
  const [main, other] =
    ground === 'page' ? ['', 'variant="outline"'] : ['variant="secondary"', 'variant="link"'];
  const otherClass = ground === 'page' ? '' : ' className="text-primary-foreground"';
  return `<Button asChild size="lg" ${main}>
      <Link to="${toOffers ? names.route : '/contact'}">${file.jsx('home.action', plan.action.label)}</Link>
    </Button>
    <Button asChild size="lg" ${other}${otherClass}>
      <Link to="${toOffers ? '/contact' : names.route}">${second}</Link>
    </Button>`;
}
