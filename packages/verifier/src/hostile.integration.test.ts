import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CheckName, CheckResult, FileTree } from '@promptly/common';

import { fixtureApp, fixtureWith } from './testing/fixture-app.ts';
import { listen, reachOut } from './testing/listeners.ts';
import { openVerifier } from './testing/open-verifier.ts';
import type { Verifier } from './verifier.ts';

let verifier: Verifier;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ verifier, close } = await openVerifier({
    // The hostile page takes time from the tests beside it, which must pass all the same.
    testFileTimeoutMs: 20_000,
    visitStepTimeoutMs: 4_000,
    formatTimeoutMs: 30_000,
    lintTimeoutMs: 30_000,
    typesTimeoutMs: 30_000,
    browserMaxMemoryBytes: 900 * 1024 * 1024,
  }));
  await verifier.warmUp(fixtureApp());
}, 120_000);
afterAll(() => close());

async function verify(tree: FileTree) {
  const { checks } = await verifier.verify({ tree, signal: new AbortController().signal });
  return Object.fromEntries(checks.map((check) => [check.name, check])) as Record<
    CheckName,
    CheckResult
  >;
}

const messages = (check: CheckResult) => check.findings.map(({ message }) => message).join('\n');

/** Puts statements at the start of the app, in a form that the other checks do not mind more than needed. */
const appThat = (script: string) =>
  fixtureWith('src/main.tsx', 'createRoot(root)', `// @ts-nocheck\n${script}\ncreateRoot(root)`);

const testThat = (script: string) => ({
  'src/hostile.test.ts': `// @ts-nocheck
import { expect, it } from 'vitest';

it('runs', async () => {
  ${script}
  expect(1).toBe(1);
});
`,
});

describe('no file of a project is configuration', () => {
  let folder: string;
  let canary: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'promptly-canary-'));
    canary = path.join(folder, 'canary');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('configuration that is code is not run, and settings change nothing', async () => {
    const commonJs = `require('node:fs').writeFileSync(${JSON.stringify(canary)}, __filename);\nmodule.exports = {};\n`;
    const esModule = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(canary)}, 'x');\nexport default {};\n`;
    const off = { rules: { 'no-var': 'off', eqeqeq: 'off' } };
    const results = await verify(
      fixtureApp({
        ...Object.fromEntries(
          [
            '.eslintrc.cjs',
            '.prettierrc.cjs',
            'prettier.config.cjs',
            'babel.config.cjs',
            'postcss.config.cjs',
            'tailwind.config.cjs',
            'jest.config.cjs',
            '.lintstagedrc.cjs',
          ].map((name) => [name, commonJs]),
        ),
        ...Object.fromEntries(
          [
            'eslint.config.js',
            'prettier.config.mjs',
            'vite.config.ts',
            'vitest.config.ts',
            'vitest.workspace.ts',
            'postcss.config.mjs',
            'tailwind.config.ts',
            'esbuild.config.mjs',
            'svelte.config.js',
          ].map((name) => [name, esModule]),
        ),
        'node_modules.js': esModule,
        'evil-plugin.cjs': commonJs,
        '.eslintrc.json': JSON.stringify({ root: true, plugins: ['./evil-plugin.cjs'], ...off }),
        '.prettierrc': JSON.stringify({ plugins: ['./evil-plugin.cjs'], singleQuote: false }),
        '.editorconfig': 'root = true\n\n[*]\nindent_style = tab\n',
        '.prettierignore': '*\n',
        '.eslintignore': '*\n',
        '.babelrc': JSON.stringify({ plugins: ['./evil-plugin.cjs'] }),
        '.swcrc': '{}',
        'tsconfig.json': JSON.stringify({
          extends: '/etc/passwd',
          compilerOptions: {
            strict: false,
            checkJs: false,
            noEmit: false,
            plugins: [{ name: './evil-plugin.cjs' }],
            paths: { host: ['/etc/passwd'] },
            typeRoots: ['/'],
          },
          files: [],
        }),
        'src/tsconfig.json': JSON.stringify({ compilerOptions: { strict: false } }),
        'src/lib/loose.ts': 'export var loose = (x, y) => x == y\n',
      }),
    );
    expect(existsSync(canary)).toBe(false);
    expect(messages(results.lint)).toMatch(/Unexpected var/);
    expect(messages(results.types)).toMatch(/implicitly has an 'any' type/);
    expect(results.format.findings.map(({ path: file }) => file)).toContain('src/lib/loose.ts');
    expect(results.tests.status).toBe('passed');
  });

  test.each([
    ['an import', { 'src/lib/host.ts': "import host from '/etc/passwd';\n\nexport { host };\n" }],
    [
      'a relative import',
      {
        'src/lib/host.ts':
          "import host from '../../../../../../etc/passwd?raw';\n\nexport { host };\n",
      },
    ],
    [
      'a package of the studio',
      { 'src/lib/host.ts': "import host from 'playwright-core';\n\nexport { host };\n" },
    ],
    [
      'a reference',
      { 'src/lib/host.ts': '/// <reference path="/etc/passwd" />\nexport const host = 1;\n' },
    ],
  ])('%s of a file of this machine finds nothing', async (_, changes) => {
    const tree = fixtureApp({
      ...changes,
      'src/lib/host.test.ts':
        "import { expect, it } from 'vitest';\n\nimport { host } from './host.ts';\n\nit('has it', () => expect(host).toContain('root:'));\n",
    });
    const results = await verify(tree);
    expect(results.tests.status).toBe('failed');
    const everything = Object.values(results).map(messages).join('\n');
    expect(everything).not.toContain('root:x:0');
  });

  test.each([
    "@import '/etc/passwd';",
    "@import '../../../../etc/passwd';",
    "@plugin './evil.js';",
    "@config './evil.js';",
    "@source '/etc';",
  ])('a stylesheet with %s builds without the file or not at all', async (rule) => {
    const tree = fixtureWith(
      'src/styles.css',
      "@import 'tailwindcss';",
      `@import 'tailwindcss';\n${rule}`,
    );
    const code = `require('node:fs').writeFileSync(${JSON.stringify(canary)}, 'css');`;
    const results = await verify(new Map([...tree, ['src/evil.js', Buffer.from(code)]]));
    expect(existsSync(canary)).toBe(false);
    expect(Object.values(results).map(messages).join('\n')).not.toContain('root:x:0');
  });
});

describe('no check can be kept from ending', () => {
  afterAll(async () => {
    const faults = async () =>
      Object.values(await verify(fixtureApp())).filter(({ status }) => status !== 'passed');
    // What was ended a moment ago may still take its time from the first of these.
    let left = await faults();
    for (let tries = 1; left.length > 0 && tries < 4; tries += 1) left = await faults();
    expect(left).toEqual([]);
  }, 240_000);

  test.each([
    ['an endless loop while it is loaded', 'for (;;);'],
    ['an endless loop a moment later', 'setTimeout(() => {\n  for (;;);\n}, 10);'],
    ['dialogs without end', 'for (;;) alert(1);'],
    [
      '100 MB on the console',
      "for (let i = 0; i < 200; i += 1) console.warn('x'.repeat(500_000));",
    ],
    [
      'messages without end',
      "setInterval(() => {\n  for (let i = 0; i < 500; i += 1) console.warn('again');\n}, 1);",
    ],
    [
      'threads without end',
      "setInterval(() => {\n  const source = new Blob(['for (;;);']);\n  new Worker(URL.createObjectURL(source));\n}, 1);",
    ],
    [
      'memory without end',
      'const kept = [];\nsetInterval(() => kept.push(new Uint8Array(5e7).fill(1)), 1);',
    ],
    [
      'an address that changes without end',
      'setInterval(() => {\n  location.href = `/?${Math.random()}`;\n}, 1);',
    ],
    ['windows without end', "setInterval(() => window.open('about:blank'), 20);"],
  ])('an app with %s fails to render', async (_, script) => {
    const { render, tests } = await verify(appThat(script));
    expect(render.status).toBe('failed');
    expect(tests.status).toBe('passed');
  });

  test.each([
    ['an endless loop in a test', testThat('for (;;);'), /did not end within/],
    [
      'an endless loop while it is loaded',
      { 'src/hostile.test.ts': 'for (;;);\n' },
      /did not end within/,
    ],
    [
      'memory without end',
      testThat('const kept = [];\n  for (;;) kept.push(new Uint8Array(5e7).fill(1));'),
      /./,
    ],
    ['messages without end', testThat("for (;;) console.log('x');"), /./],
  ])('a test file with %s fails, and the others are run', async (_, changes, message) => {
    const { tests, render } = await verify(fixtureApp(changes));
    expect(tests.status).toBe('failed');
    expect(messages(tests)).toMatch(message);
    expect(tests.findings.some(({ path: file }) => file === 'src/hostile.test.ts')).toBe(true);
    expect(render.status).toBe('passed');
  });

  test('a million types and a million brackets end in a verdict', async () => {
    const types = `type Grow<T, N extends 0[] = []> = N['length'] extends 40 ? T : Grow<{ a: T; b: T } | { c: T }, [...N, 0]>;
type Same<A, B> = A extends B ? (B extends A ? true : false) : false;
export const same: Same<Grow<'x'>, Grow<'y'>> = true;
`;
    const brackets = `export const deep = ${'['.repeat(20_000)}${']'.repeat(20_000)};\n`;
    const results = await verify(
      fixtureApp({ 'src/lib/types.ts': types, 'src/lib/deep.ts': brackets }),
    );
    expect(Object.values(results)).toHaveLength(7);
    expect(Object.values(results).some(({ status }) => status === 'failed')).toBe(true);
  });
});

test('neither an app nor a test reaches a server of this machine', async () => {
  const listeners = await listen();
  const script = reachOut(listeners);
  const tree = new Map(
    [...appThat(script), ...fixtureApp(testThat(script))].filter(
      ([file]) => file !== 'src/main.tsx',
    ),
  );
  tree.set('src/main.tsx', appThat(script).get('src/main.tsx') ?? new Uint8Array());
  const results = await verify(tree);
  await listeners.close();
  expect(listeners.arrivals).toEqual([]);
  expect(messages(results.render)).toMatch(/asked another host: http:\/\/127\.0\.0\.1/);
});

describe('a test file cannot speak for another one', () => {
  const failing = {
    'src/z-failing.test.ts': `import { expect, it } from 'vitest';

it('fails', () => expect(1).toBe(2));
`,
  };
  const forged = JSON.stringify({
    tests: [{ name: 'fails', state: 'passed', errors: [] }],
    errors: [],
  });

  test.each([
    [
      'breaks the built-ins',
      "Array.prototype.push = () => 0;\nArray.prototype.flatMap = () => [];\nJSON.stringify = () => '{}';\nPromise.prototype.then = function () { return this; };\n",
    ],
    [
      'deletes what it can see',
      'for (const name of Object.getOwnPropertyNames(window)) {\n  try {\n    delete window[name];\n  } catch {}\n}\n',
    ],
    [
      'writes to every channel that it finds',
      `for (const name of Object.getOwnPropertyNames(window)) {
  try {
    if (typeof window[name] === 'function' && /play|bind|report|verif|vitest/i.test(name)) window[name](${JSON.stringify(forged)});
  } catch {}
}
for (const target of [window, parent, top, opener]) target?.postMessage(${forged}, '*');
new BroadcastChannel('vitest').postMessage(${forged});
localStorage.setItem('result', ${JSON.stringify(forged)});
console.log(${JSON.stringify(forged)});
`,
    ],
  ])('that %s', async (_, script) => {
    const hostile = `// @ts-nocheck\nimport { expect, it } from 'vitest';\n\n${script}\nit('runs', () => expect(1).toBe(1));\n`;
    const { tests } = await verify(fixtureApp({ 'src/a-hostile.test.ts': hostile, ...failing }));
    expect(tests.status).toBe('failed');
    expect(tests.findings).toContainEqual(
      expect.objectContaining({
        path: 'src/z-failing.test.ts',
        line: 3,
        message: expect.stringMatching(/^fails: /),
      }),
    );
  });

  test('nor find what another one stored', async () => {
    const writer =
      "import { expect, it } from 'vitest';\n\nit('stores', () => {\n  localStorage.setItem('left', 'here');\n  document.cookie = 'left=here';\n  expect(1).toBe(1);\n});\n";
    const reader =
      "import { expect, it } from 'vitest';\n\nit('finds nothing', () => {\n  expect(localStorage.getItem('left')).toBe(null);\n  expect(document.cookie).toBe('');\n});\n";
    const names = ['a', 'c', 'e'];
    const { tests } = await verify(
      fixtureApp({
        'src/test/setup.ts': null,
        'src/App.test.tsx': null,
        ...Object.fromEntries(names.map((name) => [`src/${name}.test.ts`, writer])),
        ...Object.fromEntries(names.map((name) => [`src/${name}-reader.test.ts`, reader])),
      }),
    );
    expect(messages(tests)).toBe('');
  });
});

test('what a canceled or hung check had started is gone', async () => {
  const controller = new AbortController();
  const running = verifier.verify({ tree: appThat('for (;;);'), signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 1_500);
  await expect(running).rejects.toThrow('enough');
  await verify(fixtureApp());
  const compilers = (await childCommands()).filter((command) => command.includes('--api'));
  expect(compilers.length).toBeLessThanOrEqual(1);
});

/** Command lines of the processes which this one started, and of those that lost their parent. */
async function childCommands(): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = ids.map(async (id) => {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    const isOurs = parent === process.pid;
    return isOurs ? [await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')] : [];
  });
  return (await Promise.all(commands)).flat();
}
