import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { emitScenePicture, SCENE_PICTURE_PATH } from './scene-picture.ts';
import { hasCategories, hasPrices } from './site-data.ts';
import { type ModuleWriter, type SiteFiles } from './site-files.ts';
import { siteNames } from './site-names.ts';

/** src/lib/price.ts: amounts in the site's currency. */
export function emitPrices(site: SiteFiles, { currency }: MarketingPlan): void {
  const options = `{ style: 'currency', currency: '${currency.code}', maximumFractionDigits: 0 }`;
  if (site.multilingual) {
    const file = site.module('src/lib/price.ts');
    file.local('src/i18n/locale.tsx', 'type Locale');
    file.write(`/** An amount in ${currency.code} as it is written in the language. */
export function formatPrice(amount: number, locale: Locale): string {
  return new Intl.NumberFormat(\`\${locale}-${currency.region}\`, ${options}).format(amount);
}`);
    return;
  }
  const [locale = 'en'] = site.locales;
  site.add(
    'src/lib/price.ts',
    `const format = new Intl.NumberFormat('${locale}-${currency.region}', ${options});

/** An amount in ${currency.code} as people write it. */
export function formatPrice(amount: number): string {
  return format.format(amount);
}
`,
  );
}

/** The expression that writes an amount; registers what it needs. */
export function priceOf(file: ModuleWriter, amount: string): string {
  file.local('src/lib/price.ts', 'formatPrice');
  return file.multilingual ? `formatPrice(${amount}, ${file.locale()})` : `formatPrice(${amount})`;
}

/** src/components/<offer>-sign.tsx: the icon of an offer in place of a picture. */
function emitSign(site: SiteFiles, plan: MarketingPlan): string {
  const names = siteNames(plan);
  const path = names.cardPath.replace('-card.tsx', '-sign.tsx');
  if (site.has(path)) return path;
  const file = site.module(path);
  file.ui('pattern-art', 'PatternArt');
  file.local(names.dataPath, `type ${names.type}`);
  file.write(`interface ${names.type}SignProps {
  ${names.one}: ${names.type};
}

/** An icon on a quiet pattern, in place of a photograph. */
export function ${names.type}Sign({ ${names.one} }: ${names.type}SignProps) {
  const Icon = ${names.one}.icon;
  return (
    <div aria-hidden className="relative isolate grid place-items-center overflow-hidden bg-primary-soft">
      <PatternArt seed={${seedOf(file, plan)}} className="absolute inset-0 -z-10 opacity-25" />
      <span className="grid size-24 place-items-center rounded-full bg-card text-primary-ink shadow-card">
        <Icon className="size-11" strokeWidth={1.25} />
      </span>
    </div>
  );
}`);
  return path;
}

/** The markup of an offer's picture; registers what it needs. */
export function pictureOf(file: ModuleWriter, site: SiteFiles, plan: MarketingPlan): string {
  const names = siteNames(plan);
  if (plan.pictures === 'signs') {
    file.local(emitSign(site, plan), `${names.type}Sign`);
    return `<${names.type}Sign ${names.one}={${names.one}} />`;
  }
  return drawnPicture(file, site, plan, seedOf(file, plan), `{${names.one}.scene}`);
}

/** A picture drawn from the value of an expression; registers what it needs. */
export function drawnPicture(
  file: ModuleWriter,
  site: SiteFiles,
  plan: MarketingPlan,
  seed: string,
  /** Of drawn photographs, as the value of an attribute. */
  scene: string,
): string {
  if (plan.pictures === 'scenes') {
    emitScenePicture(site);
    file.local(SCENE_PICTURE_PATH, 'ScenePicture');
    return `<ScenePicture scene=${scene} seed={${seed}} />`;
  }
  file.ui('pattern-art', 'PatternArt');
  return `<PatternArt seed={${seed}} />`;
}

/** What tells one offer from another, whatever the language. */
function seedOf(file: ModuleWriter, plan: MarketingPlan): string {
  const { one } = siteNames(plan);
  if (plan.offer.details) return `${one}.slug`;
  return file.multilingual ? `${one}.name.en` : `${one}.name`;
}

/** src/components/<offer>-card.tsx: an offer in a list. */
export function emitOfferCard(site: SiteFiles, plan: MarketingPlan): string {
  const names = siteNames(plan);
  if (site.has(names.cardPath)) return names.cardPath;
  const file = site.module(names.cardPath);
  const item = names.one;
  file.ui('media-card', 'MediaCard');
  file.local(names.dataPath, `type ${names.type}`);
  const title = file.read(`${item}.name`);
  const link = plan.offer.details;
  if (link) file.npm('react-router', 'Link');
  const rows = [
    `media={${pictureOf(file, site, plan)}}`,
    hasCategories(plan) ? `eyebrow={${file.read(`${item}.category`)}}` : '',
    `title={${link ? `<Link to={\`${names.route}/\${${item}.slug}\`}>{${title}}</Link>` : title}}`,
    `description={${file.read(`${item}.description`)}}`,
    hasPrices(plan) ? `meta={${priceOf(file, `${item}.price`)}}` : '',
  ];
  file.write(`interface ${names.type}CardProps {
  ${item}: ${names.type};
  /** The heading level that fits the page. */
  headingLevel?: 2 | 3;
}

export function ${names.type}Card({ ${item}, headingLevel }: ${names.type}CardProps) {
  ${file.hooks()}
  return (
    <MediaCard
      headingLevel={headingLevel}
      ${rows.filter(Boolean).join('\n')}
    />
  );
}`);
  return names.cardPath;
}

/** src/components/menu-board.tsx: offers by category, prices at the end of a dotted line. */
export function emitMenuBoard(site: SiteFiles, plan: MarketingPlan): string {
  const path = 'src/components/menu-board.tsx';
  if (site.has(path)) return path;
  const names = siteNames(plan);
  const file = site.module(path);
  const item = names.one;
  file.local(names.dataPath, `type ${names.type}`);
  const category = file.read(`${item}.category`);
  const linked = plan.offer.details;
  const name = file.read(`${item}.name`);
  if (linked) file.npm('react-router', 'Link');
  const body = `<div className="columns-1 gap-14 md:columns-2 lg:gap-20">
      {courses.map((course) => (
        <section key={course} className="mb-12 break-inside-avoid">
          <Heading className="font-display text-2xl font-semibold text-primary-ink">{course}</Heading>
          <ul className="mt-5 grid gap-5">
            {${names.many}.filter((${item}) => ${category} === course).map((${item}) => (
              <li key={${linked ? `${item}.slug` : name}}>
                <div className="flex items-baseline gap-3">
                  <span className="font-medium">${
                    linked
                      ? `<Link to={\`${names.route}/\${${item}.slug}\`} className="underline-offset-4 hover:underline">{${name}}</Link>`
                      : `{${name}}`
                  }</span>
                  <span aria-hidden className="min-w-4 flex-1 border-b-2 border-dotted border-border-strong" />
                  ${hasPrices(plan) ? `<span className="tabular-nums">{${priceOf(file, `${item}.price`)}}</span>` : ''}
                </div>
                <p className="mt-1 max-w-prose text-pretty text-muted-foreground">{${file.read(`${item}.description`)}}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>`;
  file.write(`interface MenuBoardProps {
  ${names.many}: readonly ${names.type}[];
  /** The heading level that fits the page. */
  headingLevel: 2 | 3;
}

export function MenuBoard({ ${names.many}, headingLevel }: MenuBoardProps) {
  ${file.hooks()}
  const Heading = \`h\${headingLevel}\` as const;
  const courses = [...new Set(${names.many}.map((${item}) => ${category}))];
  return (
    ${body}
  );
}`);
  return path;
}

/** src/components/<offer>-mosaic.tsx: work as pictures of several sizes, each leading to its own page. */
export function emitMosaic(
  site: SiteFiles,
  plan: MarketingPlan,
): { component: string; path: string } {
  const names = siteNames(plan);
  const mosaic = {
    component: `${names.type}Mosaic`,
    path: names.cardPath.replace('-card', '-mosaic'),
  };
  if (site.has(mosaic.path)) return mosaic;
  const file = site.module(mosaic.path);
  const item = names.one;
  file.npm('react-router', 'Link');
  file.local(names.dataPath, `type ${names.type}`);
  const picture = pictureOf(file, site, plan);
  const category = hasCategories(plan)
    ? `<span className="text-muted-foreground">{${file.read(`${item}.category`)}}</span>`
    : '';
  const name = file.read(`${item}.name`);
  const markup = `<ul className="grid gap-x-4 gap-y-10 sm:grid-cols-2 lg:grid-cols-6 lg:gap-x-6">
      {${names.many}.map((${item}, index) => (
        <li key={${item}.slug} className={SPANS[index % SPANS.length]}>
          <Link to={\`${names.route}/\${${item}.slug}\`} className="group block">
            <span className="block aspect-4/3 overflow-hidden bg-muted *:size-full *:transition-transform *:duration-700 group-hover:*:scale-103 lg:aspect-(--shape)">
              ${picture}
            </span>
            <span className="mt-3 flex flex-wrap justify-between gap-x-4 text-sm">
              <span className="font-medium underline-offset-4 group-hover:underline">{${name}}</span>
              ${category}
            </span>
          </Link>
        </li>
      ))}
    </ul>`;
  file.write(`const PAIR = 'lg:col-span-3 [--shape:3/2]';
const THIRD = 'lg:col-span-2 [--shape:4/5]';
const WIDE = 'sm:col-span-2 lg:col-span-6 [--shape:21/9]';
/** Rows of two, three, one and three. */
const SPANS = [PAIR, PAIR, THIRD, THIRD, THIRD, WIDE, THIRD, THIRD, THIRD];

interface ${mosaic.component}Props {
  ${names.many}: readonly ${names.type}[];
}

export function ${mosaic.component}({ ${names.many} }: ${mosaic.component}Props) {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
  return mosaic;
}
