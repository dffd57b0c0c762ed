import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import { expect, test } from '@jest/globals';
import express from 'express';

import { sendBytes, type Patience } from './send-bytes.ts';

const MIB = 1024 * 1024;
const SIZE = 64 * MIB;
const PATIENCE: Patience = { idleMs: 30_000, beginMs: 60_000, minBytesPerSecond: 1_000 };

/** Answers bytes without end in sight; resolves with the stream that is sent. */
async function serve(patience: Partial<Patience>) {
  let open: (body: Readable) => void;
  const opened = new Promise<Readable>((resolve) => (open = resolve));
  const app = express();
  app.get('/', async (req, res) => {
    await sendBytes(
      req,
      res,
      {
        ...{ etag: '"x"', size: SIZE, contentType: 'text/plain', disposition: 'inline' },
        open: () => {
          const body = Readable.from(pieces());
          body.on('error', () => undefined);
          open(body);
          return Promise.resolve(body);
        },
      },
      { ...PATIENCE, ...patience },
    );
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  return { server, socket, opened };
}

function* pieces() {
  for (let sent = 0; sent < SIZE; sent += MIB) yield Buffer.alloc(MIB);
}

test('a reader that does not read is cut off, and gives back what it held', async () => {
  const { server, socket, opened } = await serve({ idleMs: 100 });
  try {
    const body = await opened;
    await new Promise((resolve) => body.once('close', resolve));
    expect(body.destroyed).toBe(true);
    expect(body.readableEnded).toBe(false);
  } finally {
    socket.destroy();
    server.close();
  }
});

test('a reader that takes a trickle is cut off, too', async () => {
  const { server, socket, opened } = await serve({ beginMs: 100, minBytesPerSecond: SIZE * 10 });
  // The trickle: some of it each time, for as long as it is sent.
  socket.on('data', () => {
    socket.pause();
    setTimeout(() => socket.resume(), 20);
  });
  try {
    const body = await opened;
    await new Promise((resolve) => body.once('close', resolve));
    expect(body.readableEnded).toBe(false);
  } finally {
    socket.destroy();
    server.close();
  }
});

test('a reader that reads slowly is not', async () => {
  const { server, socket, opened } = await serve({});
  try {
    const body = await opened;
    let received = 0;
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      received += chunk.byteLength;
      if (received % (8 * MIB) < chunk.byteLength)
        await new Promise((next) => setTimeout(next, 50));
      if (received >= SIZE) break;
    }
    expect(received).toBeGreaterThanOrEqual(SIZE);
    expect(body.readableEnded).toBe(true);
  } finally {
    socket.destroy();
    server.close();
  }
});
