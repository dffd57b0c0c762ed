import { expect, test } from '@jest/globals';
import { decodeText } from '@promptly/common';
import * as esbuild from 'esbuild';

import { livePatch } from './live-patch.ts';
import { readLiveSource } from './live-source.ts';
import { resolveImport } from './resolve-import.ts';

const FILES = new Set(['src/page.tsx', 'src/lib/format.ts', 'src/data.json', 'src/page.css']);
const VENDORED = new Set(['react', 'react/jsx-runtime', 'lucide-react']);

async function patchOf(text: string, path = 'src/page.tsx'): Promise<string | undefined> {
  const patch = await livePatch(path, {
    esbuild,
    options: { format: 'esm', jsx: 'automatic', sourcemap: 'external', logLevel: 'silent' },
    sourceOf: () => text,
    liveSourceOf: () => readLiveSource(text),
    resolve: (specifier, importer) =>
      resolveImport(specifier, importer, 'import-statement', {
        has: (file) => FILES.has(file),
        vendored: VENDORED,
      }),
  });
  return patch ? decodeText(patch.script) : undefined;
}

test('a module takes packages as they are, and modules and icons from the app that runs', async () => {
  const code = await patchOf(`import { useState } from 'react';
import { Check as Tick } from 'lucide-react';
import format, { money as price } from '@/lib/format';
import * as all from './lib/format.ts';
import type { Order } from './lib/format.ts';
export function Page() {
  return <Tick title={format(price, all, useState<Order>())} />;
}`);
  expect(code?.split('\n').slice(0, 5)).toEqual([
    'import { jsx } from "react/jsx-runtime";',
    'import { useState } from "react";',
    expect.stringMatching(/^const \{ Check: Tick \} = .*"\/\/lucide-react", \["Check"\]\);$/),
    expect.stringMatching(/^const \{ default: format, money: price \} = .*"src\/lib\/format.ts", \["default","money"\]\);$/), // prettier-ignore
    expect.stringMatching(/^const all = .*"src\/lib\/format.ts", \[\]\);$/),
  ]);
  expect(code).toContain('components: [["Page", ');
});

test('lines stay where the map says, also behind an import of several lines', async () => {
  const code = await patchOf(`import {
  a,
  b,
} from './lib/format';
export const Page = () => <p>{a}{b}</p>;`);
  expect(code?.split('\n').findIndex((line) => line.startsWith('const Page'))).toBe(5);
});

test.each([
  ['a file that is no component', 'export const a = 1;', 'src/lib/format.ts'],
  ['what does not compile', 'export const Page = () => <p>;'],
  ['a stylesheet', "import './page.css';\nexport const Page = () => null;"],
  ['data', "import data from './data.json';\nexport const Page = () => data;"],
  ['an address', "import url from './page.css?url';\nexport const Page = () => url;"],
  ['a module that is not there', "import { a } from './gone';\nexport const Page = () => a;"],
  ['another package', "import { a } from 'lodash';\nexport const Page = () => a;"],
  ['a module later', "export const Page = () => import('./lib/format');"],
  ['what it passes on', "export * from './lib/format';"],
  ['names that it passes on', "export { money } from './lib/format';"],
  ['what looks like an import', 'export const text = `\nimport { a } from "./b";\n`;'],
])('there is no patch with %s', async (_, text, path = 'src/page.tsx') => {
  expect(await patchOf(text, path)).toBeUndefined();
});
