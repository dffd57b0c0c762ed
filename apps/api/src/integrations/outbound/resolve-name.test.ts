import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeAll, afterAll, expect, test } from '@jest/globals';

import { startNameServer, type NameServer, type Zone } from '../../testing/name-server.ts';
import { createOutbound } from './outbound-fetch.ts';
import { createResolve, type ResolveOptions } from './resolve-name.ts';

const PUBLIC = '93.184.215.14';
const PUBLIC_V6 = '2606:4700:4700::1111';
const notListed = { isListed: false };

let folder: string;
let hostsFile: string;
const servers: NameServer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptly-hosts-'));
  hostsFile = join(folder, 'hosts');
});
afterEach(() => servers.splice(0).forEach((server) => server.close()));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function resolveIn(zone: Zone, options: ResolveOptions = {}) {
  const server = await startNameServer(zone);
  servers.push(server);
  const resolve = createResolve({ servers: [server.address], hostsFile, ...options });
  return { resolve, asked: server.asked };
}

const addressesOf = (found: readonly { address: string }[]) => found.map(({ address }) => address);

test('a name is looked up with the addresses of both families', async () => {
  const { resolve } = await resolveIn((_name, type) => [type === 'A' ? PUBLIC : PUBLIC_V6]);
  expect(await resolve('example.test', notListed)).toEqual([
    { address: PUBLIC, family: 4 },
    { address: PUBLIC_V6, family: 6 },
  ]);
});

test.each([
  ['nothing', []],
  ['no answer', null],
])('a name with %s of the other family is found nevertheless', async (_what, others) => {
  const { resolve } = await resolveIn((_name, type) => (type === 'A' ? [PUBLIC] : others));
  expect(addressesOf(await resolve('example.test', notListed))).toEqual([PUBLIC]);
});

test('names that nobody answers for keep no file from being read, and are given up', async () => {
  const { resolve } = await resolveIn(() => null, { timeoutMs: 250 });
  let given = 0;
  const lookups = Array.from({ length: 32 }, async (_, i) => {
    const found = await resolve(`slow${i}.test`, notListed);
    given += 1;
    return found;
  });
  await stat(folder);
  expect(given).toBe(0);
  expect(await Promise.all(lookups)).toEqual(Array(32).fill([]));
});

test('names of this machine are found without asking anybody', async () => {
  await writeFile(
    hostsFile,
    '# inner\n10.1.2.3\tmodels.inner Models # main\n::1 models.inner\nx y\n',
  );
  const { resolve, asked } = await resolveIn(() => [PUBLIC]);
  for (const name of ['localhost', 'LOCALHOST.', 'app.localhost']) {
    expect(addressesOf(await resolve(name, notListed))).toEqual(['127.0.0.1', '::1']);
  }
  expect(await resolve('MODELS.inner.', notListed)).toEqual([
    { address: '10.1.2.3', family: 4 },
    { address: '::1', family: 6 },
  ]);
  expect(addressesOf(await resolve('models', notListed))).toEqual(['10.1.2.3']);
  expect(asked).toEqual([]);
  await writeFile(hostsFile, '');
  expect(addressesOf(await resolve('models', notListed))).toEqual([PUBLIC]);
});

test('a name that the operator lists is asked of the system', async () => {
  const { resolve, asked } = await resolveIn(() => [PUBLIC]);
  await expect(resolve('listed.invalid', { isListed: true })).rejects.toThrow('listed.invalid');
  expect(asked).toEqual([]);
});

test('what is looked up is held to the guard when it connects', async () => {
  const { resolve } = await resolveIn((_name, type) => (type === 'A' ? ['127.0.0.1'] : []));
  const outbound = createOutbound({ allowHosts: [], resolve });
  await expect(outbound.fetch('http://inner.test/')).rejects.toMatchObject({
    code: 'address_not_allowed',
  });
  await outbound.close();
});
