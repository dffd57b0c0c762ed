import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pack, type Header } from 'tar-stream';

import { AppError, LIMITS, normalizePath } from '@promptly/common';

import { withAnyArchive } from '../archives/open-archive.ts';
import { writeTarGz } from './tar-writer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptly-tar-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Path → text of what an archive unpacks to. */
async function unpack(archive: Uint8Array) {
  const path = join(folder, 'archive');
  await writeFile(path, archive);
  return withAnyArchive(path, async ({ files, skipped }) => {
    const unpacked: Record<string, string> = {};
    for (const file of files) {
      unpacked[file.path] = Buffer.from(await file.read()).toString('latin1');
    }
    return { files: unpacked, skipped };
  });
}

const refusal = (archive: Uint8Array) =>
  unpack(archive).then(
    () => 'accepted',
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return `${error.code} ${String(error.details.reason)}`;
    },
  );

type MadeEntry = Partial<Header> & {
  name: string;
  content?: string | Buffer;
  pax?: Record<string, string>;
};

/** A tar of these entries behind one that is fine. */
async function tarOf(...entries: MadeEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of [{ name: 'fine.txt', content: 'fine' }, ...entries]) {
    tar.entry(header, content);
  }
  tar.finalize();
  return buffer(tar);
}

/** By the program that the world makes tars with, from files in a folder. */
async function packedBySystem(format: string, files: Record<string, string>, ...options: string[]) {
  const root = await mkdtemp(join(folder, 'made-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return {
    root,
    pack: () =>
      execFileSync('tar', ['--create', `--format=${format}`, ...options, '-C', root, '.'], {
        maxBuffer: 1e9,
      }),
  };
}

describe('an honest archive', () => {
  const long = `${'deep-folder/'.repeat(15)}${'n'.repeat(70)}.txt`;
  const files = {
    'README.md': '# Shop',
    'src/App.tsx': 'export {}',
    'empty.txt': '',
    [long]: 'far away',
    'b/\u00e9.txt': 'accent',
  };

  test.each(['gnu', 'pax', 'posix'])('of the format %s unpacks to its files', async (format) => {
    const tar = (await packedBySystem(format, files)).pack();
    expect((await unpack(tar)).files).toEqual(files);
    expect((await unpack(gzipSync(tar))).files).toEqual(files);
  });

  test('loses the folder that wraps it, and what does not travel', async () => {
    const tar = await tarOf();
    expect((await unpack(tar)).files).toEqual({ 'fine.txt': 'fine' });
    const wrapped = await packedBySystem('gnu', {
      'app/package.json': '{}',
      'app/src/main.ts': 'main',
      'app/.env': 'SECRET=1',
      'app/node_modules/x/index.js': 'x',
    });
    expect(await unpack(wrapped.pack())).toEqual({
      files: { 'package.json': '{}', 'src/main.ts': 'main' },
      skipped: expect.arrayContaining([
        { path: 'app/.env', reason: 'may hold secrets' },
        { path: 'app/node_modules/x/index.js', reason: 'installed packages' },
      ]),
    });
  });

  test('leaves nothing behind', async () => {
    await unpack(await tarOf());
    await refusal(await tarOf({ name: '../x' }));
    expect((await readdir(folder)).filter((name) => name.startsWith('archive'))).toEqual([
      'archive',
    ]);
  });
});

test('what was written is what is read, byte for byte, whatever the files are', async () => {
  const name = fc
    .string({
      unit: fc.constantFrom('a', 'B', '\u00e9', '.', '-', '\u{1f600}', ' ', '%'),
      minLength: 1,
      maxLength: 120,
    })
    .map((text) => `f/${text}`)
    .filter((path) => {
      const result = normalizePath(path);
      return result.ok && result.path === path;
    });
  const file = fc.record({ path: name, bytes: fc.uint8Array({ maxLength: 1_500 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(file, {
        minLength: 1,
        maxLength: 6,
        selector: ({ path }) => path.toLowerCase(),
      }),
      async (files) => {
        const { files: read } = await unpack(await buffer(writeTarGz(files, new Date(0))));
        const expected = files.map(({ path, bytes }) => [
          path,
          Buffer.from(bytes).toString('latin1'),
        ]);
        expect(read).toEqual(Object.fromEntries(expected));
      },
    ),
    { numRuns: 60 },
  );
});

describe('a hostile archive is refused', () => {
  const MIB = 1024 * 1024;
  const invalid = (reason: string) => `archive_invalid ${reason}`;
  const tooLarge = (reason: string) => `archive_too_large ${reason}`;

  test.each<[string, MadeEntry, string]>([
    ['that climbs out', { name: '../evil' }, invalid('traversal')],
    ['that climbs out within', { name: 'a/../../evil' }, invalid('traversal')],
    ['of an absolute path', { name: '/etc/passwd' }, invalid('absolute_path')],
    ['of a drive', { name: 'C:/x' }, invalid('absolute_path')],
    ['with a backslash', { name: 'a\\b' }, invalid('backslash')],
    ['with a symbolic link', { name: 'l', type: 'symlink', linkname: '/etc' }, invalid('link')],
    ['with a hard link', { name: 'l', type: 'link', linkname: 'fine.txt' }, invalid('link')],
    ['with a device', { name: 'd', type: 'character-device' }, invalid('special_file')],
    ['with a disk', { name: 'd', type: 'block-device' }, invalid('special_file')],
    ['with a pipe', { name: 'd', type: 'fifo' }, invalid('special_file')],
    ['with the same name', { name: 'fine.txt', content: 'again' }, invalid('duplicate')],
    ['with another case', { name: 'FINE.txt', content: 'again' }, invalid('duplicate')],
    ['with a file as a folder', { name: 'fine.txt/x', content: 'x' }, invalid('duplicate')],
    ['with a reserved name', { name: 'aux.txt', content: 'x' }, invalid('invalid_path')],
    ['with a very long name', { name: 'x'.repeat(3_000), content: 'x' }, invalid('invalid_path')],
    ['with a climbing pax name', { name: 'x', pax: { path: '../evil' } }, invalid('traversal')],
    [
      'with a zero byte in a pax name',
      { name: 'x', pax: { path: 'a\0b' } },
      invalid('invalid_path'),
    ],
    ['with holes', { name: 'x', pax: { 'GNU.sparse.major': '1' } }, invalid('special_file')],
    ['with a size of nonsense', { name: 'x', pax: { size: 'many' } }, invalid('malformed')],
    ['with a size below nothing', { name: 'x', pax: { size: '-5' } }, invalid('malformed')],
    ['with a size beyond its end', { name: 'x', pax: { size: '5000' } }, invalid('malformed')],
    [
      'with a file beyond its size',
      { name: 'x', content: Buffer.alloc(LIMITS.fileMaxBytes + 1) },
      tooLarge('file_bytes'),
    ],
  ])('%s', async (_, entry, expected) => {
    const tar = await tarOf(entry);
    expect(await refusal(tar)).toBe(expected);
    // Larger ones are refused for how well they pack.
    if (tar.length < MIB) expect(await refusal(gzipSync(tar))).toBe(expected);
  });

  test('with holes, as the system writes them', async () => {
    for (const format of ['gnu', 'pax']) {
      const { root, pack: packed } = await packedBySystem(format, { a: 'a' }, '--sparse');
      await writeFile(join(root, 'holes'), 'x');
      await truncate(join(root, 'holes'), 5 * MIB);
      expect(await refusal(packed())).toBe(invalid('special_file'));
    }
  });

  test('that is cut off, damaged, or no archive at all', async () => {
    const tar = await tarOf({ name: 'more.txt', content: 'x'.repeat(5_000) });
    const packed = gzipSync(tar);
    const damaged = Buffer.from(tar);
    damaged[1024 + 10] = 7;
    for (const archive of [
      tar.subarray(0, 3_000),
      tar.subarray(0, 700),
      packed.subarray(0, -20),
      packed.subarray(0, 15),
      gzipSync('hello'.repeat(500)),
      Buffer.from([0x1f, 0x8b]),
      damaged,
    ]) {
      expect(await refusal(archive)).toBe(invalid('malformed'));
    }
    expect(await refusal(gzipSync(Buffer.alloc(10_240)))).toBe(invalid('empty'));
  });

  test('that unpacks to far more than its size, skipped or not', async () => {
    const zeros = Buffer.alloc(5 * MIB);
    for (const name of ['zeros', 'node_modules/zeros']) {
      expect(await refusal(gzipSync(await tarOf({ name, content: zeros })))).toBe(
        tooLarge('ratio'),
      );
    }
  });

  test('that has more in its headers than a name can need', async () => {
    const many = Buffer.concat(
      Array.from({ length: 3_000 }, () => headerOnly('x', 'g', `30 comment=${'y'.repeat(17)}\n`)),
    );
    expect(await refusal(Buffer.concat([many, await tarOf()]))).toBe(invalid('malformed'));
    const huge = await tarOf({ name: 'x', pax: { comment: 'y'.repeat(5 * MIB) } });
    expect(await refusal(huge)).toBe(invalid('malformed'));
  });

  test('with more entries than are looked at', async () => {
    const names = Array.from({ length: LIMITS.projectMaxFiles }, (_, i) => ({ name: `f${i}` }));
    expect(await refusal(await tarOf(...names))).toBe(tooLarge('files'));
  });
});

test('no bytes make it throw anything but a refusal', async () => {
  const tar = gunzipSync(
    await buffer(writeTarGz([{ path: 'a/b', bytes: Buffer.from('content') }], new Date(0))),
  );
  const change = fc.tuple(fc.nat(tar.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 5 }), fc.boolean(), async (changes, mend) => {
      const bytes = Buffer.from(tar);
      for (const [at, value] of changes) bytes[at] = value;
      if (mend) mendChecksum(bytes);
      expect(await refusal(bytes)).toMatch(/^(accepted|archive_invalid|archive_too_large)/);
    }),
    { numRuns: 150 },
  );
});

/** One entry of a kind that holds records for those behind it. */
function headerOnly(name: string, kind: string, content: string): Buffer {
  const block = Buffer.alloc(1024);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write(content.length.toString(8).padStart(11, '0'), 124);
  block.write(kind, 156);
  block.write('ustar\x0000', 257);
  block.write(content, 512);
  mendChecksum(block);
  return block;
}

function mendChecksum(block: Buffer): void {
  block.fill(' ', 148, 156);
  const sum = block.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
}
