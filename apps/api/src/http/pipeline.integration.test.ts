import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DrizzleQueryError } from 'drizzle-orm';
import supertest from 'supertest';
import { z } from 'zod';

import { AppError } from '@promptly/common';

import { errorOf, refusalOf } from '../testing/answers.ts';
import { mounted } from '../testing/mounted.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { defineRoute, type Route } from './define-route.ts';

let studio: TestApp;
let headers: { Authorization: string };
let thrown: unknown = new Error('something with a p4ssword in it');
let answered: unknown = { ok: true };

const about = { tag: 'System', summary: 'Test', errors: [] } as const;
const okSchema = z.object({ ok: z.boolean() });
const routes: Route[] = [
  defineRoute({
    ...{ ...about, operationId: 'echo', method: 'post', path: '/echo', auth: 'none' },
    body: z.object({ name: z.string(), size: z.number().optional() }),
    query: z.object({ limit: z.coerce.number().max(10).optional() }),
    success: { status: 200, description: 'It', schema: z.object({ name: z.string() }) },
    handle: ({ body }) => Promise.resolve({ name: body.name }),
  }),
  defineRoute({
    ...{ ...about, operationId: 'fail', method: 'get', path: '/fail', auth: 'none' },
    success: { status: 200, description: 'Never', schema: okSchema },
    handle: () => Promise.reject(thrown as Error),
  }),
  defineRoute({
    ...{ ...about, operationId: 'answer', method: 'get', path: '/answer', auth: 'none' },
    success: { status: 200, description: 'It', schema: okSchema },
    handle: () => Promise.resolve(answered as { ok: boolean }),
  }),
];

beforeAll(async () => {
  studio = await createTestApp();
  headers = await studio.bearer((await studio.factories.buildUser()).id);
});
afterAll(() => studio.dispose());

const agent = () => supertest(mounted(studio, routes));
const echo = () => agent().post('/echo');

describe('a body', () => {
  test.each(['{"name": ', '{name: 1}', '[', '"text', '{"name":"\u0000"', 'null', '5'])(
    'that is no JSON object is refused: %j',
    async (text) => {
      const answer = await echo().set('Content-Type', 'application/json').send(text);
      expect(refusalOf(answer)).toEqual([400, 'malformed_body']);
    },
  );

  test.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('of %s in each other without end is refused', async (_, open, close) => {
    const nested = (depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
    const send = (depth: number) =>
      studio.agent
        .post('/api/v1/orgs')
        .set({
          ...headers,
          'Idempotency-Key': `deep-${open}-${depth}`,
          'Content-Type': 'application/json',
        })
        .send(`{"name":"Deep","junk":${nested(depth)}}`);
    expect(refusalOf(await send(100_000))).toEqual([400, 'malformed_body']);
    expect(refusalOf(await send(64))).toEqual([400, 'malformed_body']);
    // Read, and then no field that the contract has.
    expect(refusalOf(await send(63))).toEqual([422, 'validation_failed']);
  });

  test('of more values than any call needs is refused before it is parsed', async () => {
    const send = (values: number) =>
      studio.agent
        .post('/api/v1/orgs')
        .set({ ...headers, 'Content-Type': 'application/json' })
        .send(
          `{"name":"Many","junk":[${Array(values - 3)
            .fill('1')
            .join()}]}`,
        );
    const refused = await send(20_001);
    expect(refusalOf(refused)).toEqual([413, 'payload_too_large']);
    expect(errorOf(refused).details).toEqual({ maxValues: 20_000 });
    expect(refusalOf(await send(20_000))).toEqual([422, 'validation_failed']);
  });

  test('of somebody who is not signed in is refused where it is larger than any of these is', async () => {
    const send = (path: string, bytes: number) => {
      const body = { name: 'a'.repeat(bytes - '{"name":""}'.length) };
      return path === '/echo' ? echo().send(body) : studio.agent.post(path).send(body);
    };
    expect((await send('/echo', 16_384)).status).toBe(200);
    const open = ['signup', 'login', 'refresh', 'logout'].map((name) => `/api/v1/auth/${name}`);
    for (const path of ['/echo', ...open]) {
      expect(refusalOf(await send(path, 16_385))).toEqual([413, 'payload_too_large']);
    }
  });

  test('of another type is refused', async () => {
    const answer = await echo().set('Content-Type', 'text/plain').send('name=a');
    expect(refusalOf(answer)).toEqual([415, 'unsupported_media_type']);
  });

  test('in another character set or packing is refused', async () => {
    const json = { 'Content-Type': 'application/json' };
    for (const changed of [
      { 'Content-Type': 'application/json; charset=utf-16' },
      { ...json, 'Content-Encoding': 'gzip' },
    ]) {
      expect(refusalOf(await echo().set(changed).send('{}'))).toEqual([
        415,
        'unsupported_media_type',
      ]);
    }
  });

  test('whose text is no UTF-8 is refused', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"name":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]);
    const answer = await echo()
      .set('Content-Type', 'application/json')
      .serialize(() => bytes as unknown as string)
      .send({});
    expect(refusalOf(answer)).toEqual([400, 'malformed_body']);
  });

  test('that breaks the contract is refused with every issue and its place', async () => {
    const answer = await echo().query({ limit: '99' }).send({ size: 'big' });
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    expect(errorOf(answer).details.issues).toEqual([
      { in: 'query', path: 'limit', message: expect.any(String) },
      { in: 'body', path: 'name', message: expect.any(String) },
      { in: 'body', path: 'size', message: expect.any(String) },
    ]);
  });

  test.each([
    ['{"__proto__": {"isAdmin": true}, "name": "a"}', 400],
    ['{"constructor": 1, "name": "a"}', 200],
  ])(
    'with names that JavaScript knows changes nothing but its answer: %s',
    async (text, status) => {
      const answer = await echo().set('Content-Type', 'application/json').send(text);
      expect(answer.status).toBe(status);
      if (status === 200) expect(answer.body).toEqual({ name: 'a' });
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );
});

describe('a body of 50 MB', () => {
  const MIB = 1024 * 1024;
  let server: Server;

  beforeAll(async () => {
    server = createServer(mounted(studio, routes)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A plain connection: clients of Node's own stop sending when an answer comes early. */
  function dial(extra: string) {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.write(
      `POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${extra}\r\n\r\n`,
    );
    return {
      async write(bytes: Buffer | string): Promise<void> {
        if (!socket.write(bytes)) await once(socket, 'drain');
      },
      /** Its head and its body may come one after the other. */
      async answer(): Promise<string> {
        while (!/\r\n\r\n.*\}\}/s.test(text)) await once(socket, 'data');
        socket.destroy();
        return text;
      },
    };
  }

  const refused = /^HTTP\/1\.1 413 .*"code":"payload_too_large"/s;
  const piece = Buffer.alloc(MIB, 'a');

  test.each(['keep-alive', 'close'])(
    'is answered 413 to whoever sends it to the end (%s)',
    async (connection) => {
      const caller = dial(`Content-Length: ${50 * MIB}\r\nConnection: ${connection}`);
      for (let i = 0; i < 50; i += 1) await caller.write(piece);
      expect(await caller.answer()).toMatch(refused);
    },
  );

  test('is answered 413 when its size is not said', async () => {
    const caller = dial('Transfer-Encoding: chunked');
    for (let i = 0; i < 50; i += 1) {
      await caller.write(`${MIB.toString(16)}\r\n`);
      await caller.write(piece);
      await caller.write('\r\n');
    }
    expect(await caller.answer()).toMatch(refused);
  });

  test('is answered while it is still being sent', async () => {
    const caller = dial(`Content-Length: ${50 * MIB}`);
    await caller.write(piece);
    expect(await caller.answer()).toMatch(refused);
  });
});

describe('a failure that nobody foresaw', () => {
  test('is answered without a word of what it was, and logged with the request id', async () => {
    thrown = new Error('something with a p4ssword in it');
    const answer = await agent().get('/fail').set('X-Request-Id', 'failing-request');
    expect(refusalOf(answer)).toEqual([500, 'internal']);
    expect(answer.text).not.toMatch(/p4ssword|at .*\.ts/);
    const ofRequest = studio.logLines.filter((entry) => entry.includes('failing-request'));
    const line = ofRequest.find((entry) => entry.includes('request failed')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'error', requestId: 'failing-request' });
    expect(line).toContain('p4ssword');
  });

  test.each([
    [new DrizzleQueryError('select 1', [], systemError('57P01')), [503, 'unavailable']],
    [new DrizzleQueryError('select 1', [], systemError('ECONNREFUSED')), [503, 'unavailable']],
    [new DrizzleQueryError('select 1', [], systemError('25P03')), [503, 'unavailable']],
    [new DrizzleQueryError('update', ['secret'], systemError('55P03')), [503, 'busy']],
    [new DrizzleQueryError('update', ['secret'], systemError('40P01')), [503, 'busy']],
    [new DrizzleQueryError('insert', ['secret'], systemError('23505')), [409, 'conflict']],
    [new DrizzleQueryError('insert', ['secret'], systemError('42P01')), [500, 'internal']],
    [
      new AppError('head_moved', 'The head moved.', { headRevisionId: 'rev_1' }),
      [409, 'head_moved'],
    ],
    ['a string', [500, 'internal']],
    [undefined, [500, 'internal']],
    [{ type: 'entity.parse.failed' }, [500, 'internal']],
  ])('%#', async (error, expected) => {
    thrown = error;
    const answer = await agent().get('/fail');
    expect(refusalOf(answer)).toEqual(expected);
    expect(answer.text).not.toContain('secret');
  });

  function systemError(code: string): Error {
    return Object.assign(new Error(`system error ${code}`), { code });
  }
});

describe('an answer that breaks its contract is a failure in tests', () => {
  test.each([[{ ok: true, more: 1 }], [{ ok: 'yes' }], [{}]])('%j', async (body) => {
    answered = body;
    expect(refusalOf(await agent().get('/answer'))).toEqual([500, 'internal']);
  });

  test('and one that keeps it is sent', async () => {
    answered = { ok: true };
    expect((await agent().get('/answer')).body).toEqual({ ok: true });
  });
});

describe('an Idempotency-Key', () => {
  const create = (key: string, body: object, as = headers) =>
    studio.agent
      .post('/api/v1/orgs')
      .set({ ...as, 'Idempotency-Key': key })
      .send(body);
  const orgsOf = async (as: { Authorization: string }) =>
    ((await studio.agent.get('/api/v1/orgs').set(as)).body as { items: unknown[] }).items.length;

  test('makes a repetition answer what the first one did, and do nothing', async () => {
    const before = await orgsOf(headers);
    const first = await create('key-1', { name: 'Once' });
    const again = await create('key-1', { name: 'Once' });
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await orgsOf(headers)).toBe(before + 1);
  });

  test('sent many times at once does the work once', async () => {
    const before = await orgsOf(headers);
    const many = Array.from({ length: 10 }, () => create('key-2', { name: 'At once' }));
    const answers = await Promise.all(many);
    for (const answer of answers) {
      if (answer.status !== 201) {
        expect(refusalOf(answer)).toEqual([409, 'idempotency_in_progress']);
      }
    }
    expect(await orgsOf(headers)).toBe(before + 1);
  });

  test('for another request is refused', async () => {
    await create('key-3', { name: 'One' });
    const other = await create('key-3', { name: 'Another' });
    expect(refusalOf(other)).toEqual([422, 'idempotency_key_reused']);
  });

  test('is its sender’s own', async () => {
    const somebody = await studio.bearer((await studio.factories.buildUser()).id);
    await create('key-4', { name: 'Mine' });
    const theirs = await create('key-4', { name: 'Theirs' }, somebody);
    expect([theirs.status, theirs.headers['idempotent-replayed']]).toEqual([201, undefined]);
  });

  test('keeps a refusal that will not change, and no other', async () => {
    const org = await studio.factories.buildOrg();
    const { id } = await studio.factories.buildProject({ org });
    const viewer = await studio.factories.buildUser();
    await studio.factories.addMember(org.id, viewer.id, 'viewer');
    const rename = (key: string, as: { Authorization: string }) =>
      studio.agent
        .post(`/api/v1/projects/${id}/files/rename`)
        .set({ ...as, 'Idempotency-Key': key })
        .send({ from: 'missing.md', to: 'x.md' });
    const owner = await studio.bearer(org.ownerUserId);
    await rename('key-5', owner);
    expect((await rename('key-5', owner)).headers['idempotent-replayed']).toBe('true');
    const as = await studio.bearer(viewer.id);
    await rename('key-6', as);
    const again = await rename('key-6', as);
    expect([refusalOf(again), again.headers['idempotent-replayed']]).toEqual([
      [403, 'forbidden'],
      undefined,
    ]);
  });

  test.each(['', 'a b', 'x'.repeat(256), 'é'])('that is none (%j) is refused', async (key) => {
    const answer = await create(encodeURI(key) === key ? key : 'a b', { name: 'P' });
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
  });
});
