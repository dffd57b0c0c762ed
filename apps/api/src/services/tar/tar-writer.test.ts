import { execFileSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

import { expect, test } from '@jest/globals';

import { sha256Of } from '../trees/manifest.ts';
import { writeTarGz } from './tar-writer.ts';

const longPath = `${'folder/'.repeat(30)}é.txt`;
const files = [
  { path: 'src/App.tsx', bytes: Buffer.from('export default function App() {}\n'.repeat(20)) },
  { path: 'empty', bytes: Buffer.alloc(0) },
  { path: longPath, bytes: Buffer.from([1, 2, 3, 255]) },
];
const date = new Date('2026-03-04T05:06:08Z');

test('the same files and date are the same bytes', async () => {
  const first = await buffer(writeTarGz(files, date));
  expect(sha256Of(await buffer(writeTarGz(files, date)))).toBe(sha256Of(first));
  expect([...first.subarray(4, 8), first[9]]).toEqual([0, 0, 0, 0, 255]);
});

test('another date, another order or another byte are other bytes', async () => {
  const shas = await Promise.all(
    [
      writeTarGz(files, date),
      writeTarGz(files, new Date(date.getTime() + 1_000)),
      writeTarGz(files.toReversed(), date),
      writeTarGz([...files.slice(0, 2), { path: longPath, bytes: Buffer.from([1]) }], date),
    ].map(async (tar) => sha256Of(await buffer(tar))),
  );
  expect(new Set(shas).size).toBe(4);
});

test('another program reads the same names, owners, modes and dates out of it', async () => {
  const listing = execFileSync(
    'tar',
    ['--list', '--gzip', '--verbose', '--numeric-owner', '--utc', '--quoting-style=literal'],
    { input: await buffer(writeTarGz(files, date)), encoding: 'utf8' },
  );
  const lines = listing.trim().split('\n');
  expect(lines.map((line) => line.split(/\s+/))).toEqual([
    ['-rw-r--r--', '0/0', '660', '2026-03-04', '05:06', 'src/App.tsx'],
    ['-rw-r--r--', '0/0', '0', '2026-03-04', '05:06', 'empty'],
    ['-rw-r--r--', '0/0', '4', '2026-03-04', '05:06', longPath],
  ]);
});

test('a source that fails ends the archive with its error', async () => {
  async function* failing() {
    yield await Promise.resolve(files[0]!);
    throw new Error('the bytes are gone');
  }
  await expect(buffer(writeTarGz(failing(), date))).rejects.toThrow('the bytes are gone');
});

test('a large file among many comes out whole, however slowly it is read', async () => {
  const large = Buffer.alloc(3_000_000, 'abcdefg');
  const many = Array.from({ length: 300 }, (_, i) => ({ path: `f${i}`, bytes: Buffer.from('x') }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeTarGz([...many, { path: 'large', bytes: large }], date)) {
    chunks.push(chunk);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const tar = gunzipSync(Buffer.concat(chunks));
  expect(tar.includes(large)).toBe(true);
});
