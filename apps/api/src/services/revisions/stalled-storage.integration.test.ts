import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';

import {
  createProjectClient,
  type Answer,
  type ProjectClient,
} from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let stalled: ProjectClient;
let other: ProjectClient;
let goOn: () => void;
let waiting: Set<string>;

beforeAll(async () => {
  studio = await createTestApp({ env: { DATABASE_POOL_MAX: '3' } });
});
beforeEach(async () => {
  stalled = await createProjectClient(studio);
  other = await createProjectClient(studio);
  const { storage } = studio.container;
  const put = storage.put.bind(storage);
  const going = new Promise<void>((resolve) => (goOn = resolve));
  waiting = new Set();
  jest.spyOn(storage, 'put').mockImplementation(async (key, body) => {
    if (key.includes(stalled.orgId)) {
      waiting.add(key);
      await going;
    }
    return put(key, body);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => studio.dispose());

const keyed = (path: string, body: object) =>
  studio.agent
    .post(`/api/v1${path}`)
    .set({ ...stalled.headers, 'Idempotency-Key': `key-${path}` })
    .send(body);
const write = (path: string) => ({
  ...{ op: 'write', path, sha: null },
  base64Content: Buffer.from(path).toString('base64'),
});

/** Supertest sends once it is awaited. */
const send = async (call: PromiseLike<Answer>) => call;

async function untilStalled(count: number): Promise<void> {
  while (waiting.size < count) await new Promise((resolve) => setImmediate(resolve));
}

/** What has just stalled gives its connection back a moment later; one that is held makes the test run out of time. */
async function untilNoneIsHeld(): Promise<void> {
  const { query } = studio.container.pools;
  while (query.totalCount > query.idleCount) await new Promise((resolve) => setImmediate(resolve));
}

const calls: [string, number, () => PromiseLike<Answer>][] = [
  ['a save', 200, () => stalled.save('new.txt', 'new', null)],
  ['a deletion', 200, () => stalled.remove('README.md')],
  ['a move', 200, () => stalled.rename('README.md', 'READ.md')],
  ['a batch', 200, () => stalled.post('/files/batch', { changes: [write('a.txt')] })],
  [
    'a batch with an Idempotency-Key',
    200,
    () => keyed(`/projects/${stalled.projectId}/files/batch`, { changes: [write('b.txt')] }),
  ],
  [
    'a new project with an Idempotency-Key',
    201,
    () => keyed(`/orgs/${stalled.orgId}/projects`, { name: 'Another name' }),
  ],
  [
    'a snippet with an Idempotency-Key',
    201,
    () =>
      keyed(`/orgs/${stalled.orgId}/snippets`, { name: 'hook', kind: 'hook', code: 'export {};' }),
  ],
];

describe('while the storage does not take what is written', () => {
  test.each(calls)('%s holds no connection and no lock', async (_, status, call) => {
    const answer = send(call());
    try {
      await untilStalled(1);
      await untilNoneIsHeld();
      expect((await other.save('other.txt', 'other', null)).status).toBe(200);
      expect((await stalled.get('/files')).status).toBe(200);
      expect((await stalled.archive()).status).toBe(200);
      const project = studio.agent.patch(`/api/v1/projects/${stalled.projectId}`);
      expect((await project.set(stalled.headers).send({ archived: false })).status).toBe(200);
    } finally {
      goOn();
    }
    expect((await answer).status).toBe(status);
  });

  test('all of them at once hold none, and go through when it does', async () => {
    const answers = calls.slice(3).map(([, , call]) => send(call()));
    await untilStalled(4);
    await untilNoneIsHeld();
    expect((await other.get('/files')).status).toBe(200);
    goOn();
    const done = await Promise.all(answers);
    expect(done.map(({ status }) => status)).toEqual(calls.slice(3).map(([, status]) => status));
  });
});
