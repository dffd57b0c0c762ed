import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';

import type { Session } from '@promptly/common';

import { createApp } from '../../app.ts';
import { CHANNELS } from '../../db/listener.ts';
import { apiKeys, sessions } from '../../db/schema/index.ts';
import { workAsToy } from '../../services/codegen/testing/work-as-toy.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let server: Server;
let project: ProjectClient;
const stopping = new AbortController();
const HEARTBEAT_MS = 100;

beforeAll(async () => {
  studio = await createTestApp({ env: { CODEGEN_MAX_OPEN_PER_ORG: '1000' } });
  server = createServer(
    createApp({ ...studio.container, stopping: stopping.signal, heartbeatMs: HEARTBEAT_MS }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(async () => {
  project = await createProjectClient(studio);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await studio.dispose();
});

async function start(): Promise<string> {
  const { body } = await project.post('/codegen', { promptText: 'a shop' });
  return (body as { jobId: string }).jobId;
}

const endSessions = () =>
  studio.container.db
    .update(sessions)
    .set({ revokedAt: new Date() })
    .where(eq(sessions.userId, project.actor.userId));

/** What somebody comes with, and how they lose the right to see the project. */
interface Rights {
  headers: { Authorization: string };
  lose: () => Promise<unknown>;
}

async function aSession(): Promise<Rights> {
  const person = { email: 'leaving@example.com', password: 'a long enough password' };
  const signedUp = await studio.agent.post('/api/v1/auth/signup').send(person);
  const { user, accessToken, refreshToken } = signedUp.body as Session;
  await studio.factories.addMember(project.orgId, user.id, 'viewer');
  return {
    headers: { Authorization: `Bearer ${accessToken}` },
    lose: () => studio.agent.post('/api/v1/auth/logout').send({ refreshToken }).expect(204),
  };
}

async function aMember(): Promise<Rights> {
  const { headers, actor } = await project.as('viewer');
  const path = `/api/v1/orgs/${project.orgId}/members/${actor.userId}`;
  return { headers, lose: () => studio.agent.delete(path).set(headers).expect(204) };
}

async function aKey(): Promise<Rights> {
  const key = await studio.factories.buildApiKey(project.orgId, ['read']);
  const revoked = { revokedAt: new Date() };
  const isOfOrg = eq(apiKeys.orgId, project.orgId);
  return {
    headers: { Authorization: `Bearer ${key}` },
    lose: () => studio.container.db.update(apiKeys).set(revoked).where(isOfOrg),
  };
}

/** Takes a table away from the program while something goes on. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  const { db } = studio.container;
  const [name, hidden] = [sql.identifier(table), sql.identifier(`${table}_away`)];
  await db.execute(sql`alter table ${name} rename to ${hidden}`);
  try {
    await work();
  } finally {
    await db.execute(sql`alter table ${hidden} rename to ${name}`);
  }
}

/** All that an answer brings, as it comes. */
function collect(answer: IncomingMessage): { text: string; more(): Promise<unknown> } {
  const told = { text: '', more: () => once(answer, 'data') };
  answer.setEncoding('utf8').on('data', (chunk: string) => (told.text += chunk));
  return told;
}

/** Resolves when that many more have come. */
async function heartbeats(told: ReturnType<typeof collect>, count: number): Promise<void> {
  const seen = () => told.text.split(': still here').length;
  const wanted = seen() + count;
  while (seen() < wanted) await told.more();
}

interface Sent {
  id: number;
  event: string;
  data: unknown;
}

function open(jobId: string, headers: Record<string, string> = {}, query = '') {
  const { port } = server.address() as AddressInfo;
  return get({
    ...{ port, host: '127.0.0.1', agent: false },
    path: `/api/v1/stream/codegen/${jobId}${query}`,
    headers: { ...project.headers, ...headers },
  });
}

async function answerOf(request: ReturnType<typeof open>): Promise<IncomingMessage> {
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return answer;
}

/** Reads events until the stream ends, or until so many have come, and then cuts the connection. */
async function read(request: ReturnType<typeof open>, cutAfter = Infinity): Promise<Sent[]> {
  const answer = await answerOf(request);
  answer.setEncoding('utf8');
  const events: Sent[] = [];
  let text = '';
  for await (const chunk of answer) {
    text += String(chunk);
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const fields = new Map(
        message.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]),
      );
      if (!fields.has('event')) continue;
      if (events.length === cutAfter) break;
      events.push({
        id: Number(fields.get('id')),
        event: fields.get('event') ?? '',
        data: JSON.parse(fields.get('data') ?? 'null') as unknown,
      });
    }
    if (events.length >= cutAfter) break;
  }
  request.destroy();
  return events;
}

const numbers = (events: Sent[]) => events.map(({ id }) => id);
const countTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('the stream of a job', () => {
  test('tells everything from the first event to done, and ends', async () => {
    const jobId = await start();
    const reading = read(open(jobId));
    await workAsToy(studio.container, jobId);
    const events = await reading;
    expect(numbers(events)).toEqual(countTo(events.length));
    expect(events[0]).toEqual({ id: 1, event: 'status', data: { status: 'queued' } });
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { status: 'succeeded' } });
    expect(await read(open(jobId))).toEqual(events);
  });

  test('is not cached and not held back by proxies', async () => {
    const request = open(await start());
    const { headers } = await answerOf(request);
    request.destroy();
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  test('cut at random places and taken up again gives each event once, in order', async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const jobId = await start();
        const working = workAsToy(studio.container, jobId);
        const seen: Sent[] = [];
        for (const cutAfter of [...places, Infinity]) {
          const last = seen.at(-1);
          if (last?.event === 'done') break;
          const resume: Record<string, string> = last ? { 'Last-Event-ID': String(last.id) } : {};
          seen.push(...(await read(open(jobId, resume), cutAfter)));
        }
        await working;
        expect(seen).toEqual(await read(open(jobId)));
      }),
      { numRuns: 12, seed: 5 },
    );
  });

  test('begins behind the number in the address; the header, which is newer, wins', async () => {
    const jobId = await start();
    await workAsToy(studio.container, jobId);
    const whole = await read(open(jobId));
    expect(await read(open(jobId, {}, '?lastEventId=5'))).toEqual(whole.slice(5));
    const both = open(jobId, { 'Last-Event-ID': '9' }, '?lastEventId=5');
    expect(await read(both)).toEqual(whole.slice(9));
    expect(await read(open(jobId, { 'Last-Event-ID': 'nonsense' }))).toEqual(whole);
  });

  test('has no content for a client that has seen the end', async () => {
    const jobId = await start();
    await workAsToy(studio.container, jobId);
    const last = (await read(open(jobId))).length;
    const answer = await answerOf(open(jobId, { 'Last-Event-ID': String(last) }));
    expect(answer.statusCode).toBe(204);
  });

  test('is there for those who may see the job, and not found for strangers', async () => {
    const jobId = await start();
    const viewer = await project.as('viewer');
    const allowed = open(jobId, viewer.headers);
    expect((await answerOf(allowed)).statusCode).toBe(200);
    allowed.destroy();
    const stranger = await project.asStranger();
    expect((await answerOf(open(jobId, stranger.headers))).statusCode).toBe(404);
    expect((await answerOf(open(jobId, { Authorization: '' }))).statusCode).toBe(401);
  });

  test('is refused to an access token whose session has ended', async () => {
    const jobId = await start();
    await endSessions();
    expect((await answerOf(open(jobId))).statusCode).toBe(401);
  });

  test.each<[string, () => Promise<Rights>]>([
    ['a session that signs out', aSession],
    ['a member who is removed', aMember],
    ['a key that is revoked', aKey],
  ])('ends for %s while it is open, and goes on for others', async (_, enter) => {
    const jobId = await start();
    const others = read(open(jobId));
    const { headers, lose } = await enter();
    const answer = await answerOf(open(jobId, headers));
    const told = collect(answer);
    const ended = once(answer, 'end');
    await heartbeats(told, 3);
    await lose();
    await ended;
    expect(told.text).not.toContain('event: done');
    await workAsToy(studio.container, jobId);
    expect((await others).at(-1)).toMatchObject({ event: 'done', data: { status: 'succeeded' } });
  });

  test('goes on when the right to it cannot be looked up for a while', async () => {
    const jobId = await start();
    const answer = await answerOf(open(jobId));
    const told = collect(answer);
    const ended = once(answer, 'end');
    await without('ps_sessions', () => heartbeats(told, 5));
    await workAsToy(studio.container, jobId);
    await ended;
    expect(told.text).toContain('event: done');
  });

  test('is cut when events cannot be read, and can be taken up again', async () => {
    const jobId = await start();
    const answer = await answerOf(open(jobId));
    const cut = once(answer, 'error') as Promise<[NodeJS.ErrnoException]>;
    const told = collect(answer);
    await heartbeats(told, 1);
    await without('ps_job_events', async () => {
      await studio.container.db.execute(sql`select pg_notify(${CHANNELS.jobEvents}, ${jobId})`);
      expect((await cut)[0].code).toBe('ECONNRESET');
    });
    await workAsToy(studio.container, jobId);
    const rest = await read(open(jobId, { 'Last-Event-ID': '1' }));
    expect([rest[0]?.id, rest.at(-1)?.event]).toEqual([2, 'done']);
  });

  test('ends when the program stops, with the time to come back after', async () => {
    const jobId = await start();
    const answer = await answerOf(open(jobId));
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    stopping.abort();
    await once(answer, 'end');
    expect(text).toContain('retry: ');
    expect(text).not.toContain('event: done');
  });
});
