import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type Localized, textIn } from '../../spec/localized.ts';
import { stringLiteral } from './literals.ts';
import { type ModuleWriter, type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';
import { siteNames } from './site-names.ts';

/** Tests of what the site promises: its brand and offers, its pages, its form. */
export function emitTests(site: SiteFiles, plan: MarketingPlan): void {
  emitRoutesTest(site, plan);
  emitFormTest(site, plan);
}

function emitRoutesTest(site: SiteFiles, plan: MarketingPlan): void {
  const names = siteNames(plan);
  const file = site.module('src/site-routes.test.tsx');
  const say = speaker(site);
  file.dev('@testing-library/react', 'render', 'screen', 'within');
  file.dev('@testing-library/user-event', 'userEvent');
  file.dev('vitest', 'expect', 'test');
  file.npm('react-router', 'MemoryRouter');
  file.local('src/data/site.ts', 'site');
  file.local('src/site-routes.tsx', 'SiteRoutes');
  const [offer] = plan.offer.items;
  const wrapped = provided(file, site, `<SiteRoutes />`);
  const offerName = stringLiteral(offer ? textIn(offer.name, site.locales[0] ?? 'en') : '');
  file.write(`function visit(path: string) {
  render(
    <MemoryRouter initialEntries={[path]}>
      ${wrapped}
    </MemoryRouter>,
  );
}

test('the home page names the brand and shows what it offers', () => {
  visit('/');
  expect(screen.getAllByText(site.name)[0]).toBeVisible();
  expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
  expect(within(screen.getByRole('main')).getAllByText(${offerName})[0]).toBeVisible();
});

test('the menu leads to the page of all ${names.many}', async () => {
  visit('/');
  const menu = screen.getAllByRole('link', { name: ${say(plan.noun.label)} })[0];
  await userEvent.click(menu as HTMLElement);
  expect(screen.getByRole('heading', { level: 1, name: ${say(plan.noun.label)} })).toBeVisible();
  expect(screen.getByRole('main')).toHaveFocus();
});
${
  plan.offer.details
    ? `
test('${names.one} pages open by their address', () => {
  visit('${names.route}/${offer?.slug ?? ''}');
  expect(screen.getByRole('heading', { level: 1, name: ${offerName} })).toBeVisible();
});
`
    : ''
}
test('an unknown address says so and leads home', () => {
  visit('/no-such-page');
  expect(screen.getByRole('heading', { level: 1, name: ${say(LABELS.notFoundTitle)} })).toBeVisible();
  expect(screen.getByRole('link', { name: ${say(LABELS.backHome)} })).toHaveAttribute('href', '/');
});
${site.multilingual ? languageTest(plan, site) : ''}`);
}

function languageTest(plan: MarketingPlan, site: SiteFiles): string {
  const second = site.locales[1] ?? 'fr';
  const name = { en: 'English', fr: 'Français', rw: 'Ikinyarwanda' }[second];
  const language = stringLiteral(
    textIn({ en: 'Language', fr: 'Langue', rw: 'Ururimi' }, site.locales[0] ?? 'en'),
  );
  return `
test('the language can be changed', async () => {
  visit('/');
  await userEvent.click(screen.getByRole('button', { name: ${language} }));
  await userEvent.click(await screen.findByRole('menuitemradio', { name: '${name}' }));
  expect(screen.getAllByText(${stringLiteral(textIn(plan.hero.lead, second))})[0]).toBeVisible();
  expect(document.documentElement).toHaveAttribute('lang', '${second}');
});`;
}

function emitFormTest(site: SiteFiles, plan: MarketingPlan): void {
  const file = site.module('src/components/contact-form.test.tsx');
  const say = speaker(site);
  const booking = plan.contact.form === 'booking';
  file.dev('@testing-library/react', 'render', 'screen');
  file.dev('@testing-library/user-event', 'userEvent');
  file.dev('vitest', 'expect', 'test');
  file.local('src/components/contact-form.tsx', 'ContactForm');
  const button = say(booking ? plan.action.label : LABELS.continue);
  const field = (label: Localized) =>
    `screen.getByRole('textbox', { name: startsWith(${say(label)}) })`;
  const rest = booking
    ? `await userEvent.type(screen.getByLabelText(startsWith(${say(LABELS.date)})), '2099-05-14');
  await userEvent.type(screen.getByRole('spinbutton'), '4');`
    : `await userEvent.type(${field(LABELS.message)}, 'Could you call me on Thursday?');`;
  file.write(`/** A label, with or without the mark of required fields behind it. */
const startsWith = (label: string) => (name: string) => name.startsWith(label);

test('an empty form says what is missing', async () => {
  render(${provided(file, site, '<ContactForm />')});
  await userEvent.click(screen.getByRole('button', { name: ${button} }));
  expect(await screen.findByText(${say(LABELS.nameMissing)})).toBeVisible();
  expect(screen.getByText(${say(LABELS.emailWrong)})).toBeVisible();
});

test('a complete form is kept and offered as a letter', async () => {
  render(${provided(file, site, '<ContactForm />')});
  await userEvent.type(${field(LABELS.name)}, 'Aline Uwase');
  await userEvent.type(${field(LABELS.email)}, 'aline@example.com');
  ${rest}
  await userEvent.click(screen.getByRole('button', { name: ${button} }));
  const letter = await screen.findByRole('link', { name: ${say(LABELS.sendByEmail)} });
  expect(letter.getAttribute('href')).toMatch(/^mailto:/);
  expect(localStorage.getItem('enquiries')).toContain('aline@example.com');
});`);
}

function provided(file: ModuleWriter, site: SiteFiles, markup: string): string {
  if (!site.multilingual) return markup;
  file.local('src/i18n/locale.tsx', 'LocaleProvider');
  return `<LocaleProvider>${markup}</LocaleProvider>`;
}

/** Texts as a visitor reads them in the site's first language. */
function speaker(site: SiteFiles): (text: Localized) => string {
  const [locale = 'en'] = site.locales;
  return (text) => stringLiteral(textIn(text, locale));
}
