import { execFileSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';

import { expect, test } from '@jest/globals';

import { sha256Of } from '../trees/manifest.ts';
import { writeZip } from './zip-writer.ts';

const files = [
  { path: 'src/App.tsx', bytes: Buffer.from('export default function App() {}\n'.repeat(20)) },
  { path: 'é.bin', bytes: Buffer.from([1, 2, 3, 255]) },
];
const date = new Date('2026-03-04T05:06:08Z');

test('the same files and date are the same bytes, in any time zone', async () => {
  const here = sha256Of(await buffer(writeZip(files, date)));
  const program = `
    import { buffer } from 'node:stream/consumers';
    import { writeZip } from '${new URL('zip-writer.ts', import.meta.url).href}';
    const files = ${JSON.stringify(files.map(({ path, bytes }) => ({ path, bytes: [...bytes] })))}
      .map(({ path, bytes }) => ({ path, bytes: Buffer.from(bytes) }));
    process.stdout.write(await buffer(writeZip(files, new Date(${date.getTime()}))));`;
  const elsewhere = execFileSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    { env: { ...process.env, TZ: 'Pacific/Auckland', NODE_OPTIONS: '' }, cwd: import.meta.dirname },
  );
  expect(sha256Of(elsewhere)).toBe(here);
}, 30_000);

test('another date, another order or another byte are other bytes', async () => {
  const shas = await Promise.all(
    [
      writeZip(files, date),
      writeZip(files, new Date(date.getTime() + 2_000)),
      writeZip(files.toReversed(), date),
      writeZip([files[0]!, { path: 'é.bin', bytes: Buffer.from([1, 2, 3, 254]) }], date),
    ].map(async (zip) => sha256Of(await buffer(zip))),
  );
  expect(new Set(shas).size).toBe(4);
});

test('a date that the format cannot hold becomes the nearest that it can', async () => {
  const early = await buffer(writeZip(files, new Date(0)));
  expect(sha256Of(early)).toBe(
    sha256Of(await buffer(writeZip(files, new Date('1980-01-01T00:00:00Z')))),
  );
});
