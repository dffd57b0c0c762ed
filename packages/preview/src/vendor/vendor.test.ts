import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { APP_DEPENDENCIES } from '@promptly/common';

import { temporaryFolder } from '../testing/temporary-folder.ts';
import { testVendor } from '../testing/test-vendor.ts';
import { vendorVersions } from './installed-packages.ts';
import { readVendorCache, writeVendorCache } from './vendor-cache.ts';
import { createVendor } from './vendor.ts';

describe('the vendored packages', () => {
  test('are modules whose every specifier and chunk is served', async () => {
    const vendor = await testVendor();
    const { imports } = vendor.importMap('/v/');
    expect(Object.keys(imports)).toEqual(expect.arrayContaining([...vendor.specifiers]));
    for (const url of Object.values(imports)) {
      expect(vendor.files.has(url.replace('/v/', ''))).toBe(true);
    }
    for (const file of vendor.filesFor(vendor.specifiers)) {
      expect(vendor.files.has(file)).toBe(true);
      expect(vendor.encodings.has(file)).toBe(true);
    }
  }, 60_000);

  test('share one React', async () => {
    const vendor = await testVendor();
    const withReact = [...vendor.files].filter(
      ([, bytes]) =>
      Buffer.from(bytes).includes('__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE='), // prettier-ignore
    );
    expect(withReact.map(([name]) => name)).toHaveLength(1);
  });

  test('keep the icons’ core apart from the icons', async () => {
    const vendor = await testVendor();
    const core = vendor.filesFor(['lucide-react/core']);
    const bytes = core.reduce((sum, file) => sum + (vendor.files.get(file)?.length ?? 0), 0);
    expect(bytes).toBeLessThan(60_000);
    expect(JSON.parse(vendor.iconTable)).toMatchObject({ names: { House: expect.any(Number) } });
  });

  test('are the versions that a generated app pins', () => {
    const { tailwindcss, ...versions } = vendorVersions();
    expect(versions).toEqual(APP_DEPENDENCIES);
    expect(tailwindcss).toMatch(/^4\./);
  });
});

describe('the cache', () => {
  const HASH = 'abc';
  const content = (text: string) => ({
    specifiers: { a: 'a.js' },
    imports: { 'a.js': [] },
    files: new Map([['a.js', Buffer.from(text)]]),
  });
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const textIn = async () =>
    (await readVendorCache(folder.path, HASH))?.files.get('a.js')?.toString();

  test('gives back what was put in, and leaves nothing else behind', async () => {
    await writeVendorCache(folder.path, HASH, content('one'));
    expect(await textIn()).toBe('one');
    expect(await readdir(folder.path)).toEqual([HASH]);
  });

  test('keeps the first of many who write at once', async () => {
    await Promise.all(['1', '2', '3', '4'].map((text) => writeVendorCache(folder.path, HASH, content(text)))); // prettier-ignore
    expect(await textIn()).toMatch(/^[1-4]$/);
    expect(await readdir(folder.path)).toEqual([HASH]);
  });

  test.each<[string, (at: string) => Promise<void>]>([
    ['a file cut short', (at) => truncate(path.join(at, 'a.js'), 1)],
    ['a changed file', (at) => writeFile(path.join(at, 'a.js'), 'evil')],
    ['a broken manifest', (at) => truncate(path.join(at, 'manifest.json'), 10)],
    ['a manifest that names files elsewhere', (at) => writeFile(path.join(at, 'manifest.json'), '{"specifiers":{},"imports":{},"files":{"../x":"0"}}')], // prettier-ignore
  ])('with %s is not used, and is replaced', async (_name, damage) => {
    await writeVendorCache(folder.path, HASH, content('one'));
    await damage(path.join(folder.path, HASH));
    expect(await readVendorCache(folder.path, HASH)).toBeNull();
    await writeVendorCache(folder.path, HASH, content('two'));
    expect(await textIn()).toBe('two');
  });

  test('in a folder that cannot be written is done without, which is logged', async () => {
    const log = jest.fn();
    const file = path.join(folder.path, 'file');
    await writeFile(file, 'not a folder');
    const vendor = await createVendor({ cacheDir: path.join(file, 'cache'), log });
    expect(vendor.files.size).toBeGreaterThan(10);
    expect(log).toHaveBeenCalledTimes(1);
    expect(await readFile(file, 'utf8')).toBe('not a folder');
  }, 60_000);
});
