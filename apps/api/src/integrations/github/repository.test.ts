import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import {
  startGithubApiStub,
  STUB_TOKEN,
  type GithubApiStub,
} from '../../testing/github/github-api-stub.ts';
import { refusal } from '../../testing/github/stub-repository.ts';
import type { StubAnswer } from '../../testing/oauth/stub-server.ts';
import { createOutbound, type Outbound } from '../outbound/outbound-fetch.ts';
import { createGithub } from './github.ts';
import type { GithubRepository } from './repository.ts';

let stub: GithubApiStub;
let outbound: Outbound;
let waits: number[];

const NAME = 'octo/shop';
const NOW = new Date('2026-11-23T12:00:00Z');

beforeAll(async () => {
  stub = await startGithubApiStub();
  outbound = createOutbound({ allowHosts: ['127.0.0.1'] });
});
afterAll(async () => {
  await outbound.close();
  await stub.close();
});
beforeEach(() => {
  stub.addRepository(NAME).git.commit('main', { a: '1' });
  stub.requests.length = 0;
  waits = [];
});
afterEach(() => stub.intercept(null));

interface Opened {
  token?: string | null;
  signal?: AbortSignal;
  callTimeoutMs?: number;
}

function open({ token = STUB_TOKEN, signal, callTimeoutMs = 10_000 }: Opened = {}) {
  const server = { url: stub.url, apiUrl: stub.url };
  const wait = (ms: number) => Promise.resolve(void waits.push(ms));
  const github = createGithub({ server, outbound, wait, now: () => NOW, callTimeoutMs });
  return github.open(NAME, { token, signal: signal ?? new AbortController().signal });
}

/** Answers the first calls with these, then as usual. */
function answerFirst(...answers: StubAnswer[]): void {
  stub.intercept(() => answers.shift());
}

describe('what GitHub answers is told as', () => {
  test.each<[string, StubAnswer, object]>([
    ['a bad token', refusal(401, 'Bad credentials'), { fault: 'unauthorized' }],
    ['no right', refusal(403, 'Nope'), { fault: 'forbidden', said: 'Nope' }],
    [
      'a single sign-on',
      { ...refusal(403, 'SSO'), headers: { 'X-GitHub-SSO': 'required; url=https://x' } },
      { fault: 'sso' },
    ],
    ['nothing there', refusal(404, 'Not Found'), { fault: 'not_found' }],
    ['an empty repository', refusal(409, 'Git Repository is empty.'), { fault: 'empty' }],
    ['a refusal', refusal(422, 'Changes must be made by others'), { fault: 'refused' }],
    ['a secondary limit', refusal(403, 'You have exceeded a secondary rate limit'), limit(60)],
    ['a limit', { ...refusal(429, 'Slow'), headers: { 'Retry-After': '90' } }, limit(90)],
    [
      'a limit until a time',
      {
        ...refusal(403, 'Enough'),
        headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(+NOW / 1000 + 30) },
      },
      limit(30),
    ],
    ['no JSON', { text: '<html>' }, { fault: 'unreachable' }],
    ['another shape', { json: { id: 'x' } }, { fault: 'unreachable' }],
    [
      'no type of content that there is',
      { text: '{}', headers: { 'Content-Type': ';;' } },
      { fault: 'unreachable' },
    ],
  ])('%s', async (_name, answer, expected) => {
    stub.intercept(() => answer);
    await expect(open().facts()).rejects.toMatchObject({ name: 'GithubError', ...expected });
  });

  function limit(retryAfterSeconds: number) {
    return { fault: 'rate_limited', retryAfterSeconds };
  }
});

describe('what is asked again', () => {
  test('is a server that fails, until it answers', async () => {
    answerFirst({ status: 502 }, { status: 503 });
    expect(await open().facts()).toMatchObject({ id: expect.any(Number), fullName: NAME });
    expect(stub.requests).toHaveLength(3);
  });

  test('comes to an end', async () => {
    stub.intercept(() => ({ status: 500 }));
    await expect(open().facts()).rejects.toMatchObject({ fault: 'unreachable' });
    expect(stub.requests).toHaveLength(3);
  });

  test('waits for as long as a limit says, where that is short', async () => {
    answerFirst({ ...refusal(429, 'Slow'), headers: { 'Retry-After': '2' } });
    await open().facts();
    expect(waits).toEqual([2_000]);
  });

  test('is nothing that would be refused again', async () => {
    stub.intercept(() => refusal(422, 'No'));
    await expect(open().facts()).rejects.toMatchObject({ fault: 'refused' });
    expect(stub.requests).toHaveLength(1);
  });
});

describe('a host that', () => {
  test.each<[string, StubAnswer]>([
    ['answers without end', { json: { id: 1, full_name: NAME }, stalls: true }],
    ['answers without end to a refusal', { ...refusal(403, 'No'), stalls: true }],
  ])('%s is given up on', async (_name, answer) => {
    stub.intercept(() => answer);
    const asked = open({ callTimeoutMs: 5_000 }).facts();
    await expect(asked).rejects.toMatchObject({ name: 'GithubError' });
    expect(stub.requests).toHaveLength(1);
  });

  test('answers too much is not read to its end', async () => {
    stub.intercept(() => ({ text: `"${'x'.repeat(17 * 1024 * 1024)}"` }));
    await expect(open().facts()).rejects.toMatchObject({ name: 'GithubError' });
  });

  test('takes too long is left once the caller has no time any more', async () => {
    const aborting = new AbortController();
    stub.intercept(() => ({ json: {}, stalls: true }));
    const asked = open({ signal: aborting.signal }).facts();
    while (stub.requests.length === 0) await sleep(10);
    aborting.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('a failure tells nothing of the token, whatever the host says', async () => {
  stub.intercept(() => refusal(403, `Denied for ${STUB_TOKEN}\r\n\u202e${'x'.repeat(5_000)}`));
  const failure: unknown = await open()
    .facts()
    .catch((error: unknown) => error);
  const told = JSON.stringify([failure, String(failure), Object.entries(failure as object)]);
  expect(told).not.toContain(STUB_TOKEN);
  expect((failure as Error).cause).toBeUndefined();
  expect(told.length).toBeLessThan(1_000);
});

test('without a token nothing is sent along', async () => {
  expect(await open({ token: null }).facts()).toMatchObject({ canPush: null });
  expect(stub.requests[0]?.headers.authorization).toBeUndefined();
});

test('an archive comes from another host without the token', async () => {
  const repository: GithubRepository = open();
  const sha = await repository.resolve('main');
  const bytes = await new Response(await repository.archive(sha, 1024 * 1024)).arrayBuffer();
  expect(bytes.byteLength).toBeGreaterThan(0);
  expect(stub.requests.map(({ path }) => path)).toContain(`/archives/${NAME}/${sha}`);
});
