/** The page of a preview in a real browser, within a studio. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type FileTree } from '@promptly/common';

import { BLANK_PAGE } from './index.ts';
import { fixtureApp } from './testing/fixture-app.ts';
import { openPreviewSite, type PreviewSite, type StudioView } from './testing/preview-site.ts';
import { tasksPage } from './testing/tasks-page.ts';
import { testVendor } from './testing/test-vendor.ts';

let site: PreviewSite;
let view: StudioView;

beforeAll(async () => {
  site = await openPreviewSite();
}, 60_000);
afterAll(() => site.close());

describe('an app', () => {
  test('runs with the storage it had, and what it stores comes back', async () => {
    view = await site.show(fixtureApp(), { storage: { local: { done: '["1"]' } } });
    expect(await view.frame.locator('.line-through').innerText()).toContain('Buy coffee');
    await view.frame.getByRole('button', { name: 'Call Aline' }).click();
    const { area, entries } = await view.event('storage');
    expect({ area, entries }).toEqual({ area: 'local', entries: [['done', '["1","2"]']] });
  });

  test('begins at the path that the studio remembers', async () => {
    view = await site.show(fixtureApp(), { path: '/about' });
    await view.frame.getByRole('heading', { name: 'About' }).waitFor();
    const { canGoBack } = await view.event('path', ({ path }) => path === '/about');
    expect(canGoBack).toBe(false);
  });

  test('starts in a page that was blank, as its own page would start it', async () => {
    view = await site.open({ storage: { local: { done: '["1"]' } } }, BLANK_PAGE);
    await view.event('ready');
    expect(await view.rootText()).toBe('');
    await view.update(fixtureApp(), 'rev_1');
    await view.event('rendered', ({ revision }) => revision === 'rev_1');
    expect(await view.frame.locator('.line-through').innerText()).toContain('Buy coffee');
    expect(await view.frame.title()).toBe('Kigali Tasks');
    expect(await view.frame.locator('html.h-full > body.bg-background').count()).toBe(1);
    expect((await view.events()).filter(({ type }) => type === 'error')).toEqual([]);
  });

  test('may import every vendored package', async () => {
    const { specifiers } = await testVendor();
    const lines = specifiers.map((name, index) => `import * as m${index} from '${name}';`);
    const names = specifiers.map((_, index) => `Object.keys(m${index}).length`);
    view = await site.show(
      fixtureApp({
        'src/main.tsx': `${lines.join('\n')}
import { zodResolver } from '@hookform/resolvers/zod';
import { z } from 'zod';
const resolve = zodResolver(z.object({ name: z.string().min(1) }));
resolve({ name: '' }, undefined, { fields: {}, shouldUseNativeValidation: false }).then(({ errors }) => {
  document.getElementById('root').textContent = JSON.stringify([...[${names.join()}].map((n) => n > 0), errors.name.type]);
});`,
      }),
    );
    expect(JSON.parse(await view.rootText())).toEqual([...specifiers.map(() => true), 'too_small']);
    expect((await view.events()).filter(({ type }) => type === 'error')).toEqual([]);
  });

  test('runs at the top of a tab as well, without a warning', async () => {
    await site.publish(fixtureApp());
    const page = await site.browser.newPage();
    const warnings: string[] = [];
    page.on('console', (message) => {
      if (message.type() !== 'info') warnings.push(message.text());
    });
    await page.goto(`${site.previewOrigin}/p/test-token/#/about`);
    await page.getByRole('heading', { name: 'About' }).waitFor();
    expect(await page.title()).toBe('Kigali Tasks');
    expect(await page.locator('html').getAttribute('class')).toBe('h-full');
    const loaded = await page
      .locator('img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth > 0));
    expect(loaded).toEqual([true, true]);
    expect(warnings).toEqual([]);
    await page.close();
  });

  test('logs to the studio, and its errors name its files', async () => {
    view = await site.show(
      fixtureApp(
        tasksPage(`<a onClick={() => { console.warn('%s left', 3, { a: 1 });
  throw new TypeError('no tasks'); }}>fail</a>`),
      ),
    );
    await view.frame.getByText('fail').click();
    expect(await view.event('console')).toMatchObject({
      level: 'warn',
      args: ['3 left', '{ a: 1 }'],
    });
    expect(await view.event('error')).toMatchObject({
      message: 'TypeError: no tasks',
      path: 'src/pages/Tasks.tsx',
      line: 10,
      fatal: false,
    });
    expect(await view.overlay().count()).toBe(0);
  });

  test('that does not build shows why', async () => {
    await site.publish(fixtureApp({ 'src/App.tsx': `import 'lodash';` }));
    view = await site.open();
    await view.overlay().waitFor();
    expect(await view.overlay().getByRole('alert').innerText()).toMatch(
      /src\/App\.tsx:1:\d+\s+The package "lodash" is not available/,
    );
    expect(await view.event('error')).toMatchObject({ fatal: true, path: 'src/App.tsx', line: 1 });
    await view.update(fixtureApp(), 'mended');
    await view.event('rendered', ({ revision }) => revision === 'mended');
    expect(await view.overlay().count()).toBe(0);
    expect(await view.rootText()).toContain('Buy coffee');
  });

  test('that throws at its start shows why', async () => {
    await site.publish(
      fixtureApp({
        'src/App.tsx': `throw new Error('at the start');\nexport const App = () => null;`,
      }),
    );
    view = await site.open();
    expect(await view.event('error')).toMatchObject({
      message: 'at the start',
      path: 'src/App.tsx',
      line: 1,
      fatal: true,
    });
    expect(await view.overlay().getByRole('alert').innerText()).toContain('at the start');
  });

  test('without React is shown as well', async () => {
    const text = `document.getElementById('root')!.textContent = 'plain';`;
    view = await site.show(fixtureApp({ 'src/main.tsx': text }));
    expect(await view.rootText()).toBe('plain');
  });

  test('asks in vain for a computed path, and is told so', async () => {
    view = await site.show(
      fixtureApp(
        tasksPage(`{(() => { const name = 'a'; import(\`./\${name}.ts\`).catch((e) => console.log(e.message)); })()}`), // prettier-ignore
      ),
    );
    const { args } = await view.event('console', ({ level }) => level === 'log');
    expect(args).toEqual(['import("./a.ts"): a preview knows no computed paths']);
  });
});

describe.each([
  ['BrowserRouter', fixtureApp()],
  ['HashRouter', withRouter('HashRouter')],
  ['createBrowserRouter', withDataRouter('createBrowserRouter')],
  ['createHashRouter', withDataRouter('createHashRouter')],
])('an app with %s', (_name, tree) => {
  beforeEach(async () => {
    view = await site.show(tree);
  });
  const heading = (name: string) => view.frame.getByRole('heading', { name }).waitFor();
  const path = (wanted: string, count = 1) =>
    view.event('path', (event) => event.path === wanted, count);

  test('navigates within the page and tells its paths', async () => {
    await view.frame.getByRole('link', { name: 'About' }).click();
    await heading('About');
    expect(await path('/about')).toMatchObject({ canGoBack: true, canGoForward: false });
    await view.frame.getByRole('link', { name: 'Plain home' }).click();
    await heading('Tasks');
    await path('/', 2);
    await view.say({ type: 'back' });
    await heading('About');
    await view.say({ type: 'back' });
    await heading('Tasks');
    await view.say({ type: 'forward' });
    await heading('About');
    await view.say({ type: 'navigate', path: '/' });
    await heading('Tasks');
    expect(view.page.url()).toBe(`${site.studioOrigin}/`);
    expect(await view.page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
  });

  test('keeps its path over a reload and an update', async () => {
    await view.say({ type: 'navigate', path: '/about' });
    await heading('About');
    await view.say({ type: 'reload' });
    await view.event('ready', undefined, 2);
    await heading('About');
    await view.update(edited(tree), 'edited');
    await view.event('rendered', ({ revision }) => revision === 'edited');
    await heading('About us');
    await view.frame.getByRole('link', { name: 'Tasks' }).click();
    await heading('Tasks');
  });
});

test('a link to another host opens beside the studio, without a way back', async () => {
  view = await site.show(fixtureApp(), { path: '/about' });
  const context = view.page.context();
  await context.route('https://example.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Docs</title>' }),
  );
  const [popup] = await Promise.all([
    context.waitForEvent('page'),
    view.frame.getByRole('link', { name: 'Docs' }).click(),
  ]);
  await popup.waitForURL('https://example.com/docs');
  expect(await popup.evaluate(() => window.opener as unknown)).toBeNull();
  expect(await view.rootText()).toContain('About');
});

function withRouter(name: string): FileTree {
  const app = Buffer.from(fixtureApp().get('src/App.tsx') ?? '').toString();
  return fixtureApp({ 'src/App.tsx': app.replaceAll('BrowserRouter', name) });
}

function withDataRouter(name: string): FileTree {
  return fixtureApp({
    'src/App.tsx': `import { ${name}, Link, Outlet, RouterProvider } from 'react-router';
import { About } from '@/pages/About';
import { Tasks } from '@/pages/Tasks';

function Layout() {
  return <><nav><Link to="/">Tasks</Link> <Link to="/about">About</Link></nav><Outlet /></>;
}
const router = ${name}([
  { path: '/', element: <Layout />, children: [
    { index: true, element: <Tasks /> },
    { path: 'about', loader: () => Promise.resolve(null), element: <About /> },
  ] },
]);
export function App() {
  return <RouterProvider router={router} />;
}`,
  });
}

function edited(tree: FileTree): FileTree {
  const about = Buffer.from(tree.get('src/pages/About.tsx') ?? '').toString();
  return new Map([
    ...tree,
    ['src/pages/About.tsx', Buffer.from(about.replace('>About<', '>About us<'))],
  ]);
}
