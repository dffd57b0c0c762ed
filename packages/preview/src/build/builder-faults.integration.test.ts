/** Input that hangs or crashes a compiler costs its own project only. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FileTree } from '@promptly/common';

import { fixtureApp } from '../testing/fixture-app.ts';
import { testVendor } from '../testing/test-vendor.ts';
import { createPreviewBuilder, type PreviewBuilder } from './builder.ts';

let builder: PreviewBuilder;
beforeAll(async () => {
  builder = createPreviewBuilder({ vendor: await testVendor(), timeoutMs: 8_000 });
}, 60_000);
afterAll(() => builder.close());

const KIB = 1024;
const ENDLESS_STYLES = `@source inline("p-{1..30000000}"); @import 'tailwindcss';`;
const small: FileTree = fixtureApp({ 'src/App.tsx': 'export const App = () => <p>hello</p>;' });

test.each<[string, Record<string, string>, RegExp]>([
  // Printing such a stack takes seconds on a busy machine.
  ['a source that overflows the stack of esbuild', { 'src/App.tsx': `x=${'!'.repeat(500 * KIB)}1` }, /crash|within 8 seconds/], // prettier-ignore
  ['a source on which esbuild takes minutes', { 'src/App.tsx': `${'a:'.repeat(120 * KIB)};` }, /within 8 seconds/], // prettier-ignore
  ['a stylesheet that never ends', { 'src/styles.css': ENDLESS_STYLES }, /within 8 seconds|crash/], // prettier-ignore
])('%s fails alone; the builds beside it and after it succeed', async (_name, changes, message) => {
  const [evil, ...others] = await Promise.all([
    builder.build(fixtureApp(changes), { key: 'evil' }),
    builder.build(small, { key: 'good' }),
    builder.build(small),
  ]);
  expect(evil.ok).toBe(false);
  expect(evil.diagnostics[0]?.message).toMatch(message);
  for (const build of others) expect(build).toMatchObject({ ok: true, diagnostics: [] });
  expect((await builder.build(fixtureApp(), { key: 'good' })).ok).toBe(true);
  expect((await builder.build(fixtureApp(), { key: 'evil' })).ok).toBe(true);
});

test('an owner whose build hung holds up no other owner with the next one', async () => {
  const hanging = fixtureApp({ 'src/styles.css': ENDLESS_STYLES });
  const ended: string[] = [];
  const build = async (owner: string, tree: FileTree) => {
    const { ok } = await builder.build(tree, { key: owner, owner });
    ended.push(`${owner} ${ok ? 'built' : 'failed'}`);
  };
  await build('evil', hanging);
  const buildTwice = () => build('good', small).then(() => build('good', small));
  await Promise.all([build('evil', hanging), buildTwice()]);
  expect(ended).toEqual(['evil failed', 'good built', 'good built', 'evil failed']);
  await build('evil', small);
  expect(ended.at(-1)).toBe('evil built');
});

test('a source of more than a mebibyte is refused before it is compiled', async () => {
  const build = await builder.build(fixtureApp({ 'src/App.tsx': ' '.repeat(1024 * KIB + 1) }));
  expect(build.diagnostics).toMatchObject([{ message: expect.stringContaining('1 MiB') }]);
});
