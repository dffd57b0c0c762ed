import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type HomeSection } from '../../plan/marketing/site-plan.ts';
import { type Localized } from '../../spec/localized.ts';
import { pageRoutes } from './app-shell.ts';
import { emitHero } from './hero.ts';
import { emitSection } from './home-sections.ts';
import { emitOfferPages } from './offer-pages.ts';
import { emitList } from './site-data.ts';
import { type ModuleWriter, type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';

/** Every page of the site, the contact page apart. */
export function emitPages(site: SiteFiles, plan: MarketingPlan): void {
  emitPageIntro(site);
  emitHomePage(site, plan);
  emitNotFoundPage(site);
  for (const { component, page, path } of pageRoutes(plan)) {
    const target = { component, path };
    if (page === 'offers') emitOfferPages(site, plan);
    if (page === 'about') emitAboutPage(site, plan, target);
    if (page === 'pricing')
      emitBandPage(site, plan, target, LABELS.pricing, ['plans', 'questions']);
    if (page === 'questions')
      emitBandPage(site, plan, target, LABELS.questions, ['questions', 'cta']);
    if (page === 'gallery') emitBandPage(site, plan, target, LABELS.gallery, ['gallery', 'cta']);
    if (page === 'news') emitBandPage(site, plan, target, LABELS.news, ['news', 'cta']);
  }
}

/** src/components/page-intro.tsx: the heading of a page, and the page's title in the browser. */
function emitPageIntro(site: SiteFiles): void {
  const file = site.module('src/components/page-intro.tsx');
  file.ui('container', 'Container');
  file.local('src/data/site.ts', 'site');
  file.write(`interface PageIntroProps {
  title: string;
  lead?: string;
}

/** The heading of a page, which also names the page in the browser's tab. */
export function PageIntro({ lead, title }: PageIntroProps) {
  return (
    <Container className="pt-14 pb-6 sm:pt-20 sm:pb-8">
      <title>{\`\${title} · \${site.name}\`}</title>
      <h1 className="font-display text-4xl leading-tight font-semibold tracking-tight text-balance sm:text-5xl">
        {title}
      </h1>
      {lead && (
        <p className="mt-4 max-w-2xl text-lg leading-relaxed text-pretty text-muted-foreground">
          {lead}
        </p>
      )}
    </Container>
  );
}`);
}

function emitHomePage(site: SiteFiles, plan: MarketingPlan): void {
  emitHero(site, plan);
  const file = site.module('src/pages/home-page.tsx');
  file.local('src/components/home-hero.tsx', 'HomeHero');
  file.local('src/data/site.ts', 'site');
  file.write(`export function HomePage() {
  return (
    <>
      <title>{site.name}</title>
      <HomeHero />
      ${bands(file, site, plan, plan.home)}
    </>
  );
}`);
}

/** A page that is a heading and bands which the home page may show too. */
function emitBandPage(
  site: SiteFiles,
  plan: MarketingPlan,
  { component, path }: { component: string; path: string },
  title: Localized,
  sections: readonly HomeSection[],
): void {
  const file = site.module(path);
  file.local('src/components/page-intro.tsx', 'PageIntro');
  const key = path.replace('src/pages/', '').replace('-page.tsx', '');
  const markup = `<>
      <PageIntro title=${file.attr(`nav.${key}`, title)} />
      ${bands(file, site, plan, sections)}
    </>`;
  file.write(`export function ${component}() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
}

function emitAboutPage(
  site: SiteFiles,
  plan: MarketingPlan,
  { component, path }: { component: string; path: string },
): void {
  const file = site.module(path);
  file.local('src/components/page-intro.tsx', 'PageIntro');
  const isAlone = plan.layout === 'gallery';
  const sections: HomeSection[] = isAlone ? ['story', 'cta'] : ['story', 'figures'];
  const team = plan.team.length < 2 || isAlone ? '' : `<${emitTeam(site, plan, file)} />`;
  const markup = `<>
      <PageIntro title=${file.attr('nav.about', LABELS.about)} lead=${file.attr('home.lead', plan.hero.lead)} />
      ${bands(file, site, plan, sections)}
      ${team}
      ${isAlone ? '' : bands(file, site, plan, ['cta'])}
    </>`;
  file.write(`export function ${component}() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
}

/** src/components/team.tsx and its data; gives the component's name. */
function emitTeam(site: SiteFiles, plan: MarketingPlan, page: ModuleWriter): string {
  const path = 'src/components/team.tsx';
  const data = emitList(site, {
    name: 'team',
    constant: 'team',
    type: 'TeamMember',
    fields: { name: 'string', role: 'text', about: 'text' },
    rows: plan.team.map(({ name, role, text }) => ({ name, role, about: text })),
  });
  const file = site.module(path);
  file.ui('avatar', 'Avatar', 'AvatarFallback', 'initials');
  file.ui('container', 'Section', 'SectionHeading');
  file.local(data, 'team');
  const markup = `<Section>
      <SectionHeading title=${file.attr('about.teamTitle', LABELS.teamTitle)} />
      <ul className="mt-12 grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-4">
        {team.map(({ about, name, role }) => (
          <li key={name} className="flex flex-col gap-1">
            <Avatar className="mb-3 size-16 text-lg">
              <AvatarFallback>{initials(name)}</AvatarFallback>
            </Avatar>
            <h3 className="font-display text-lg font-semibold">{name}</h3>
            <p className="text-sm font-medium text-primary-ink">{${file.read('role')}}</p>
            <p className="mt-1 leading-relaxed text-pretty text-muted-foreground">{${file.read('about')}}</p>
          </li>
        ))}
      </ul>
    </Section>`;
  file.write(`export function Team() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
  page.local(path, 'Team');
  return 'Team';
}

function emitNotFoundPage(site: SiteFiles): void {
  const file = site.module('src/pages/not-found-page.tsx');
  file.npm('react-router', 'Link');
  file.ui('button', 'Button');
  file.ui('container', 'Container');
  file.local('src/components/page-intro.tsx', 'PageIntro');
  const markup = `<>
      <PageIntro
        title=${file.attr('notFound.title', LABELS.notFoundTitle)}
        lead=${file.attr('notFound.text', LABELS.notFoundText)}
      />
      <Container className="py-8">
        <Button asChild size="lg">
          <Link to="/">${file.jsx('notFound.back', LABELS.backHome)}</Link>
        </Button>
      </Container>
    </>`;
  file.write(`export function NotFoundPage() {
  ${file.hooks()}
  return (
    ${markup}
  );
}`);
}

function bands(
  file: ModuleWriter,
  site: SiteFiles,
  plan: MarketingPlan,
  sections: readonly HomeSection[],
): string {
  return sections
    .map((section) => {
      const { component, path } = emitSection(site, plan, section);
      file.local(path, component);
      return `<${component} />`;
    })
    .join('\n');
}
