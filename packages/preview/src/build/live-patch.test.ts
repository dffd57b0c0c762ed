import { expect, test } from '@jest/globals';
import { decodeText } from '@promptly/common';
import * as esbuild from 'esbuild';

import { livePatch } from './live-patch.ts';
import { resolveImport } from './resolve-import.ts';

const FILES = new Map([
  ['src/lib/format.ts', 'export const money = (n: number) => String(n);'],
  ['src/lib/counter.ts', 'export let count = 0;\nexport const add = () => (count += 1);'],
  ['src/data.json', '{}'],
  ['src/page.css', ''],
]);
const VENDORED = new Set(['react', 'react/jsx-runtime', 'lucide-react']);

async function patchOf(text: string, before = text): Promise<string | undefined> {
  const patch = await livePatch('src/page.tsx', before, {
    esbuild,
    options: { format: 'esm', jsx: 'automatic', sourcemap: 'external', logLevel: 'silent' },
    sourceOf: (path) => (path === 'src/page.tsx' ? text : (FILES.get(path) ?? '')),
    resolve: (specifier, importer) =>
      resolveImport(specifier, importer, 'import-statement', {
        has: (file) => FILES.has(file),
        vendored: VENDORED,
      }),
    rewriteUrls: (code) => code.replace('/logo.svg', 'assets/logo.svg'),
  });
  return patch ? decodeText(patch.script) : undefined;
}

test('a module takes packages as they are, and modules and icons from the app that runs', async () => {
  const code = await patchOf(`import { useState } from 'react';
import { Check as Tick } from 'lucide-react';
import format, { money as price } from '@/lib/format';
import type { Order } from './lib/format.ts';
export function Page() {
  return <Tick title={format(price, useState<Order>())} src="/logo.svg" />;
}`);
  expect(code?.split('\n').slice(0, 4)).toEqual([
    'import { jsx } from "react/jsx-runtime";',
    'import { useState } from "react";',
    expect.stringMatching(/^const \{ Check: Tick \} = .*"\/\/lucide-react", \["Check"\]\);$/),
    expect.stringMatching(/^const \{ default: format, money: price \} = .*"src\/lib\/format.ts", \["default","money"\]\);$/), // prettier-ignore
  ]);
  expect(code).toContain('src: "assets/logo.svg"');
  expect(code).toMatch(/\.stage\(import\.meta\.url, \{"Page":\{"before":"(\w+)","after":"\1","resets":false\}\}\);\n$/); // prettier-ignore
});

test('lines stay where the map says, also behind an import of several lines', async () => {
  const code = await patchOf(`import {
  a,
  b,
} from './lib/format';
export const Page = () => <p>{a}{b}</p>;`);
  expect(code?.split('\n').findIndex((line) => line.startsWith('const Page'))).toBe(5);
});

const PAGE = 'export const Page = () => null;';

test.each([
  ['what does not compile', 'export const Page = () => <p>;'],
  ['a stylesheet', `import './page.css';\n${PAGE}`],
  ['data', "import data from './data.json';\nexport const Page = () => data;"],
  ['an address', "import url from './page.css?url';\nexport const Page = () => url;"],
  ['a module that is not there', "import { a } from './gone';\nexport const Page = () => a;"],
  ['another package', "import { a } from 'lodash';\nexport const Page = () => a;"],
  ['all of a module', "import * as f from './lib/format';\nexport const Page = () => f.money(1);"],
  ['what may change', "import { count } from './lib/counter';\nexport const Page = () => count;"],
  ['a module later', "export const Page = () => import('./lib/format');"],
  ['its own address', 'export const Page = () => import.meta.url;'],
  ['what it passes on', `export * from './lib/format';\n${PAGE}`],
  ['names that it passes on', `export { money } from './lib/format';\n${PAGE}`],
])('there is no patch with %s', async (_, text) => {
  expect(await patchOf(text, PAGE)).toBeUndefined();
});

test.each([
  ['exports more', `${PAGE}\nexport const Other = () => null;`, PAGE],
  ['exports less', PAGE, `${PAGE}\nexport const Other = () => null;`],
  ['exports other names', 'export const Home = () => null;', PAGE],
  ['could not be replaced before', PAGE, `${PAGE}\nwindow.title = 'x';`],
])('there is no patch where a module %s', async (_, text, before) => {
  expect(await patchOf(text, before)).toBeUndefined();
});
