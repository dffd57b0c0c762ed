import { getEventListeners } from 'node:events';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeText, type FileTree } from '@promptly/common';

import { fixtureApp } from '../testing/fixture-app.ts';
import { testVendor } from '../testing/test-vendor.ts';
import { createPreviewBuilder, type PreviewBuilder } from './builder.ts';
import type { PreviewBuild } from './preview-build.ts';

let builder: PreviewBuilder;
beforeAll(async () => {
  builder = createPreviewBuilder({ vendor: await testVendor() });
}, 60_000);
afterAll(() => builder.close());

const scriptOf = ({ script }: PreviewBuild) => decodeText(script ?? new Uint8Array());
const styleOf = ({ style }: PreviewBuild) => decodeText(style);
const messagesOf = ({ diagnostics }: PreviewBuild) => diagnostics.map(({ message }) => message);

describe('a project', () => {
  test('becomes a script, a stylesheet and assets', async () => {
    const build = await builder.build(fixtureApp());
    expect(build).toMatchObject({ ok: true, diagnostics: [], title: 'Kigali Tasks', lang: 'en' });
    expect(build).toMatchObject({ htmlClass: 'h-full', bodyClass: 'bg-background' });
    expect([...build.imports].sort()).toEqual([
      ...['clsx', 'lucide-react/core', 'react', 'react-dom/client', 'react-router'],
      'react/jsx-runtime',
    ]);
    expect(styleOf(build)).toContain('.bg-background');
    expect(styleOf(build)).toMatch(/\.hero \{\s*background-image: url\("?assets\/pixel\./);
    expect([...build.assets.values()].map(({ contentType }) => contentType).sort()).toEqual([
      'image/png',
      'image/svg+xml',
    ]);
    for (const name of build.assets.keys()) expect(scriptOf(build)).toContain(`assets/${name}`);
  });

  test('built twice is the same bytes', async () => {
    const [first, second] = [await builder.build(fixtureApp()), await builder.build(fixtureApp())];
    expect(second.scriptName).toBe(first.scriptName);
    expect(second.styleName).toBe(first.styleName);
  });

  test('takes the icons that it names, not the whole package', async () => {
    const build = await builder.build(fixtureApp());
    expect(build.imports).not.toContain('lucide-react');
    expect(scriptOf(build).length).toBeLessThan(10_000);
    const all = await builder.build(
      fixtureApp({ 'src/more.ts': `import * as icons from 'lucide-react'; console.log(icons);`, 'src/App.tsx': `import './more'; export const App = () => null;` }), // prettier-ignore
    );
    expect(all.imports).toContain('lucide-react');
  });

  test('may import CSS modules, text and addresses of files', async () => {
    const build = await builder.build(
      fixtureApp({
        'src/App.tsx': `import styles from './card.module.css';
          import text from './notes.txt?raw';
          import url from './notes.txt?url';
          export const App = () => <p className={styles.card} title={url}>{text}</p>;`,
        'src/card.module.css': '@reference "./styles.css";\n.card { @apply p-4; }',
        'src/notes.txt': 'Remember the milk',
      }),
    );
    expect(messagesOf(build)).toEqual([]);
    expect(scriptOf(build)).toContain('"Remember the milk"');
    expect(scriptOf(build)).toMatch(/"assets\/notes\.[0-9a-f]{12}\.txt"/);
    expect(styleOf(build)).toMatch(/\.card_card \{\s*padding:/);
  });

  test('without an index.html begins at src/main.tsx; without that it says so', async () => {
    expect((await builder.build(fixtureApp({ 'index.html': null }))).ok).toBe(true);
    const none = await builder.build(fixtureApp({ 'index.html': null, 'src/main.tsx': null }));
    expect(none).toMatchObject({ ok: false, script: null });
    expect(messagesOf(none)).toEqual(['The app has no src/main.tsx to begin with']);
    const other = await builder.build(fixtureApp(), { entry: 'src/other.tsx' });
    expect(messagesOf(other)).toEqual(['The app has no src/other.tsx to begin with']);
  });

  test('finds import.meta.env as Vite gives it', async () => {
    const build = await builder.build(
      fixtureApp({ 'src/main.tsx': `console.log(import.meta.env.DEV, import.meta.env.BASE_URL);` }),
    );
    expect(scriptOf(build)).toContain('BASE_URL: "/", DEV: true');
  });
});

describe('what is wrong with a project', () => {
  test('is told with its place, in UTF-16 columns', async () => {
    const build = await builder.build(
      fixtureApp({ 'src/pages/About.tsx': `export const About = () => 'été' + ;` }),
    );
    expect(build).toMatchObject({ ok: false, script: null });
    expect(build.diagnostics).toEqual([
      { severity: 'error', message: 'Unexpected ";"', path: 'src/pages/About.tsx', line: 1, column: 36 }, // prettier-ignore
    ]);
  });

  test('in JSON and CSS is told with its file', async () => {
    const json = await builder.build(fixtureApp({ 'src/data/tasks.json': '{' }));
    expect(json.diagnostics).toMatchObject([{ severity: 'error', path: 'src/data/tasks.json' }]);
    const css = await builder.build(
      fixtureApp({ 'src/styles.css': `@import 'tailwindcss';\n.a { @apply nonsense; }` }),
    );
    expect(css.diagnostics).toMatchObject([{ severity: 'error', path: 'src/styles.css' }]);
    expect(messagesOf(css)[0]).toContain('nonsense');
  });

  test('does not stay once it is mended', async () => {
    const broken = fixtureApp({ 'src/App.tsx': 'export const App = () => <p>;' });
    expect((await builder.build(broken, { key: 'mended' })).ok).toBe(false);
    expect((await builder.build(fixtureApp(), { key: 'mended' })).ok).toBe(true);
  });
});

describe('a warm project', () => {
  const page = (text: string) =>
    fixtureApp({
      'src/pages/About.tsx': `export const About = () => <p className="p-7">${text}</p>;`,
    });

  test('gives what a fresh build gives, after any edit, removal and addition', async () => {
    const steps: FileTree[] = [
      fixtureApp(),
      page('one'),
      page('two'),
      fixtureApp({ 'src/styles.css': `@import 'tailwindcss';\n.b { color: red; }` }),
      fixtureApp({ 'src/data/tasks.json': '{ "items": [] }' }),
      fixtureApp({ 'public/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
      fixtureApp({ 'src/pages/About.tsx': null }),
      fixtureApp(),
    ];
    for (const tree of steps) {
      const [warm, fresh] = [
        await builder.build(tree, { key: 'steps' }),
        await builder.build(tree),
      ];
      expect(warm.ok).toBe(fresh.ok);
      expect(scriptOf(warm)).toBe(scriptOf(fresh));
      expect(messagesOf(warm)).toEqual(messagesOf(fresh));
      expect([...warm.assets.keys()]).toEqual([...fresh.assets.keys()]);
      for (const rule of styleOf(fresh).match(/^ {2}\.[^\n]+\{/gm) ?? []) {
        expect(styleOf(warm)).toContain(rule);
      }
    }
  });

  test('builds in the order in which it was asked', async () => {
    const builds = await Promise.all(
      ['a', 'b', 'c'].map((text) => builder.build(page(text), { key: 'order' })),
    );
    expect(builds.map((build) => /children: "(\w)"/.exec(scriptOf(build))?.[1])).toEqual([
      ...['a', 'b', 'c'],
    ]);
  });

  test('is let go of when more projects are built than are kept, and still builds', async () => {
    const small = createPreviewBuilder({ vendor: await testVendor(), maxSessions: 1 });
    try {
      for (const key of ['x', 'y', 'x', 'y']) {
        expect((await small.build(page(key), { key })).ok).toBe(true);
      }
    } finally {
      await small.close();
    }
  });
});

test('a build leaves no listener on its signal', async () => {
  const { signal } = new AbortController();
  await builder.build(fixtureApp(), { signal });
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('an aborted build rejects, and the next one works', async () => {
  const controller = new AbortController();
  const build = builder.build(fixtureApp(), { key: 'aborted', signal: controller.signal });
  controller.abort();
  await expect(build).rejects.toMatchObject({ name: 'AbortError' });
  expect((await builder.build(fixtureApp(), { key: 'aborted' })).ok).toBe(true);
});

test('a build that nobody waits for any more makes room for the next one of its project', async () => {
  const length = 2_000;
  const long = fixtureApp({
    'src/App.tsx': `import './chain/0';\nexport const App = () => null;`,
    ...Object.fromEntries(
      Array.from({ length }, (_, i) => [
        `src/chain/${i}.ts`,
        i + 1 < length ? `import './${i + 1}';` : 'console.log(1);',
      ]),
    ),
  });
  // However busy the machine is, none of these is to be given up for its time.
  const patient = createPreviewBuilder({ vendor: await testVendor(), timeoutMs: 60_000 });
  const ended: string[] = [];
  const controller = new AbortController();
  const canceled = patient.build(long, { key: 'canceled', signal: controller.signal });
  const beside = patient.build(long, { key: 'beside' }).then(() => ended.push('the same one'));
  // It runs beside the two: they are under way when it has ended.
  await patient.build(fixtureApp(), { key: 'quick' });
  controller.abort();
  await expect(canceled).rejects.toMatchObject({ name: 'AbortError' });
  const next = await patient.build(fixtureApp(), { key: 'canceled' });
  ended.push('the next one');
  await beside;
  expect(next).toMatchObject({ ok: true, diagnostics: [] });
  expect(ended).toEqual(['the next one', 'the same one']);
  await patient.close();
}, 60_000);

test('a build that is aborted before its turn never starts', async () => {
  const controller = new AbortController();
  const first = builder.build(fixtureApp(), { key: 'in turn' });
  const second = builder.build(new Map(), { key: 'in turn', signal: controller.signal });
  controller.abort();
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  expect((await first).ok).toBe(true);
  expect((await builder.build(fixtureApp(), { key: 'in turn' })).ok).toBe(true);
});

test('what a page is told of its modules breaks none that builds by itself', async () => {
  const build = await builder.build(
    fixtureApp({
      'src/types.ts': 'export interface Order { id: string }\nexport type Unit = 1;\n',
      'src/App.tsx': `import { Order } from './types';
import { Unit } from './types';
/*
class Order of things
export function for the report page
*/
export { Order };
const globals = [typeof globalThis];
export const Symbol = ({ order }: { order: Order; unit?: Unit }) => <p>{order.id}{globals}</p>;
export default Symbol;
export const App = () => <Symbol order={{ id: '1' }} />;
`,
      'src/anonymous.tsx': 'export default function\n() { return null }\n',
      'src/main.tsx': `import './anonymous';\nimport { App } from './App';\nimport './styles.css';\nconsole.log(App);\n`,
    }),
  );
  expect(build).toMatchObject({ ok: true, diagnostics: [] });
});

test('there is a patch for the one module that changed, unless its text is imported as well', async () => {
  const label = (text: string) => ({ 'src/Label.tsx': `export const Label = () => '${text}';\n` });
  const app = (more: string) => ({
    'src/App.tsx': `import { Label } from './Label';\n${more}\nexport const App = () => <Label />;\n`,
  });
  const patchOf = async (key: string, ...versions: Record<string, string>[]) => {
    let build: PreviewBuild | undefined;
    for (const changes of versions) build = await builder.build(fixtureApp(changes), { key });
    return build?.patch?.path;
  };
  const plain = app('');
  expect(await patchOf('one', { ...plain, ...label('a') }, { ...plain, ...label('b') })).toBe('src/Label.tsx'); // prettier-ignore
  expect(await patchOf('two', { ...plain, ...label('a') }, { ...app('void 0;'), ...label('b') })).toBeUndefined(); // prettier-ignore
  const raw = app("import text from './Label.tsx?raw';\nconsole.log(text);");
  expect(
    await patchOf('raw', { ...raw, ...label('a') }, { ...raw, ...label('b') }),
  ).toBeUndefined();
});
