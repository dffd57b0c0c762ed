import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { createDatabase } from '../../db/client.ts';
import { blobs, projects } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import {
  createProjectClient,
  type Answer,
  type ProjectClient,
} from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let busy: ProjectClient;
let other: ProjectClient;

beforeAll(async () => {
  studio = await createTestApp({ env: { DATABASE_POOL_MAX: '3' } });
  busy = await createProjectClient(studio);
  other = await createProjectClient(studio);
});
afterAll(() => studio.dispose());

/** Keeps the row of the busy project locked while `use` runs, as another process would. */
async function whileLocked(use: () => Promise<void>): Promise<void> {
  await createDatabase(studio.container.pools.direct).transaction(async (tx) => {
    await tx.select().from(projects).where(eq(projects.id, busy.projectId)).for('update');
    await use();
  });
}

const save = (name: string) => busy.save(name, name, null);
const saveOnce = (name: string) =>
  studio.agent
    .post(`/api/v1/projects/${busy.projectId}/files/rename`)
    .set({ ...busy.headers, 'Idempotency-Key': `move-${name}` })
    .send({ from: name, to: `moved/${name}` });

async function send(call: (name: string) => PromiseLike<Answer>, names: readonly string[]) {
  // supertest sends once it is awaited.
  return Promise.all(names.map(async (name) => call(name)));
}

describe('while many changes of a project wait for its lock', () => {
  const names = Array.from({ length: 12 }, (_, i) => `${i}.txt`);

  test.each([
    ['saves', save],
    ['changes with an Idempotency-Key', saveOnce],
  ])('others are answered, and then all %s go through', async (_, call) => {
    let waiting: Promise<Answer[]> | undefined;
    await whileLocked(async () => {
      waiting = send(call, names);
      // Few, since the first change waits for the lock for some seconds only.
      const answers = await send(() => other.get('/files'), names.slice(0, 2));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    });
    expect((await waiting)?.map(({ status }) => status)).toEqual(names.map(() => 200));
  });
});

test('a file is stored before the project is locked, so that nobody waits for the storage', async () => {
  const { storage } = studio.container;
  const put = storage.put.bind(storage);
  let isStoring: () => void;
  const storing = new Promise<void>((resolve) => (isStoring = resolve));
  let goOn: () => void;
  const going = new Promise<void>((resolve) => (goOn = resolve));
  const slow = jest.spyOn(storage, 'put').mockImplementationOnce(async (...stored) => {
    isStoring();
    await going;
    return put(...stored);
  });
  const saved = send(save, ['slow.txt']);
  await storing;
  await whileLocked(() => Promise.resolve(goOn()));
  expect((await saved).map(({ status }) => status)).toEqual([200]);
  slow.mockRestore();
});

test('a save that would be refused stores nothing', async () => {
  const { db } = studio.container;
  const stored = () => db.$count(blobs, eq(blobs.orgId, busy.orgId));
  const before = await stored();
  expect(refusalOf(await busy.save('README.md', 'unseen', null))).toEqual([409, 'file_conflict']);
  expect(await stored()).toBe(before);
});

test('a project that another process holds for long is answered 503, with when to come back', async () => {
  await whileLocked(async () => {
    const answer = await save('late.txt');
    expect(refusalOf(answer)).toEqual([503, 'busy']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});
