import { entityOf, type RecordsPlan } from '../../../plan/records/records-plan.ts';
import { speaksSeveral } from '../code.ts';

/** `src/App.test.tsx` */
export function emitAppTest(plan: RecordsPlan): [string, string] {
  const routes = [
    ...(plan.overview ? [`['/', t('nav.overview')]`] : []),
    ...(plan.home ? [`['/', t('${plan.home.headline}')]`] : []),
    ...plan.entities.flatMap(({ id, route }) => [
      `['${route}', t('${id}.many')]`,
      `['${route}/new', t('${id}.add')]`,
    ]),
    `['/nowhere', t('notFound.title')]`,
  ];
  const text = `import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { describe, expect, test } from 'vitest';
import { App } from './App.tsx';
import { t } from './i18n/index.ts';

function open(path: string) {
  render(
    <MemoryRouter initialEntries={[path]}>
      <App />
    </MemoryRouter>,
  );
}

function heading(name: string) {
  return screen.findByRole('heading', { level: 1, name });
}

test.each([
  ${routes.join(',\n  ')},
])('%s shows "%s"', async (path, name) => {
  open(path);
  expect(await heading(name)).toBeVisible();
});
${plan.overview ? overviewTest(plan) : ''}
${plan.auth ? authTests(plan) : ''}
${speaksSeveral(plan) ? languageTest(plan) : ''}
`;
  return ['src/App.test.tsx', text];
}

function overviewTest(plan: RecordsPlan): string {
  const { charts, recent } = plan.overview!;
  const names = [
    ...charts.map(({ title }) => `t('${title}')`),
    `t('${entityOf(plan, recent).id}.latest')`,
  ];
  return `
test('the overview draws its charts and lists what came last', async () => {
  open('/');
  await heading(t('nav.overview'));
  for (const name of [${names.join(', ')}]) {
    expect(screen.getByRole('heading', { level: 2, name })).toBeVisible();
  }
});
`;
}

/** Where signing in leads from, and how the first page is called. */
function authTests(plan: RecordsPlan): string {
  const isPublic = plan.shell === 'site';
  const first = plan.entities[0]!;
  const guarded = isPublic ? `${first.route}/new` : '/';
  const arrival = isPublic
    ? `t('${first.id}.add')`
    : plan.overview
      ? "t('nav.overview')"
      : `t('${first.id}.many')`;
  const name = plan.auth!.accounts[0]!.name;
  return `
describe('signing in', () => {
  async function signOut() {
    await userEvent.click(await screen.findByRole('button', { name: t('auth.menu', { name: '${name}' }) }));
    await userEvent.click(await screen.findByRole('menuitem', { name: t('auth.signOut') }));
  }

  test('a page behind the sign-in opens after it', async () => {
    open('${guarded}');
    await heading(${arrival});
    await signOut();
    await heading(t('auth.signInTitle'));
    await userEvent.click(screen.getByRole('button', { name: t('auth.signIn') }));
    expect(await heading(${arrival})).toBeVisible();
  });

  test('a wrong password is refused', async () => {
    open('${guarded}');
    await heading(${arrival});
    await signOut();
    await userEvent.type(await screen.findByLabelText((text) => text.startsWith(t('auth.password'))), 'x');
    await userEvent.click(screen.getByRole('button', { name: t('auth.signIn') }));
    expect(await screen.findByRole('alert')).toHaveTextContent(t('auth.refused'));
  });
});
`;
}

function languageTest(plan: RecordsPlan): string {
  const other = plan.locales[1]!;
  return `
test('the language can be switched', async () => {
  open('/');
  await userEvent.click(await screen.findByRole('button', { name: t('language.switch') }));
  const language = new Intl.DisplayNames(['${other}'], { type: 'language' }).of('${other}');
  await userEvent.click(await screen.findByRole('menuitemradio', { name: language }));
  expect(document.documentElement).toHaveAttribute('lang', '${other}');
});
`;
}
