import { type PlannedEntity, type RecordsPlan } from '../../../plan/records/records-plan.ts';
import { literal, speaksSeveral } from '../code.ts';
import { missingMessage } from './form-tests.ts';
import { distinctive } from './list-tests.ts';

/** `src/App.test.tsx`: how people arrive; and the pages of the entities without a test file of their own. */
export function emitAppTest(plan: RecordsPlan, others: readonly PlannedEntity[]): [string, string] {
  const text = `import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { type Locale } from './i18n/catalogues.ts';
import { t } from './i18n/index.ts';
import { control, fill } from './test/form.ts';
import { heading, main, openApp } from './test/open-app.tsx';

${[
  arrivalTest(plan),
  ...(plan.auth ? [authTests(plan)] : []),
  ...(speaksSeveral(plan) ? [languageTest(plan)] : []),
  ...openTests(plan, others),
  ...searchTests(plan, others),
  ...emptyFormTests(others),
  UNKNOWN_ADDRESS,
].join('\n')}
`;
  return ['src/App.test.tsx', text];
}

const UNKNOWN_ADDRESS = `test('an unknown address says so', async () => {
  openApp('/nowhere');
  expect(await heading(t('notFound.title'))).toBeVisible();
});
`;

function arrivalTest(plan: RecordsPlan): string {
  if (plan.overview) return overviewTest(plan);
  const first = plan.entities[0]!;
  const name = plan.home ? plan.home.headline : `${first.id}.many`;
  return `test('${plan.home ? 'the home page greets' : `the app opens on its first list`}', async () => {
  openApp('/');
  expect(await heading(t('${name}'))).toBeVisible();
});
`;
}

/** One table over the lists that have no test file of their own. */
function searchTests(plan: RecordsPlan, others: readonly PlannedEntity[]): string[] {
  const rows = others.flatMap((entity) => {
    const found = distinctive(plan, entity);
    return found ? [`['${entity.route}', ${literal(found.title)}, ${literal(found.other)}],`] : [];
  });
  if (rows.length === 0) return [];
  return [
    `test.each([
  ${rows.join('\n  ')}
])('a search of %s for "%s" leaves out "%s"', async (address, title, other) => {
  openApp(address);
  expect(await main().findByRole('link', { name: other })).toBeVisible();
  await userEvent.click(screen.getByRole('searchbox'));
  await userEvent.paste(title);
  expect(main().getByRole('link', { name: title })).toBeVisible();
  expect(main().queryByRole('link', { name: other })).not.toBeInTheDocument();
});
`,
  ];
}

/** Lists whose rows no search tells apart are at least opened. */
function openTests(plan: RecordsPlan, others: readonly PlannedEntity[]): string[] {
  const rows = others
    .filter((entity) => !distinctive(plan, entity))
    .map(({ id, route }) => `['${route}', t('${id}.many')],`);
  if (rows.length === 0) return [];
  return [
    `test.each([
  ${rows.join('\n  ')}
])('%s shows "%s"', async (address, name) => {
  openApp(address);
  expect(await heading(name)).toBeVisible();
});
`,
  ];
}

/** One table over the forms that have no test file of their own. */
function emptyFormTests(others: readonly PlannedEntity[]): string[] {
  const rows = others.flatMap((entity) => {
    const missing = missingMessage(entity);
    return missing ? [`['${entity.route}/new', t('${missing}')],`] : [];
  });
  if (rows.length === 0) return [];
  return [
    `test.each([
  ${rows.join('\n  ')}
])('the empty form at %s is refused: "%s"', async (address, message) => {
  openApp(address);
  await userEvent.click(await screen.findByRole('button', { name: t('form.save') }));
  expect(await screen.findByText(message)).toBeVisible();
});
`,
  ];
}

function overviewTest(plan: RecordsPlan): string {
  // By their number: their titles are the first thing that people change.
  const sections = plan.overview!.charts.length + 1;
  return `test('the overview draws its charts and lists what came last', async () => {
  openApp('/');
  await heading();
  expect(main().getAllByRole('heading', { level: 2 })).toHaveLength(${sections});
});
`;
}

/** Where signing in leads from, and what tells that the page is open. */
function authTests(plan: RecordsPlan): string {
  const isPublic = plan.shell === 'site';
  const first = plan.entities[0]!;
  const guarded = isPublic ? `${first.route}/new` : '/';
  const name = plan.auth!.accounts[0]!.name;
  const arrival = isPublic ? `heading(t('${first.id}.add'))` : 'accountMenu()';
  return `describe('signing in', () => {
  function accountMenu() {
    return screen.findByRole('button', { name: t('auth.menu', { name: '${name}' }) });
  }

  async function signOut() {
    await userEvent.click(await accountMenu());
    await userEvent.click(await screen.findByRole('menuitem', { name: t('auth.signOut') }));
  }

  test('a page behind the sign-in opens after it', async () => {
    openApp('${guarded}');
    await signOut();
    await heading(t('auth.signInTitle'));
    await userEvent.click(screen.getByRole('button', { name: t('auth.signIn') }));
    expect(await ${arrival}).toBeVisible();
  });

  test('a wrong password is refused', async () => {
    openApp('${guarded}');
    await signOut();
    await heading(t('auth.signInTitle'));
    await userEvent.clear(control(t('auth.password')));
    await fill(t('auth.password'), 'wrong');
    await userEvent.click(screen.getByRole('button', { name: t('auth.signIn') }));
    expect(await screen.findByRole('alert')).toHaveTextContent(t('auth.refused'));
  });
});
`;
}

function languageTest({ locales: [first, second] }: RecordsPlan): string {
  return `test('the language can be switched, and back', async () => {
  async function speak(locale: Locale) {
    await userEvent.click(await screen.findByRole('button', { name: t('language.switch') }));
    const language = new Intl.DisplayNames([locale], { type: 'language' }).of(locale);
    await userEvent.click(await screen.findByRole('menuitemradio', { name: language }));
    expect(document.documentElement).toHaveAttribute('lang', locale);
  }

  openApp('/');
  await speak('${second}');
  await speak('${first}');
});
`;
}
