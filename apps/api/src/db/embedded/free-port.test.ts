import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { afterEach, expect, test } from '@jest/globals';

import { freePort } from './free-port.ts';

const server = createServer();
afterEach(() => void server.close());

async function takenPort(): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('a free port is none that the system may give to an outgoing connection meanwhile', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  for (const port of ports) expect(port).toBeLessThan(32_768);
});

test('the preferred port is taken again while it is free, and another one when it is not', async () => {
  const kept = await freePort();
  expect(await freePort(kept)).toBe(kept);
  const taken = await takenPort();
  expect(await freePort(taken)).not.toBe(taken);
});
