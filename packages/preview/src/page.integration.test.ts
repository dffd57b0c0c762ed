/** The page of a preview in a real browser, within a studio. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type FileTree } from '@promptly/common';

import { BLANK_PAGE } from './index.ts';
import { fixtureApp } from './testing/fixture-app.ts';
import { testVendor } from './testing/test-vendor.ts';
import { openPreviewSite, type PreviewSite, type StudioView } from './testing/preview-site.ts';

let site: PreviewSite;
let view: StudioView;

beforeAll(async () => {
  site = await openPreviewSite();
}, 60_000);
afterAll(() => site.close());

const rootText = () => view.frame.locator('#root').innerText();
const overlay = () => view.frame.locator('promptly-overlay');

async function show(tree: FileTree, init: Parameters<PreviewSite['open']>[0] = {}): Promise<void> {
  await site.publish(tree);
  view = await site.open(init);
  await view.event('rendered');
}

const tasksPage = (body: string) => ({
  'src/pages/Tasks.tsx': `import { useEffect, useState } from 'react';
export function Tasks() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => { window.ticks = (window.ticks ?? 0) + 1; }, 10);
    window.live = (window.live ?? 0) + 1;
    return () => { clearInterval(timer); window.live -= 1; };
  }, []);
  return <main><button onClick={() => setCount(count + 1)}>count {count}</button>${body}</main>;
}`,
});

describe('an app', () => {
  test('runs with the storage it had, and what it stores comes back', async () => {
    await show(fixtureApp(), { storage: { local: { done: '["1"]' } } });
    expect(await view.frame.locator('.line-through').innerText()).toContain('Buy coffee');
    await view.frame.getByRole('button', { name: 'Call Aline' }).click();
    const { area, entries } = await view.event('storage');
    expect({ area, entries }).toEqual({ area: 'local', entries: [['done', '["1","2"]']] });
  });

  test('begins at the path that the studio remembers', async () => {
    await show(fixtureApp(), { path: '/about' });
    await view.frame.getByRole('heading', { name: 'About' }).waitFor();
    const { canGoBack } = await view.event('path', ({ path }) => path === '/about');
    expect(canGoBack).toBe(false);
  });

  test('starts in a page that was blank, as its own page would start it', async () => {
    view = await site.open({ storage: { local: { done: '["1"]' } } }, BLANK_PAGE);
    await view.event('ready');
    expect(await rootText()).toBe('');
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
    await show(
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
    expect(JSON.parse(await rootText())).toEqual([...specifiers.map(() => true), 'too_small']);
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
    await show(
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
    expect(await overlay().count()).toBe(0);
  });

  test('that does not build shows why', async () => {
    await site.publish(fixtureApp({ 'src/App.tsx': `import 'lodash';` }));
    view = await site.open();
    await overlay().waitFor();
    expect(await overlay().getByRole('alert').innerText()).toMatch(
      /src\/App\.tsx:1:\d+\s+The package "lodash" is not available/,
    );
    expect(await view.event('error')).toMatchObject({ fatal: true, path: 'src/App.tsx', line: 1 });
    await view.update(fixtureApp(), 'mended');
    await view.event('rendered', ({ revision }) => revision === 'mended');
    expect(await overlay().count()).toBe(0);
    expect(await rootText()).toContain('Buy coffee');
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
    expect(await overlay().getByRole('alert').innerText()).toContain('at the start');
  });

  test('without React is shown as well', async () => {
    const text = `document.getElementById('root')!.textContent = 'plain';`;
    await show(fixtureApp({ 'src/main.tsx': text }));
    expect(await rootText()).toBe('plain');
  });

  test('asks in vain for a computed path, and is told so', async () => {
    await show(
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
  beforeEach(() => show(tree));
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
  await show(fixtureApp(), { path: '/about' });
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
  expect(await rootText()).toContain('About');
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

describe('an update in place', () => {
  const rendered = (revision: string) =>
    view.event('rendered', (event) => event.revision === revision);
  const inFrame = (code: string) => view.frame.evaluate(code);

  test('changes the pixels without a reload and without a blank frame', async () => {
    await show(fixtureApp(tasksPage('<p>one</p>')));
    await inFrame(`window.marker = 1; window.blanks = 0; window.frames_ = 0;
      (function look() {
        window.frames_ += 1;
        if (!document.body.innerText.includes('count')) window.blanks += 1;
        requestAnimationFrame(look);
      })();`);
    for (const word of ['two', 'three', 'four']) {
      await view.update(fixtureApp(tasksPage(`<p>${word}</p>`)), word);
      await rendered(word);
      expect(await rootText()).toContain(word);
    }
    expect(await inFrame('window.marker')).toBe(1);
    expect(await inFrame('window.blanks')).toBe(0);
    expect(await inFrame('document.querySelectorAll("#root").length')).toBe(1);
    expect(await inFrame('window.live')).toBe(1);
    expect(await inFrame('document.querySelectorAll("link[rel=stylesheet]").length')).toBe(1);
  });

  test('keeps how far the page and its parts are scrolled', async () => {
    const long = (word: string) =>
      tasksPage(`<p>${word}</p><div id="list" style={{ height: 100, overflow: 'auto' }}><div style={{ height: 900 }} /></div><div style={{ height: 3000 }} />`); // prettier-ignore
    await show(fixtureApp(long('one')));
    await inFrame('scrollTo(0, 700); document.getElementById("list").scrollTop = 250;');
    await view.update(fixtureApp(long('two')), 'two');
    await rendered('two');
    expect(await inFrame('[scrollY, document.getElementById("list").scrollTop]')).toEqual([700, 250]); // prettier-ignore
  });

  test('of styles alone keeps the state of the app', async () => {
    await show(fixtureApp(tasksPage('')));
    await view.frame.getByRole('button').click();
    const styles = `@import 'tailwindcss';\n:root { --background: red; }\nbutton { color: rgb(1, 2, 3); }`;
    await view.update(fixtureApp({ ...tasksPage(''), 'src/styles.css': styles }), 'styled');
    await rendered('styled');
    expect(await rootText()).toContain('count 1');
    const colour = await inFrame('getComputedStyle(document.querySelector("button")).color');
    expect(colour).toBe('rgb(1, 2, 3)');
  });

  describe('of one module', () => {
    const labelled = (label: string, more: Record<string, string> = {}) =>
      fixtureApp({
        ...tasksPage('<Label />'),
        ...more,
        'src/pages/Tasks.tsx': `import { Label } from '../Label';\n${tasksPage('<Label />')['src/pages/Tasks.tsx']}`,
        'src/Label.tsx': label,
      });
    const label = (text: string) =>
      `import { Check } from 'lucide-react';\nimport { shout } from './shout';\nexport function Label() {\n  return <p><Check />{shout('${text}')}</p>;\n}\n`;
    const shout = { 'src/shout.ts': 'export const shout = (text: string) => `${text}!`;\n' };

    test('keeps the state of the app, time after time', async () => {
      await show(labelled(label('one'), shout));
      await view.frame.getByRole('button').click();
      await inFrame('window.row = document.querySelector("main")');
      for (const word of ['two', 'three', 'one']) {
        await view.update(labelled(label(word), shout), word);
        await rendered(word);
        expect(await rootText()).toContain(`${word}!`);
        expect(await rootText()).toContain('count 1');
      }
      expect(await inFrame('window.row.isConnected')).toBe(true);
    });

    test('is taken up again after others, and after a build that was swapped whole', async () => {
      const about = { 'src/pages/About.tsx': `export const About = () => <p>About</p>;\n` };
      await show(labelled(label('one'), shout));
      await view.update(labelled(label('one'), { ...shout, ...about }), 'about');
      await rendered('about');
      const calm = { 'src/shout.ts': 'export const shout = (text: string) => `${text}.`;\n' };
      await view.update(labelled(label('one'), { ...calm, ...about }), 'calm');
      await rendered('calm');
      expect(await rootText()).toContain('one.');
      await view.frame.getByRole('button').click();
      await view.update(labelled(label('two'), { ...calm, ...about }), 'two');
      await rendered('two');
      expect(await rootText()).toMatch(/count 1[^]*two\./);
    });

    test('with other hooks than before starts its components anew', async () => {
      await show(labelled(label('one'), shout));
      await view.frame.getByRole('button').click();
      const hooked = `import { useState } from 'react';\nexport function Label() {\n  const [word] = useState('hooked');\n  return <p>{word}</p>;\n}\n`;
      await view.update(labelled(hooked, shout), 'hooked');
      await rendered('hooked');
      expect(await rootText()).toMatch(/count 1[^]*hooked/);
      const other = hooked.replace("'hooked'", "'other'");
      await view.update(labelled(other, shout), 'other');
      await rendered('other');
      expect(await rootText()).toMatch(/count 1[^]*other/);
    });

    test('that takes a hook from another component is shown, also where React throws at it', async () => {
      const state = "const [word] = useState('held');";
      const both = (own: string, others: string) =>
        `import { useState } from 'react';\nfunction Inner({ word }: { word: string }) {\n  ${others}\n  return <b>{word}</b>;\n}\nexport function Label() {\n  ${own}\n  return <Inner word={word} />;\n}\n`;
      await show(labelled(both("const word = 'own';", state.replace('word', 'own'))));
      await view.update(labelled(both(state, '')), 'lifted');
      await rendered('lifted');
      expect(await rootText()).toContain('held');
      expect((await view.events()).filter(({ type }) => type === 'error')).toEqual([]);
    });

    test('that becomes what it wrapped does not render itself without end', async () => {
      const slot = (code: string) => `import { Slot } from 'radix-ui';\n${code}\n`;
      const label = 'export function Label() {\n  return <Wrap><b>kept</b></Wrap>;\n}';
      await show(labelled(slot(`const Wrap = Slot.Root;\n${label}`)));
      const own = `function Wrap(props: object) {\n  return <Slot.Root {...props} id="own" />;\n}\n${label}`;
      await view.update(labelled(slot(own)), 'own');
      await rendered('own');
      expect(await view.frame.locator('#own').innerText()).toBe('kept');
    });

    test('that throws leaves the old app on screen, also in memo', async () => {
      const memoized = (body: string) =>
        `import { memo } from 'react';\nexport const Label = memo(() => {\n  ${body}\n});\n`;
      await show(labelled(memoized('return <b>old</b>;')));
      await view.update(labelled(memoized("throw new Error('broken update');")), 'broken');
      await view.event('error', ({ message, fatal }) => fatal && message === 'broken update');
      expect(await rootText()).toContain('old');
      await view.update(labelled(memoized('return <b>mended</b>;')), 'mended');
      await rendered('mended');
      expect(await rootText()).toContain('mended');
    });

    test('that names its component otherwise is shown', async () => {
      const named = (name: string) =>
        `export default function ${name}() {\n  return <b>{'${name}'}</b>;\n}\n`;
      const reexport = { 'src/Label.tsx': `export { default as Label } from './Named';\n` };
      const app = (name: string) =>
        fixtureApp({
          ...tasksPage('<Label />'),
          ...reexport,
          'src/pages/Tasks.tsx': `import { Label } from '../Label';\n${tasksPage('<Label />')['src/pages/Tasks.tsx']}`,
          'src/Named.tsx': named(name),
        });
      await show(app('First'));
      await view.frame.getByRole('button').click();
      await view.update(app('Second'), 'second');
      await rendered('second');
      expect(await rootText()).toMatch(/count 1[^]*Second/);
    });

    test.each([
      ['exports more than components', `export const SIZE = 1;\n${label('one')}`, label('two')],
      ['comes to export more', label('one'), `export const SIZE = 1;\n${label('two')}`],
      [
        'asks for an icon that was not there',
        label('one'),
        label('two').replaceAll('Check', 'Sun'),
      ],
    ])('that %s is swapped with all others', async (_, before, after) => {
      await show(labelled(before, shout));
      await view.frame.getByRole('button').click();
      await view.update(labelled(after, shout), 'after');
      await rendered('after');
      expect(await rootText()).toContain('two!');
      expect(await rootText()).toContain('count 0');
      expect((await view.events()).filter(({ type }) => type === 'error')).toEqual([]);
    });
  });

  test.each<[string, string, number]>([
    ['whose module throws', `throw new Error('broken update');\nexport const Tasks = () => null;`, 1], // prettier-ignore
    ['whose render throws', `export function Tasks() { throw new Error('broken update'); }`, 1],
    [
      'whose effect throws',
      `import { useEffect } from 'react';\nexport function Tasks() { useEffect(() => { throw new Error('broken update'); }); return <p>new</p>; }`,
      2,
    ], // prettier-ignore -- strict mode runs it twice
  ])('%s leaves the old app on screen, alive, and says why', async (_name, source, errors) => {
    await show(fixtureApp(tasksPage('<p>old</p>')));
    await view.update(fixtureApp({ 'src/pages/Tasks.tsx': source }), 'broken');
    expect(await view.event('error', undefined, errors)).toMatchObject({
      message: 'broken update',
      path: 'src/pages/Tasks.tsx',
      fatal: true,
    });
    expect((await view.events()).filter(({ type }) => type === 'error')).toHaveLength(errors);
    expect(await rootText()).toContain('old');
    expect(await inFrame('document.querySelectorAll("#root").length')).toBe(1);
    expect(await overlay().getByRole('alert').innerText()).toContain('broken update');
    await overlay().getByRole('button').click();
    await view.frame.getByRole('button', { name: 'count 0' }).click();
    expect(await rootText()).toContain('count 1');

    await view.update(fixtureApp(tasksPage('<p>mended</p>')), 'mended');
    await rendered('mended');
    expect(await rootText()).toContain('mended');
    expect(await overlay().count()).toBe(0);
  });

  test('back to an earlier build runs it again', async () => {
    await show(fixtureApp(tasksPage('<p>one</p>')));
    for (const [index, word] of ['two', 'one', 'two', 'one'].entries()) {
      await view.update(fixtureApp(tasksPage(`<p>${word}</p>`)), String(index));
      await rendered(String(index));
      expect(await rootText()).toContain(word);
    }
  });

  test('waits with the old pixels for an app that first shows nothing', async () => {
    await show(fixtureApp(tasksPage('<p>old</p>')));
    const slow = `import { use } from 'react';
const later = new Promise<string>((resolve) => { window.arrive = () => resolve('arrived'); });
export function Tasks() { return <p>{use(later)}</p>; }`;
    const app = `import { Tasks } from './pages/Tasks';\nexport const App = () => <Tasks />;`;
    await view.update(fixtureApp({ 'src/pages/Tasks.tsx': slow, 'src/App.tsx': app }), 'slow');
    await view.frame.waitForFunction(() => 'arrive' in window);
    // Time enough to draw the new app, if it were shown.
    await inFrame('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'); // prettier-ignore
    expect(await view.frame.evaluate(() => document.body.innerText)).toContain('old');
    await inFrame('window.arrive()');
    await rendered('slow');
    expect(await rootText()).toBe('arrived');
  });

  test('of many at once ends with the last', async () => {
    await show(fixtureApp(tasksPage('<p>zero</p>')));
    for (const word of ['a', 'b', 'c', 'd']) {
      await view.update(fixtureApp(tasksPage(`<p>last is ${word}</p>`)), word);
    }
    await rendered('d');
    expect(await rootText()).toContain('last is d');
  });

  test('that does not build is told over the old pixels', async () => {
    await show(fixtureApp(tasksPage('<p>old</p>')));
    const item = { severity: 'error', message: 'Unexpected ";"', path: 'src/App.tsx', line: 3 } as const; // prettier-ignore
    await view.say({ type: 'diagnostics', items: [item] });
    expect(await overlay().getByRole('alert').innerText()).toContain('src/App.tsx:3');
    expect(await rootText()).toContain('old');
    await view.say({ type: 'diagnostics', items: [] });
    await overlay().waitFor({ state: 'detached' });
  });
});
