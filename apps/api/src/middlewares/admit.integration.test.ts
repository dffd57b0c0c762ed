import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { z } from 'zod';

import { defineRawRoute, defineRoute, type Route } from '../http/define-route.ts';
import { createAdmission } from '../services/admission.ts';
import { createByteBudget, type ByteBudget } from '../services/byte-budget.ts';
import { createLanes, type Lanes } from '../services/lanes.ts';
import { refusalOf } from '../testing/answers.ts';
import { mounted } from '../testing/mounted.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { type EventStream, openEventStream } from './sse.ts';

let studio: TestApp;
let server: Server;
let headers: Record<string, string>;
let open: () => void;
let gate: Promise<void>;
let entered = 0;
let handled = 0;
let held = 0;
let streams: EventStream[] = [];

const about = { tag: 'System', summary: 'Test', errors: [], auth: 'required' } as const;
const routes: Route[] = [
  defineRoute({
    ...{ ...about, operationId: 'wait', method: 'post', path: '/wait' },
    body: z.object({ text: z.string() }),
    success: { status: 200, description: 'It', schema: z.object({ ok: z.boolean() }) },
    async handle() {
      handled += 1;
      await gate;
      return { ok: true };
    },
  }),
  defineRawRoute({
    ...{ ...about, operationId: 'stream', method: 'get', path: '/stream' },
    success: { status: 200, description: 'Events', contentType: 'text/event-stream' },
    handle({ res, stopping }) {
      streams.push(openEventStream(res, { stopping, heartbeatMs: 1_000 }));
      return Promise.resolve(undefined);
    },
  }),
];

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  entered = 0;
  handled = 0;
  held = 0;
  streams = [];
  gate = new Promise((resolve) => (open = resolve));
  headers = await signedIn();
  const admission = {
    ...createAdmission(),
    requests: counted(createLanes({ maxRunning: 2, maxWaiting: 1 })),
    bodies: watched(
      createByteBudget({ maxBytes: 50_000, maxBytesPerCaller: 20_000, freeBytes: 100 }),
    ),
  };
  const container = { ...studio.container, admission };
  server = createServer(mounted({ ...studio, container }, routes)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  open();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
afterAll(() => studio.dispose());

async function signedIn(): Promise<Record<string, string>> {
  const user = await studio.factories.buildUser();
  return { ...(await studio.bearer(user.id)), 'Content-Type': 'application/json' };
}

async function post(content: string, as = headers) {
  // Awaited here, as it is sent only then.
  return await supertest(server).post('/wait').set(as).send({ text: content });
}

const port = () => (server.address() as AddressInfo).port;

/** Counts who came to it besides. */
function counted(lanes: Lanes): Lanes {
  return {
    ...lanes,
    enter(key, signal) {
      entered += 1;
      return lanes.enter(key, signal);
    },
  };
}

/** Counts what is held besides. */
function watched(budget: ByteBudget): ByteBudget {
  return {
    open(caller) {
      const account = budget.open(caller);
      let added = 0;
      return {
        add(bytes) {
          const refusal = account.add(bytes);
          added += bytes;
          held += bytes;
          return refusal;
        },
        close() {
          account.close();
          held -= added;
        },
      };
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a caller has so many requests at work, so many that wait, and is refused beyond', async () => {
  const three = [post('a'), post('b'), post('c')];
  await until(() => entered === 3 && handled === 2);
  const refused = await post('d');
  expect(refusalOf(refused)).toEqual([429, 'rate_limited']);
  expect(refused.headers['retry-after']).toBe('2');
  const other = post('e', await signedIn());
  await until(() => handled === 3);
  open();
  const answers = await Promise.all([...three, other]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

test('large bodies of a caller that are held are limited together, and small ones are taken', async () => {
  const first = post('x'.repeat(15_000));
  await until(() => handled === 1);
  expect(refusalOf(await post('x'.repeat(15_000)))).toEqual([429, 'rate_limited']);
  const small = post('small');
  await until(() => handled === 2);
  open();
  expect([(await first).status, (await small).status]).toEqual([200, 200]);
  expect((await post('x'.repeat(15_000))).status).toBe(200);
});

test('large bodies of all callers that are held are limited together', async () => {
  const callers = await Promise.all(Array.from({ length: 4 }, signedIn));
  const taken = callers.slice(0, 3).map((as) => post('x'.repeat(15_000), as));
  await until(() => handled === 3);
  expect(refusalOf(await post('x'.repeat(15_000), callers[3]))).toEqual([503, 'unavailable']);
  open();
  expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([200, 200, 200]);
});

/** The text of a request as it goes over the wire. */
function wired(bodyBytes: number, body: string): string {
  const lines = Object.entries({ ...headers, Host: 'localhost', 'Content-Length': bodyBytes });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `POST /wait HTTP/1.1\r\n${head}\r\n${body}`;
}

test('a body that is cut off gives back what it took', async () => {
  const socket = connect(port(), '127.0.0.1');
  socket.write(wired(19_000, 'x'.repeat(18_000)));
  await until(() => held === 18_000);
  expect(refusalOf(await post('x'.repeat(15_000)))).toEqual([429, 'rate_limited']);
  socket.destroy();
  await until(() => held === 0);
  open();
  expect((await post('x'.repeat(15_000))).status).toBe(200);
});

test('a request behind another one of its connection gives back what it took when that ends', async () => {
  const socket = connect(port(), '127.0.0.1');
  const body = JSON.stringify({ text: 'a' });
  socket.write(wired(body.length, body));
  await until(() => handled === 1);
  socket.write(wired(19_000, 'x'.repeat(18_000)));
  await until(() => held === body.length + 18_000);
  socket.destroy();
  open();
  await until(() => held === 0);
  const both = [post('b'), post('c')];
  expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
});

test('a request keeps what it took while its work goes on, also when its caller has left', async () => {
  const socket = connect(port(), '127.0.0.1');
  const body = JSON.stringify({ text: 'x'.repeat(15_000) });
  socket.write(wired(body.length, body));
  await until(() => handled === 1);
  socket.destroy();
  await once(socket, 'close');
  expect(refusalOf(await post('x'.repeat(15_000)))).toEqual([429, 'rate_limited']);
  open();
  await until(() => held === 0);
});

test('a caller has at most twenty event streams open, and requests beside them', async () => {
  const stream = async (): Promise<IncomingMessage> => {
    const asked = get({
      ...{ port: port(), host: '127.0.0.1', path: '/stream' },
      headers,
      agent: false,
    });
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer;
  };
  const answers = await Promise.all(Array.from({ length: 20 }, stream));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(200));
  const refused = await stream();
  expect(refused.statusCode).toBe(429);
  expect((await text(refused)).includes('rate_limited')).toBe(true);
  open();
  expect((await post('a')).status).toBe(200);

  answers[0]?.destroy();
  let again = await stream();
  while (again.statusCode === 429) again = await stream();
  expect(again.statusCode).toBe(200);
});

test('a stream behind another answer of its connection ends with the connection', async () => {
  const socket = connect(port(), '127.0.0.1');
  const body = JSON.stringify({ text: 'a' });
  socket.write(wired(body.length, body));
  await until(() => handled === 1);
  socket.write(`GET /stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${headers.Authorization}\r\n\r\n`); // prettier-ignore
  await until(() => streams.length === 1);
  expect(streams[0]?.closed.aborted).toBe(false);
  socket.destroy();
  await until(() => streams[0]?.closed.aborted === true);
});
