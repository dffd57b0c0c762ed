/** A project is hostile: whatever it holds, nothing of it runs here and nothing outside of it is read. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeText, type FileTree } from '@promptly/common';

import { fixtureApp } from '../testing/fixture-app.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { testVendor } from '../testing/test-vendor.ts';
import { createPreviewBuilder, type PreviewBuilder } from './builder.ts';
import type { PreviewBuild } from './preview-build.ts';

const CANARY = 'CANARY-5f1c';

let builder: PreviewBuilder;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let written: string;
let secretFolder: string;
let requests = 0;
const innerService = createServer((_request, response) => {
  requests += 1;
  response.end(`.${CANARY} {}`);
});

beforeAll(async () => {
  builder = createPreviewBuilder({ vendor: await testVendor() });
  folder = await temporaryFolder();
  secretFolder = folder.path;
  written = path.join(folder.path, 'written');
  await writeFile(path.join(folder.path, 'secret.json'), `{ "canary": "${CANARY}" }`);
  await writeFile(path.join(folder.path, 'secret.css'), `.${CANARY} { color: red }`);
  await writeFile(path.join(folder.path, 'secret.map'), secretSourceMap());
  await new Promise<void>((resolve) => {
    innerService.listen(0, '127.0.0.1', resolve);
  });
}, 60_000);

afterAll(async () => {
  await builder.close();
  await folder.remove();
  innerService.close();
});

function secretSourceMap(): string {
  return JSON.stringify({
    version: 3,
    sources: ['secret.ts'],
    sourcesContent: [CANARY],
    mappings: 'AAAA',
    names: [],
  });
}

/** All that a build could give away. */
function leakOf(build: PreviewBuild): boolean {
  const { script, sourceMap, style, diagnostics, assets } = build;
  const texts = [script, sourceMap, style, ...[...assets.values()].map(({ bytes }) => bytes)]
    .map((bytes) => decodeText(bytes ?? new Uint8Array()))
    .concat(JSON.stringify(diagnostics));
  return texts.some((text) => text.includes(CANARY));
}

/** The way from a file in `src/` to one on this machine. */
const climb = (file: string) => '../'.repeat(30) + path.join(secretFolder, file).slice(1);

async function buildWith(changes: Record<string, string>): Promise<PreviewBuild> {
  const build = await builder.build(fixtureApp(changes));
  expect(leakOf(build)).toBe(false);
  expect(requests).toBe(0);
  expect(existsSync(written)).toBe(false);
  return build;
}

const errorsOf = (build: PreviewBuild) =>
  build.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);

describe('imports from the machine are refused with a diagnostic', () => {
  test.each<[string, () => string]>([
    ['an absolute path', () => `import '/etc/passwd';`],
    [
      'a path out of the project',
      () => `import x from '../../../../etc/hostname'; console.log(x);`,
    ],
    ['a file that exists', () => `import x from '${climb('secret.json')}'; console.log(x);`],
    ['its text', () => `import x from '${climb('secret.json')}?raw'; console.log(x);`],
    ['its address', () => `import x from '${climb('secret.json')}?url'; console.log(x);`],
    ['a file URL', () => `import x from 'file://${secretFolder}/secret.json'; console.log(x);`],
    ['a dynamic import', () => `console.log(import('${climb('secret.json')}'));`],
    ['a module of Node.js', () => `import fs from 'node:fs'; console.log(fs);`],
    ['its short name', () => `import fs from 'fs'; console.log(fs);`],
    ['another host', () => `import x from 'http://127.0.0.1:${(innerService.address() as AddressInfo).port}/x.js'; console.log(x);`], // prettier-ignore
    ['a package that is not vendored', () => `import x from 'esbuild'; console.log(x);`],
    ['our own core', () => `import * as x from 'lucide-react/core'; console.log(x);`],
    ['a JSX runtime by comment', () => `/** @jsxImportSource /etc */ console.log(<p />);`],
    ['node_modules', () => `import x from '../node_modules/react/index.js'; console.log(x);`],
  ])('%s', async (_name, source) => {
    const build = await buildWith({ 'src/main.tsx': source() });
    expect(build.ok).toBe(false);
    expect(build.diagnostics).toMatchObject([{ severity: 'error', path: 'src/main.tsx', line: 1 }]);
  });
});

describe('what would make the bundler look around by itself does not', () => {
  test.each<[string, () => string]>([
    ['a computed import', () => `export const load = (x) => import('${climb('')}' + x);`],
    ['a computed import of a template', () => `console.log((x) => import(\`${climb('')}\${x}.json\`));`], // prettier-ignore
    ['a computed require', () => `console.log(require('${climb('')}' + x));`],
    ['a require of a file', () => `console.log(require('${climb('secret.json')}'));`],
    ['module.require', () => `console.log(module.require('${climb('')}' + x));`],
    ['a source map by file URL', () => `export const a = 1;\n//# sourceMappingURL=file://${secretFolder}/secret.map`], // prettier-ignore
    ['a source map in a block', () => `export const a = 1;\n/*@ sourceMappingURL=file://${secretFolder}/secret.map */`], // prettier-ignore
    [
      'a URL of a module',
      () => `console.log(new URL('${climb('secret.json')}', import.meta.url));`,
    ],
  ])('%s', async (_name, source) => {
    const build = await buildWith({ 'src/main.tsx': source() });
    expect(errorsOf(build)).toEqual([]);
  });

  test('a source map named by a stylesheet', async () => {
    const build = await buildWith({
      'src/styles.css': `.a {}\n/*# sourceMappingURL=file://${secretFolder}/secret.map */`,
    });
    expect(errorsOf(build)).toEqual([]);
  });
});

describe('stylesheets reach nothing outside of the project', () => {
  test.each<[string, () => string, RegExp]>([
    ['@import out of the project', () => `@import '${climb('secret.css')}';`, /outside of the project/], // prettier-ignore
    [
      '@import of an absolute path',
      () => `@import '${secretFolder}/secret.css';`,
      /does not exist/,
    ],
    ['@import url() out of it', () => `@import url('${climb('secret.css')}');`, /outside|must come first/], // prettier-ignore
    ['@import of a file URL', () => `@import 'file://${secretFolder}/secret.css';`, /cannot be imported/], // prettier-ignore
    [
      '@reference out of it',
      () => `@reference '${climb('secret.css')}';`,
      /outside of the project/,
    ],
    ['@plugin', () => `@import 'tailwindcss'; @plugin './evil.js';`, /@plugin "\.\/evil\.js"/],
    ['@plugin of a package', () => `@plugin '@tailwindcss/typography';`, /@plugin/],
    ['@config', () => `@import 'tailwindcss'; @config './evil.js';`, /@config "\.\/evil\.js"/],
    ['@source of the root', () => `@import 'tailwindcss'; @source '/';`, /@source "\/" is outside/],
    ['@source out of the project', () => `@import 'tailwindcss'; @source '../../..';`, /@source/],
    ['source() of an import', () => `@import 'tailwindcss' source('/etc');`, /@source "\/etc"/],
    ['a picture out of the project', () => `.a { background: url('${climb('secret.json')}'); }`, /outside of the project/], // prettier-ignore
    ['another file of Tailwind', () => `@import 'tailwindcss/package.json';`, /does not exist/],
  ])('%s', async (_name, css, message) => {
    const build = await buildWith({ 'src/styles.css': css(), 'src/evil.js': evilConfig() });
    expect(build.diagnostics.map((diagnostic) => diagnostic.message).join('\n')).toMatch(message);
  });

  test.each([
    ['@import url()', (port: number) => `@import url(http://127.0.0.1:${port}/x.css);`],
    ['@import', (port: number) => `@import 'http://127.0.0.1:${port}/x.css' layer(base);`],
    ['a picture', (port: number) => `.a { background: url(http://127.0.0.1:${port}/x.png); }`],
  ])('%s of another host is left out with a warning', async (_name, css) => {
    const { port } = innerService.address() as AddressInfo;
    const build = await buildWith({ 'src/styles.css': css(port) });
    expect(build.diagnostics).toMatchObject([{ severity: 'warning', path: 'src/styles.css' }]);
  });
});

function evilConfig(): string {
  return `require('node:fs').writeFileSync(${JSON.stringify(written)}, 'ran'); export default {};`;
}

test('configuration files of a project change nothing and run nothing', async () => {
  const plain = await buildWith({});
  const evil = evilConfig();
  const hostile = await buildWith({
    'vite.config.ts': evil,
    'tailwind.config.js': evil,
    'postcss.config.cjs': evil,
    'babel.config.js': evil,
    '.babelrc': `{ "plugins": ["./evil.js"] }`,
    'esbuild.config.mjs': evil,
    'eslint.config.js': evil,
    '.swcrc': `{ "jsc": { "experimental": { "plugins": [["./evil.wasm", {}]] } } }`,
    'tsconfig.json': `{ "extends": "${secretFolder}/secret.json", "compilerOptions": { "jsxImportSource": "evil", "baseUrl": "/", "paths": { "@/*": ["/etc/*"] } } }`,
    'src/tsconfig.json': `{ "compilerOptions": { "jsx": "preserve", "target": "ES5" } }`,
    'package.json': `{ "type": "commonjs", "main": "evil.js", "browser": { "react": "./evil.js" }, "imports": { "#x": "./evil.js" }, "sideEffects": false, "exports": { "./*": "./evil.js" }, "scripts": { "postinstall": "touch ${written}" } }`,
    'src/package.json': `{ "sideEffects": false, "browser": { "./App.tsx": "./evil.js" } }`,
    'evil.js': evil,
    '.env': 'VITE_SECRET=1',
    '.npmrc': 'script-shell=/bin/false',
  });
  expect(hostile).toMatchObject({ ok: true, diagnostics: [] });
  expect(hostile.scriptName).toBe(plain.scriptName);
});

test('a file whose path was never checked cannot stand for another one', async () => {
  const tree: FileTree = new Map([
    ...fixtureApp({ 'src/App.tsx': `import '../../etc/passwd'; export const App = () => null;` }),
    ['../etc/passwd', new Uint8Array()],
    ['/etc/passwd', new Uint8Array()],
  ]);
  const build = await builder.build(tree);
  expect(errorsOf(build)).toEqual(['"../../etc/passwd" is outside of the project']);
});
