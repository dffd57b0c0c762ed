import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, test } from '@jest/globals';
import express from 'express';

import { openEventStream, spreadBeatMs, type EventStream, type EventStreamOptions } from './sse.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server with one stream, and a client that has its headers. */
async function connect(
  options: Partial<EventStreamOptions>,
): Promise<{ stream: EventStream; answer: IncomingMessage }> {
  const stopping = options.stopping ?? new AbortController().signal;
  let stream: EventStream | undefined;
  const app = express();
  app.get('/', (_req, res) => {
    stream = openEventStream(res, { heartbeatMs: 15_000, ...options, stopping });
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [answer] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
  if (!stream) throw new Error('no stream was opened');
  return { stream, answer };
}

async function readAll(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return text;
}

test('events arrive with id, type and JSON on lines of their own', async () => {
  const { stream, answer } = await connect({});
  expect(await stream.send({ id: 7, event: 'log', data: { message: 'a\nb' } })).toBe(true);
  stream.end();
  expect(await readAll(answer)).toBe(
    'retry: 1000\n\nid: 7\nevent: log\ndata: {"message":"a\\nb"}\n\n',
  );
});

test('proxies are told not to hold back, keep or change a stream', async () => {
  const { stream, answer } = await connect({});
  expect(answer.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  stream.end();
});

test('a heartbeat keeps a quiet stream open', async () => {
  const { stream, answer } = await connect({ heartbeatMs: 10 });
  const [first] = (await once(answer, 'data')) as [Buffer];
  const [second] = first.includes(': still here')
    ? [first]
    : ((await once(answer, 'data')) as [Buffer]);
  expect(String(second)).toContain(': still here');
  stream.end();
});

test('the heartbeats of streams are spread, and never later than they have to be', () => {
  expect([0, 0.5, 1].map((random) => spreadBeatMs(1_000, random))).toEqual([1_000, 875, 750]);
});

test('a stream ends when the program begins to stop, and takes nothing more', async () => {
  const program = new AbortController();
  const { stream, answer } = await connect({ stopping: program.signal });
  program.abort();
  await readAll(answer);
  expect(stream.closed.aborted).toBe(true);
  expect(await stream.send({ event: 'log', data: {} })).toBe(false);
});

test('a stream ends at the next heartbeat after its client lost the right to it', async () => {
  const asked: boolean[] = [];
  const mayStay = () => Promise.resolve(asked.push(true) < 3);
  const { stream, answer } = await connect({ heartbeatMs: 10, mayStay });
  await readAll(answer);
  expect(stream.closed.aborted).toBe(true);
  expect(asked).toHaveLength(3);
});

test('a stream is over when its client leaves', async () => {
  const { stream, answer } = await connect({});
  answer.destroy();
  if (!stream.closed.aborted) await once(stream.closed, 'abort');
  expect(await stream.send({ event: 'log', data: {} })).toBe(false);
});

test('a client that takes nothing is given up instead of filling the memory', async () => {
  const { stream, answer } = await connect({ maxBufferedBytes: 100_000, slowClientMs: 50 });
  answer.pause();
  const data = 'x'.repeat(1_000_000);
  let sent = 0;
  while (await stream.send({ event: 'log', data })) sent += 1;
  expect(stream.closed.aborted).toBe(true);
  expect(sent).toBeLessThan(50);
});
