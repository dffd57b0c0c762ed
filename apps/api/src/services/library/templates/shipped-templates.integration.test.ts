import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createPreviewBuilder, createVendor } from '@promptly/preview';
import { createVerifier } from '@promptly/verifier';

import { createThreadCompiler } from '../../codegen/compiler/thread-compiler.ts';
import { createShippedTemplates } from './shipped-templates.ts';

const compiler = createThreadCompiler();
afterAll(() => compiler.close());

const make = () => createShippedTemplates((promptText) => compiler.makeApp(promptText));
const named = make().all.map((template) => [template.name, template] as const);

test('there are at least three, each under an id and a name of its own', () => {
  expect(named.length).toBeGreaterThanOrEqual(3);
  expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
  expect(new Set(named.map(([, { id }]) => id)).size).toBe(named.length);
  expect(make().all).toEqual(named.map(([, template]) => template));
});

test.each(named)('%s is the same wherever it is made', async (_name, template) => {
  const [here, there] = await Promise.all([make().filesOf(template), make().filesOf(template)]);
  expect(here).toEqual(there);
});

const isExtended = process.env.TEST_EXTENDED === '1';

(isExtended ? describe : describe.skip)('the seven checks', () => {
  let verify: (files: ReadonlyMap<string, Uint8Array>) => ReturnType<Verify>;
  let close: () => Promise<void>;
  type Verify = ReturnType<typeof createVerifier>['verify'];

  beforeAll(async () => {
    const cacheDir = join(tmpdir(), 'promptly-verifier-tests');
    const vendorDir = await mkdtemp(join(tmpdir(), 'promptly-templates-'));
    const vendor = await createVendor({ cacheDir: vendorDir });
    const previewBuilder = createPreviewBuilder({ vendor });
    const browser = { chromiumPath: process.env.CHROMIUM_PATH };
    const verifier = createVerifier({ vendor, previewBuilder, cacheDir, browser });
    verify = (tree) => verifier.verify({ tree, signal: new AbortController().signal });
    close = async () => {
      await verifier.dispose();
      await previewBuilder.close();
      await rm(vendorDir, { recursive: true, force: true });
    };
  });
  afterAll(() => close());

  test.each(named)(
    'pass on %s',
    async (_name, template) => {
      const { checks } = await verify(await make().filesOf(template));
      expect(checks.filter(({ status }) => status !== 'passed')).toEqual([]);
      expect(checks).toHaveLength(7);
    },
    180_000,
  );
});
