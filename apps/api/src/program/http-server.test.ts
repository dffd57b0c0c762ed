import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';

import { expect, test } from '@jest/globals';

import { freePort } from '../db/embedded/free-port.ts';
import { StartupError } from '../startup-error.ts';
import { listen } from './http-server.ts';

async function call(port: number): Promise<IncomingMessage> {
  const request = get({ port, host: '127.0.0.1', agent: false });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return answer.resume();
}

test('before it serves, it says that the program is starting', async () => {
  const port = await freePort();
  const server = await listen('127.0.0.1', port, 'PORT');
  const early = await call(port);
  expect([early.statusCode, early.headers['retry-after']]).toEqual([503, '1']);
  server.serve((_req, res) => res.end());
  expect((await call(port)).statusCode).toBe(200);
  await server.stop(1_000);
});

test('a stop lets a request that is under way end, and takes no new one', async () => {
  const port = await freePort();
  const server = await listen('127.0.0.1', port, 'PORT');
  let finish = () => undefined as void;
  server.serve((_req, res) => {
    res.write('begun ');
    finish = () => void res.end('and ended');
  });
  const request = get({ port, host: '127.0.0.1' });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const stopped = server.stop(5_000);
  await expect(call(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  finish();
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  expect(text).toBe('begun and ended');
  await stopped;
});

test('a stop does not wait longer than it may for a request that never ends', async () => {
  const port = await freePort();
  const server = await listen('127.0.0.1', port, 'PORT');
  server.serve((_req, res) => res.write('for ever'));
  const [answer] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
  answer.on('error', () => undefined).resume();
  await server.stop(50);
});

test('a taken port is one sentence that names the port and the setting', async () => {
  const port = await freePort();
  const server = await listen('127.0.0.1', port, 'PORT');
  const second = listen('127.0.0.1', port, 'PREVIEW_PORT');
  await expect(second).rejects.toThrow(StartupError);
  await expect(second).rejects.toThrow(new RegExp(`^Port ${port} is taken.*PREVIEW_PORT=`));
  await server.stop(100);
});
