import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';

import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import express from 'express';

import { sendBytes } from './send-bytes.ts';
import type { Patience } from './send-stream.ts';

const MIB = 1024 * 1024;
const SIZE = 64 * MIB;
/** More than both ends of a connection hold without their programs. */
const BUFFERED_MAX = 16 * MIB;
const PATIENCE: Patience = { idleMs: 30_000, intervalMs: 60_000, minBytesPerSecond: 20 };
const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

let patience: Patience;
let contentOf: () => Readable;
let opened: Readable[];
let server: Server;
let socket: Socket;

beforeEach(async () => {
  patience = PATIENCE;
  contentOf = () => Readable.from(pieces());
  opened = [];
  const app = express();
  app.get('/', async (req, res) => {
    const about = { etag: '"x"', size: SIZE, contentType: 'text/plain', disposition: 'inline' };
    const open = () => {
      const body = contentOf();
      body.on('error', () => undefined);
      opened.push(body);
      server.emit('opened');
      return Promise.resolve(body);
    };
    await sendBytes(req, res, { ...about, open }, patience);
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
});
afterEach(() => {
  jest.useRealTimers();
  socket.destroy();
  server.closeAllConnections();
  server.close();
});

function* pieces() {
  for (let sent = 0; sent < SIZE; sent += MIB) yield Buffer.alloc(MIB);
}

/** Resolves with the streams that are sent, of so many requests that are sent ahead. */
async function ask(requests = 1): Promise<Readable[]> {
  socket.write(REQUEST.repeat(requests));
  while (opened.length < requests) await once(server, 'opened');
  return opened;
}

async function untilClosed(body: Readable): Promise<void> {
  if (!body.closed) await new Promise((resolve) => body.once('close', resolve));
}

/** Lets the looks at a reader come when a test says so; all else goes on by itself. */
function holdLooks(): () => void {
  jest.useFakeTimers({
    doNotFake: [
      ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
      ...(['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] as const),
    ],
  });
  return () => jest.advanceTimersByTime(PATIENCE.intervalMs);
}

/** Reads so many bytes, and no more. */
async function read(bytes: number): Promise<void> {
  for (let left = bytes; left > 0;) {
    const chunk = (socket.read(Math.min(left, socket.readableLength || 1)) ?? '') as Buffer;
    left -= chunk.length;
    if (chunk.length === 0) await once(socket, 'readable');
  }
}

test('a reader that does not read is cut off, and gives back what it held', async () => {
  patience = { ...PATIENCE, idleMs: 100 };
  const [body] = await ask();
  await untilClosed(body!);
  expect(body!.readableEnded).toBe(false);
});

test('a reader that takes less than it must is cut off at the first look, however much is left', async () => {
  const look = holdLooks();
  patience = { ...PATIENCE, minBytesPerSecond: SIZE };
  const [body] = await ask();
  await read(MIB);
  look();
  await untilClosed(body!);
  expect(body!.readableEnded).toBe(false);
});

test('what a reader took before counts for nothing at the next look', async () => {
  const look = holdLooks();
  patience = { ...PATIENCE, minBytesPerSecond: MIB / 60 };
  const [body] = await ask();
  await read(SIZE - 2 * BUFFERED_MAX);
  // What it reads no more is buffered for a while.
  for (let buffered = 0; buffered <= BUFFERED_MAX; buffered += MIB) look();
  await untilClosed(body!);
  expect(body!.readableEnded).toBe(false);
});

test('a reader that takes what it must goes on, however long it takes and in whatever pieces it comes', async () => {
  const look = holdLooks();
  contentOf = () => Readable.from([Buffer.alloc(SIZE)]);
  const [body] = await ask();
  for (let received = 0; received < SIZE; received += BUFFERED_MAX) {
    await read(BUFFERED_MAX);
    if (received + BUFFERED_MAX < SIZE) look();
  }
  await untilClosed(body!);
  expect(body!.readableEnded).toBe(true);
});

test('who hangs up gives back what it held, also for answers that wait behind another one', async () => {
  const [first, second] = await ask(2);
  socket.destroy();
  await Promise.all([untilClosed(first!), untilClosed(second!)]);
  expect([first!.readableEnded, second!.readableEnded]).toEqual([false, false]);
});
