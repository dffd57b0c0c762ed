import { type ServerResponse } from 'node:http';

import { afterEach, expect, jest, test } from '@jest/globals';
import { type JobEvent } from '@promptly/common';
import fc from 'fast-check';

import { authorizedFetch } from './authorized-fetch.ts';
import { ApiError } from './errors.ts';
import { streamJobEvents, type StreamJobEventsInput } from './stream-job-events.ts';
import { type LocalServer, sendError, startLocalServer } from './test/local-server.ts';

const EVENTS: JobEvent[] = [
  { seq: 1, type: 'status', data: { status: 'running' } },
  { seq: 2, type: 'step', data: { name: 'normalize_prompt', state: 'started' } },
  { seq: 3, type: 'file', data: { path: 'src/Té.tsx', state: 'written', size: 12 } },
  { seq: 4, type: 'log', data: { level: 'info', message: 'two\nlines' } },
  { seq: 5, type: 'done', data: { status: 'succeeded' } },
];

let server: LocalServer;

afterEach(() => server.close());

function follow(input: Omit<StreamJobEventsInput, 'jobId'> = {}) {
  const stream = streamJobEvents({
    baseUrl: server.url,
    fetch: authorizedFetch({}),
    firstBackoffMs: 1,
  });
  return stream({ jobId: 'cgj_1', ...input });
}

async function collect(events: AsyncIterable<JobEvent>): Promise<JobEvent[]> {
  const collected: JobEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

function wireOf({ seq, type, data }: { seq: number; type: string; data: unknown }): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': hello\n\n');
}

test('events come once, in order, and the stream ends after done though the server keeps it open', async () => {
  server = await startLocalServer((_request, response) => {
    startStream(response);
    response.write(EVENTS.map(wireOf).join(''));
  });

  expect(await collect(follow())).toEqual(EVENTS);
});

test('a cut anywhere loses nothing and repeats nothing', async () => {
  const wire = Buffer.from(EVENTS.map(wireOf).join(''));
  let cuts: number[] = [];
  server = await startLocalServer((request, response) => {
    startStream(response);
    const lastSeq = Number(request.headers['last-event-id'] ?? 0);
    const from = Buffer.from(EVENTS.slice(0, lastSeq).map(wireOf).join('')).length;
    const bytes = wire.subarray(from, from + (cuts.shift() ?? wire.length));
    response.write(bytes, () => response.destroy());
  });

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: wire.length }), { maxLength: 4 }),
      async (positions) => {
        cuts = [...positions];
        expect(await collect(follow())).toEqual(EVENTS);
      },
    ),
    { numRuns: 40, seed: 20261122 },
  );
});

test('events that the caller has already are dropped, and so is what cannot be read', async () => {
  server = await startLocalServer((_request, response) => {
    startStream(response);
    const odd = [
      wireOf({ seq: 3, type: 'from_the_future', data: {} }),
      'id: 3\nevent: status\ndata: {broken\n\n',
      'event: status\ndata: {"status":"running"}\n\n',
      wireOf({ seq: 3, type: 'status', data: { status: 'nonsense' } }),
    ];
    response.write([...EVENTS.slice(0, 2).map(wireOf), ...odd, ...EVENTS.map(wireOf)].join(''));
  });

  const events = await collect(follow({ lastSeq: 2 }));

  expect(server.requests[0]?.headers['last-event-id']).toBe('2');
  expect(events).toEqual(EVENTS.slice(2));
});

test('a job of another organization is refused, not retried', async () => {
  server = await startLocalServer((_request, response) => sendError(response, 404, 'not_found'));

  await expect(collect(follow())).rejects.toMatchObject({ code: 'not_found' });
  expect(server.requests).toHaveLength(1);
});

test('a server that is busy or gone for a while is tried again, and the caller is told', async () => {
  let calls = 0;
  server = await startLocalServer((_request, response) => {
    calls += 1;
    if (calls === 1) return sendError(response, 503, 'unavailable');
    if (calls === 2) return void response.destroy();
    startStream(response);
    response.end(EVENTS.map(wireOf).join(''));
  });
  const connection: boolean[] = [];

  const events = await collect(follow({ onConnection: (up) => connection.push(up) }));

  expect(events).toEqual(EVENTS);
  expect(connection).toEqual([false, false, true]);
});

test('a server that asks to be left alone for a while is', async () => {
  server = await startLocalServer(() => undefined);
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  try {
    const busy = {
      status: 429,
      code: 'rate_limited',
      message: 'Busy',
      retryAfterMs: 3000,
    } as const;
    const fetch = jest
      .fn<(request: Request) => Promise<Response>>()
      .mockRejectedValueOnce(new ApiError(busy))
      .mockResolvedValue(new Response(EVENTS.map(wireOf).join('')));
    const stream = streamJobEvents({ baseUrl: server.url, fetch, firstBackoffMs: 1 });
    const events = collect(stream({ jobId: 'cgj_1' }));

    await jest.advanceTimersByTimeAsync(2999);
    expect(fetch).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(await events).toEqual(EVENTS);
  } finally {
    jest.useRealTimers();
  }
});

test('an abort ends the stream without an error', async () => {
  server = await startLocalServer((_request, response) => {
    startStream(response);
    response.write(wireOf({ seq: 1, type: 'status', data: { status: 'running' } }));
  });
  const abort = new AbortController();
  const collected: JobEvent[] = [];

  for await (const event of follow({ signal: abort.signal })) {
    collected.push(event);
    abort.abort();
  }

  expect(collected).toEqual(EVENTS.slice(0, 1));
});
