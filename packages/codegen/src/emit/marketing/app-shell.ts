import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type SitePage } from '../../plan/marketing/site-plan.ts';
import { type Localized } from '../../spec/localized.ts';
import { type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';
import { siteNames } from './site-names.ts';

/** Address, menu entry and component of a page. */
export interface PageRoute {
  page: SitePage | 'contact';
  route: string;
  label: Localized;
  component: string;
  path: string;
}

/** The pages of a site besides home, in the order of its menu. */
export function pageRoutes(plan: MarketingPlan): PageRoute[] {
  const names = siteNames(plan);
  const simple = (page: Exclude<PageRoute['page'], 'offers'>, label: Localized): PageRoute => ({
    page,
    route: `/${page}`,
    label,
    component: `${page.charAt(0).toUpperCase()}${page.slice(1)}Page`,
    path: `src/pages/${page}-page.tsx`,
  });
  return [...plan.pages, 'contact' as const].map((page) =>
    page === 'offers'
      ? {
          page,
          route: names.route,
          label: plan.noun.label,
          component: `${names.Many}Page`,
          path: names.listPagePath,
        }
      : simple(page, LABELS[page]),
  );
}

/** src/App.tsx and src/site-routes.tsx. */
export function emitApp(site: SiteFiles, plan: MarketingPlan): void {
  emitRoot(site);
  const names = siteNames(plan);
  const file = site.module('src/site-routes.tsx');
  file.npm('react-router', 'Route', 'Routes');
  file.local('src/components/site-layout.tsx', 'SiteLayout');
  file.local('src/pages/home-page.tsx', 'HomePage');
  file.local('src/pages/not-found-page.tsx', 'NotFoundPage');
  const routes = pageRoutes(plan).flatMap(({ component, page, path, route }) => {
    file.local(path, component);
    const line = `<Route path="${route.slice(1)}" element={<${component} />} />`;
    if (page !== 'offers' || !plan.offer.details) return [line];
    file.local(names.detailPagePath, `${names.type}Page`);
    return [line, `<Route path="${route.slice(1)}/:slug" element={<${names.type}Page />} />`];
  });
  file.write(`export function SiteRoutes() {
  return (
    <Routes>
      <Route element={<SiteLayout />}>
        <Route index element={<HomePage />} />
        ${routes.join('\n')}
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  );
}`);
}

function emitRoot(site: SiteFiles): void {
  const file = site.module('src/App.tsx');
  file.npm('react-router', 'BrowserRouter');
  file.local('src/site-routes.tsx', 'SiteRoutes');
  const [locale] = site.locales;
  let [open, close] = ['', ''];
  if (site.multilingual) {
    file.local('src/i18n/locale.tsx', 'LocaleProvider');
    [open, close] = ['<LocaleProvider>', '</LocaleProvider>'];
  } else if (locale !== 'en') {
    file.ui('ui-text', 'UiTextProvider');
    [open, close] = [`<UiTextProvider locale="${locale}">`, '</UiTextProvider>'];
  }
  file.write(`export function App() {
  return (
    <BrowserRouter>
      ${open}<SiteRoutes />${close}
    </BrowserRouter>
  );
}`);
}

/** src/components/site-layout.tsx and brand.tsx: what surrounds every page. */
export function emitLayout(site: SiteFiles, plan: MarketingPlan): void {
  emitBrand(site, plan);
  emitPageFocus(site);
  const routes = pageRoutes(plan);
  const file = site.module('src/components/site-layout.tsx');
  file.npm('react-router', 'Link', 'NavLink', 'Outlet');
  file.ui('button', 'Button');
  file.ui('site-footer', 'SiteFooter', 'SiteFooterGroup', 'SiteFooterLink');
  file.ui('site-header', 'SiteHeader', 'SiteNavLink');
  file.ui('skip-link', 'SkipLink');
  file.ui('theme-toggle', 'ThemeToggle');
  file.local('src/data/site.ts', 'site');
  file.local('src/hooks/use-page-focus.ts', 'usePageFocus');
  file.local('src/components/brand.tsx', 'Brand');
  if (site.multilingual) file.local('src/components/language-switch.tsx', 'LanguageSwitch');
  const menu = routes
    .filter(({ page }) => page !== 'contact')
    .map(
      ({ label, page, route }) => `<SiteNavLink asChild>
        <NavLink to="${route}">${file.jsx(`nav.${page}`, label)}</NavLink>
      </SiteNavLink>`,
    );
  const footer = routes.map(
    ({ label, page, route }) => `<SiteFooterLink asChild>
      <Link to="${route}">${file.jsx(`nav.${page}`, label)}</Link>
    </SiteFooterLink>`,
  );
  const contact = plan.contact.form === 'booking' ? plan.action.label : LABELS.writeToUs;
  const body = `<>
      <SkipLink />
      <SiteHeader
        brand={<Brand />}
        tools={${site.multilingual ? '<><LanguageSwitch /><ThemeToggle /></>' : '<ThemeToggle />'}}
        actions={
          <Button asChild>
            <Link to="/contact">${file.jsx('nav.contactAction', contact)}</Link>
          </Button>
        }
      >
        ${menu.join('\n')}
      </SiteHeader>
      <main id="content" ref={main} tabIndex={-1} className="min-h-[70dvh] outline-none">
        <Outlet />
      </main>
      <SiteFooter
        brand={<Brand />}
        description=${file.attr('site.description', plan.description)}
        legal={
          <>
            <span>© {new Date().getFullYear()} {site.name}</span>
            <span>${file.jsx('site.rights', LABELS.rights)}</span>
          </>
        }
      >
        <SiteFooterGroup title=${file.attr('site.pages', LABELS.pages)}>
          ${footer.join('\n')}
        </SiteFooterGroup>
        <SiteFooterGroup title=${file.attr('nav.contact', LABELS.contact)}>
          <SiteFooterLink href={\`tel:\${site.phone.replaceAll(' ', '')}\`}>{site.phone}</SiteFooterLink>
          <SiteFooterLink href={\`mailto:\${site.email}\`} className="wrap-anywhere">
            {site.email}
          </SiteFooterLink>
          <SiteFooterLink asChild>
            <Link to="/contact">
              {site.street}, {site.city}
            </Link>
          </SiteFooterLink>
        </SiteFooterGroup>
      </SiteFooter>
    </>`;
  file.write(`export function SiteLayout() {
  const main = usePageFocus();
  ${file.hooks()}
  return (
    ${body}
  );
}`);
}

function emitBrand(site: SiteFiles, { layout }: MarketingPlan): void {
  const file = site.module('src/components/brand.tsx');
  file.npm('react-router', 'Link');
  file.local('src/data/site.ts', 'site');
  // A portfolio's pictures speak first: its name stands alone.
  const hasMark = layout !== 'gallery';
  if (hasMark) file.ui('pattern-art', 'PatternArt');
  file.write(`export function Brand() {
  return (
    <Link to="/" className="flex items-center gap-2.5 rounded-sm">
      ${hasMark ? '<PatternArt seed={site.name} className="size-7 rounded-md" />' : ''}
      {site.name}
    </Link>
  );
}`);
}

function emitPageFocus(site: SiteFiles): void {
  site.add(
    'src/hooks/use-page-focus.ts',
    `import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** Begins each page at its top, and tells screen readers that it is another one; for the ref of \`main\`. */
export function usePageFocus() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    window.scrollTo({ top: 0, behavior: 'instant' });
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return main;
}
`,
  );
}
