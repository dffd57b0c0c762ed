import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { AppError, LIMITS } from '@promptly/common';

import { withArchive } from './archive-reader.ts';
import { makeZip, zip64Extra, zip64Locator, type HandMadeEntry } from './hand-made-zip.ts';
import { writeZip } from './zip-writer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptly-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Path → text of what an archive unpacks to. */
async function unpack(zip: Uint8Array) {
  const path = join(folder, 'archive.zip');
  await writeFile(path, zip);
  return withArchive(path, async ({ files, skipped }) => {
    const unpacked: Record<string, string> = {};
    for (const file of files)
      unpacked[file.path] = Buffer.from(await file.read()).toString('latin1');
    return { files: unpacked, skipped };
  });
}

const refusal = (zip: Uint8Array) =>
  unpack(zip).then(
    () => 'accepted',
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return `${error.code} ${String(error.details.reason)}`;
    },
  );

const plain: HandMadeEntry = { name: 'plain.txt', content: 'plain' };

describe('an honest archive', () => {
  test('unpacks to its files, byte for byte', async () => {
    const zip = makeZip([
      { name: 'src/', content: '' },
      { name: 'src/App.tsx', content: 'export {}' },
      { name: 'bin.dat', content: Buffer.from([0, 255, 13, 10]) },
      { name: 'stored.txt', content: 'as is', packed: Buffer.from('as is'), method: 0 },
      { name: 'empty.txt' },
      { name: 'inner.zip', content: makeZip([plain]) },
    ]);
    const { files } = await unpack(zip);
    expect(files).toEqual({
      'src/App.tsx': 'export {}',
      'bin.dat': '\0\u00ff\r\n',
      'stored.txt': 'as is',
      'empty.txt': '',
      'inner.zip': makeZip([plain]).toString('latin1'),
    });
  });

  test('is what our own writer makes', async () => {
    const made = [
      { path: 'a.txt', bytes: Buffer.from('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') },
      { path: 'é/ü.txt', bytes: Buffer.from('x') },
      { path: 'none', bytes: Buffer.alloc(0) },
    ];
    const zip = await buffer(writeZip(made, new Date()));
    const { files } = await unpack(zip);
    expect(Object.keys(files)).toEqual(['a.txt', 'é/ü.txt', 'none']);
  });

  test('may use zip64 fields and names in the old code page', async () => {
    const zip = makeZip([
      {
        name: 'big-fields.txt',
        content: 'small',
        size: 0xffffffff,
        extra: zip64Extra(5n),
      },
    ]);
    expect((await unpack(zip)).files).toEqual({ 'big-fields.txt': 'small' });
  });

  test('loses the folder that wraps a whole project', async () => {
    const zip = makeZip([
      { name: 'my-app/package.json', content: '{}' },
      { name: 'my-app/src/App.tsx', content: '1' },
      { name: '__MACOSX/my-app/._package.json', content: 'x' },
    ]);
    expect(Object.keys((await unpack(zip)).files)).toEqual(['package.json', 'src/App.tsx']);
  });

  test.each([
    ['a folder of the project itself', ['src/a.ts', 'src/index.html']],
    ['a folder with nothing of a project root in it', ['docs/a.md', 'docs/b.md']],
    ['no common folder', ['one/package.json', 'two/package.json']],
  ])('keeps %s', async (_, names) => {
    const zip = makeZip(names.map((name) => ({ name, content: '1' })));
    expect(Object.keys((await unpack(zip)).files)).toEqual(names);
  });

  test('leaves behind what systems add, what is installed and what may be secret, and says so', async () => {
    const left = [
      '__MACOSX/a',
      '.DS_Store',
      'src/._App.tsx',
      'Thumbs.db',
      'node_modules/react/index.js',
      '.git/config',
      'packages/a/.GIT/hooks/pre-commit',
      '.env',
      '.env.local',
      'promptly.manifest.json',
    ];
    const kept = ['.gitignore', '.env.example', '.github/ci.yml', 'src/env.ts'];
    const zip = makeZip([...left, ...kept].map((name) => ({ name, content: '1' })));
    const { files, skipped } = await unpack(zip);
    expect(Object.keys(files)).toEqual(kept);
    expect(skipped.map(({ path }) => path)).toEqual(left);
    expect(skipped.every(({ reason }) => reason !== '')).toBe(true);
  });
});

describe('a hostile archive is refused', () => {
  const zeros = (bytes: number) => Buffer.alloc(bytes);
  const named = (name: string) => makeZip([plain, { name, content: 'x' }]);
  const lying = (entry: Partial<HandMadeEntry>) =>
    makeZip([plain, { name: 'lie.txt', content: 'content', ...entry }]);

  test.each<[string, Buffer, string]>([
    ['that is no zip', Buffer.from('hello'), 'archive_invalid malformed'],
    ['that is empty', Buffer.alloc(0), 'archive_invalid malformed'],
    ['without files', makeZip([]), 'archive_invalid empty'],
    ['with only folders', makeZip([{ name: 'a/' }]), 'archive_invalid empty'],
    ['that is cut off', makeZip([plain]).subarray(0, -10), 'archive_invalid malformed'],
    ['that lost its beginning', makeZip([plain]).subarray(10), 'archive_invalid malformed'],
    ['that climbs out', named('../evil.txt'), 'archive_invalid traversal'],
    ['that climbs out from inside', named('a/../../evil.txt'), 'archive_invalid traversal'],
    ['with a folder that climbs out', named('../evil/'), 'archive_invalid traversal'],
    ['that climbs out of what is skipped', named('.git/../../x'), 'archive_invalid traversal'],
    ['with an absolute path', named('/etc/passwd'), 'archive_invalid absolute_path'],
    ['with a drive letter', named('C:/x'), 'archive_invalid absolute_path'],
    ['with backslashes', named('..\\evil.txt'), 'archive_invalid backslash'],
    ['with a zero byte in a name', named('a\0b'), 'archive_invalid invalid_path'],
    ['with a device name', named('src/NUL.txt'), 'archive_invalid invalid_path'],
    ['with a name that is too long', named('x'.repeat(300)), 'archive_invalid invalid_path'],
    ['with too deep a path', named('a/'.repeat(40) + 'b'), 'archive_invalid invalid_path'],
    ['with a symbolic link', lying({ unixMode: 0o120777 }), 'archive_invalid link'],
    ['with a device', lying({ unixMode: 0o060666 }), 'archive_invalid special_file'],
    ['with an encrypted file', lying({ flags: 1 }), 'archive_invalid encrypted'],
    ['with strong encryption', lying({ flags: 0x41 }), 'archive_invalid malformed'],
    ['with an unknown packing', lying({ method: 93 }), 'archive_invalid compression_method'],
    ['with a name twice', makeZip([plain, plain]), 'archive_invalid duplicate'],
    ['with names that differ in case', named('PLAIN.txt'), 'archive_invalid duplicate'],
    [
      'with names that differ in composition',
      makeZip([
        { name: 'e\u0301.txt', content: '1' },
        { name: '\u00e9.txt', content: '2' },
      ]),
      'archive_invalid duplicate',
    ],
    ['with a file that is also a folder', named('plain.txt/inside'), 'archive_invalid duplicate'],
    ['with a wrong checksum', lying({ crc: 1 }), 'archive_invalid checksum_mismatch'],
    ['that understates a size', lying({ size: 3 }), 'archive_invalid size_mismatch'],
    ['that overstates a size', lying({ size: 100 }), 'archive_invalid size_mismatch'],
    [
      'with broken compression',
      lying({ packed: Buffer.from('\xff\xff\xff', 'latin1') }),
      'archive_invalid malformed',
    ],
    ['with data beyond its end', lying({ packedSize: 5_000 }), 'archive_invalid malformed'],
    [
      'whose files share their bytes',
      makeZip([
        { name: 'a', content: 'shared' },
        { name: 'b', content: 'shared', headerOffset: 0 },
      ]),
      'archive_invalid overlapping_entries',
    ],
    [
      'with a file over the limit',
      lying({ size: LIMITS.fileMaxBytes + 1 }),
      'archive_too_large file_bytes',
    ],
    [
      'that unpacks to much more than it is',
      makeZip([{ name: 'zeros', content: zeros(5 * 1024 * 1024) }]),
      'archive_too_large ratio',
    ],
    [
      'with more entries than it has',
      makeZip([plain], { entryCount: 2 }),
      'archive_invalid malformed',
    ],
    [
      'with too many entries',
      makeZip([plain], { entryCount: 60_000 }),
      'archive_too_large entries',
    ],
    [
      'whose directory is elsewhere',
      makeZip([plain], { directoryOffset: 0xfffffff0 }),
      'archive_invalid malformed',
    ],
    [
      'whose zip64 end is beyond all files',
      makeZip([plain], { beforeEnd: zip64Locator(0xffff_ffff_ffff_ffffn) }),
      'archive_invalid malformed',
    ],
    [
      'whose zip64 header is beyond all files',
      lying({ headerOffset: 0xffffffff, extra: zip64Extra(0x7fff_ffff_ffff_ffffn) }),
      'archive_invalid malformed',
    ],
    [
      'whose zip64 size is beyond all files',
      lying({ size: 0xffffffff, extra: zip64Extra(0xffff_ffff_ffff_ffffn) }),
      'archive_too_large file_bytes',
    ],
    [
      'with a zip64 field that is cut off',
      lying({ size: 0xffffffff, extra: Buffer.from([1, 0, 0, 0]) }),
      'archive_invalid malformed',
    ],
  ])('%s', async (_, zip, expected) => {
    expect(await refusal(zip)).toBe(expected);
  });

  test('when many small files together unpack to more than a project may hold', async () => {
    // Bytes that shrink to a twentieth pass the ratio; 25 files of 9 MB pass none of the totals.
    const content = Buffer.alloc(9 * 1024 * 1024);
    for (let i = 0; i < content.length; i += 64)
      content.writeUInt32LE((i * 2_654_435_761) >>> 0, i);
    const packed = deflateRawSync(content, { level: 1 });
    expect(content.length / packed.length).toBeLessThan(LIMITS.archiveMaxRatio);
    const entries = Array.from({ length: 25 }, (_, i) => ({ name: `f${i}`, content, packed }));
    expect(await refusal(makeZip(entries))).toBe('archive_too_large total_bytes');
  });
});

test('any damage to an archive is an error that says so, or does not matter', async () => {
  const whole = makeZip([
    { name: 'a/one.txt', content: 'one one one one' },
    { name: 'b.txt', content: 'two', packed: Buffer.from('two'), method: 0 },
    { name: 'c.txt', content: 'three', size: 0xffffffff, extra: zip64Extra(5n) },
  ]);
  const damage = fc.array(
    fc.tuple(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 0, max: 255 })),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(damage, async (writes) => {
      const zip = Buffer.from(whole);
      for (const [at, byte] of writes) zip[at] = byte;
      const outcome = await refusal(zip);
      expect(outcome).toMatch(/^(accepted|archive_invalid \w+|archive_too_large \w+)$/);
    }),
    { numRuns: 500, seed: 17 },
  );
});
