import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, inArray, sql } from 'drizzle-orm';

import { newId, type Project } from '@promptly/common';

import {
  auditLogs,
  codegenJobs,
  exportsTable,
  projects,
  revisions,
} from '../../db/schema/index.ts';
import { purgeProjects } from '../../services/projects/purge-projects.ts';
import { refusalOf } from '../../testing/answers.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import {
  createProjectClient,
  type Answer,
  type ProjectClient,
} from '../../testing/project-client.ts';
import { raise } from '../../testing/raise.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const YEAR_MS = 365 * 24 * 60 * 60_000;

let studio: TestApp;
let client: ProjectClient;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  client = await createProjectClient(studio);
});
afterAll(() => studio.dispose());

const at = (path = '') => `/api/v1/projects/${client.projectId}${path}`;
const remove = (headers = client.headers) => studio.agent.delete(at()).set(headers);
const restore = (headers = client.headers) => studio.agent.post(at('/restore')).set(headers);
const create = (name: string) =>
  studio.agent.post(`/api/v1/orgs/${client.orgId}/projects`).set(client.headers).send({ name });

async function list(query = '', headers = client.headers): Promise<Project[]> {
  const answer = await studio.agent
    .get(`/api/v1/orgs/${client.orgId}/projects${query}`)
    .set(headers);
  expect(answer.status).toBe(200);
  return (answer.body as { items: Project[] }).items;
}

async function rowOf() {
  const isIt = eq(projects.id, client.projectId);
  const [row] = await studio.container.db.select().from(projects).where(isIt);
  return row;
}

async function addJob(status: 'pending' | 'running' = 'running'): Promise<string> {
  const id = newId('codegenJob');
  await studio.container.db.insert(codegenJobs).values({
    ...{ id, projectId: client.projectId, orgId: client.orgId, kind: 'prompt', provider: 'local' },
    ...{ status, promptText: 'todo app', baseRevisionId: await client.head() },
  });
  return id;
}

const statusOf = async (jobId: string) => {
  const isIt = eq(codegenJobs.id, jobId);
  const [job] = await studio.container.db.select().from(codegenJobs).where(isIt);
  return job?.status;
};

describe('a deleted project', () => {
  test('is hidden from everything, and comes back as it was', async () => {
    await client.save('mine.txt', 'mine', null);
    const files = await client.files();
    const jobId = await addJob();
    expect((await remove()).status).toBe(204);
    const answers: Answer[] = [
      await client.get(''),
      await client.get('/files'),
      await client.get('/revisions'),
      await client.save('mine.txt', 'changed', files['mine.txt']!),
      await client.post('/codegen', { promptText: 'more' }),
      await client.post('/exports', { format: 'zip' }),
      await client.archive(),
      await remove(),
      await studio.agent.get(`/api/v1/codegen/jobs/${jobId}`).set(client.headers),
      await studio.agent.get(`/api/v1/stream/codegen/${jobId}`).set(client.headers),
      await studio.agent
        .post(`/api/v1/orgs/${client.orgId}/templates`)
        .set(client.headers)
        .send({ name: 'Hidden', projectId: client.projectId }),
    ];
    for (const answer of answers) expect(refusalOf(answer)).toEqual([404, 'not_found']);
    expect(await list('?archived=all')).toEqual([]);

    const restored = await restore();
    expect(restored.status).toBe(200);
    expect(restored.body).toMatchObject({ id: client.projectId, deletedAt: null, purgesAt: null });
    expect(await client.files()).toEqual(files);
    expect(await statusOf(jobId)).toBe('canceled');
    expect((await restore()).body).toEqual(restored.body);
  });

  test('is listed for admins alone, who alone restore it', async () => {
    await remove();
    const [told] = await list('?deleted=true');
    expect(told).toMatchObject({ id: client.projectId, deletedAt: expect.any(String) });
    expect(Date.parse(told!.purgesAt!)).toBeGreaterThan(Date.now());
    const editor = await client.as('editor');
    const stranger = await client.asStranger();
    const forEditor = await studio.agent
      .get(`/api/v1/orgs/${client.orgId}/projects?deleted=true`)
      .set(editor.headers);
    expect(refusalOf(forEditor)).toEqual([403, 'forbidden']);
    expect(refusalOf(await restore(editor.headers))).toEqual([403, 'forbidden']);
    expect(refusalOf(await restore(stranger.headers))).toEqual([404, 'not_found']);
    expect((await restore((await client.as('admin')).headers)).status).toBe(200);
  });

  test('keeps its place in the archive, and its slug until it is removed', async () => {
    await client.archive();
    await remove();
    expect(((await create('Shop')).body as Project).slug).toBe('shop-2');
    expect((await restore()).body).toMatchObject({
      ...{ slug: 'shop', archivedAt: expect.any(String) },
    });
  });

  test('delivers no artifact that had an address before', async () => {
    const { artifacts } = studio.container.services;
    const { row, link } = await artifacts.publish(client.actor, client.projectId, {
      path: 'README.md',
    });
    expect(await artifacts.deliver(row, link!)).toBeDefined();
    await remove();
    expect(await artifacts.deliver(row, link!)).toBeUndefined();
  });

  test('ends the exports that wait', async () => {
    const { body } = await client.post('/exports', { format: 'zip' });
    await remove();
    const isIt = eq(exportsTable.id, (body as { exportId: string }).exportId);
    const [row] = await studio.container.db.select().from(exportsTable).where(isIt);
    expect(row?.status).toBe('canceled');
  });
});

describe('a job that ends at the moment of the deletion', () => {
  test('has ended its own way when its worker came first, without a deadlock', async () => {
    const { db, services } = studio.container;
    const jobId = await addJob();
    const head = await client.head();
    let removing: PromiseLike<Answer> | undefined;
    await db.transaction(async (tx) => {
      // As a worker does it: the project, then its job.
      await tx.select().from(projects).where(eq(projects.id, client.projectId)).for('update');
      removing = (async () => remove())();
      await untilWaiting(db);
      await tx.select().from(codegenJobs).where(eq(codegenJobs.id, jobId)).for('update');
      await tx.update(codegenJobs).set({ status: 'succeeded' }).where(eq(codegenJobs.id, jobId));
      const move = { projectId: client.projectId, expectedHead: head, revisionId: head };
      await services.revisions.moveHead(tx, move);
    });
    expect((await removing)?.status).toBe(204);
    expect(await statusOf(jobId)).toBe('succeeded');
  });

  test('moves no head of a project that is deleted', async () => {
    const { db, services } = studio.container;
    const head = await client.head();
    await remove();
    const move = { projectId: client.projectId, expectedHead: head, revisionId: head };
    const moving = db.transaction((tx) => services.revisions.moveHead(tx, move));
    await expect(moving).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('to archive a project ends its jobs, and no other one begins', async () => {
  const jobId = await addJob('pending');
  await client.archive();
  expect(await statusOf(jobId)).toBe('canceled');
  const answer = await client.post('/codegen', { promptText: 'todo', framework: 'react-tailwind' });
  expect(refusalOf(answer)).toEqual([409, 'project_archived']);
});

describe('the removal of deleted projects', () => {
  const timeIsOver = async () => (await rowOf())!.purgeAt!;

  test('takes those whose time is over, with all their rows, and says so', async () => {
    const { db } = studio.container;
    const kept = ((await create('Kept')).body as Project).id;
    await addJob();
    await client.post('/exports', { format: 'zip' });
    await client.post('/files/snapshot', { name: 'One' });
    await remove();
    await purgeProjects(db, new Date((await timeIsOver()).getTime() - 1), raise);
    expect(await rowOf()).toBeDefined();
    await purgeProjects(db, await timeIsOver(), raise);
    expect(await rowOf()).toBeUndefined();
    const ofProject = eq(revisions.projectId, client.projectId);
    expect(await db.$count(revisions, ofProject)).toBe(0);
    expect((await list()).map(({ id }) => id)).toEqual([kept]);
    const isAbout = eq(auditLogs.entityId, client.projectId);
    const told = await db.select().from(auditLogs).where(isAbout).orderBy(auditLogs.seq);
    expect(told.map(({ action }) => action).slice(-2)).toEqual([
      'project.deleted',
      'project.purged',
    ]);
    expect(refusalOf(await restore())).toEqual([404, 'not_found']);
  });

  test('that was broken off is gone on with, and is not taken back', async () => {
    const { db } = studio.container;
    await remove();
    const over = await timeIsOver();
    const isIt = eq(projects.id, client.projectId);
    await db.update(projects).set({ purgeStartedAt: over }).where(isIt);
    expect(refusalOf(await restore())).toEqual([404, 'not_found']);
    await purgeProjects(db, over, raise);
    expect(await rowOf()).toBeUndefined();
  });

  test('goes on with the others where one of them cannot be removed, which the next run tries again', async () => {
    const { db } = studio.container;
    const stuck = client;
    await remove();
    const other = (client = await createProjectClient(studio));
    await remove();
    const purge = async (onFailure: (error: unknown, projectId: string) => void) => {
      await purgeProjects(db, new Date(Date.now() + YEAR_MS), onFailure);
      const left = inArray(projects.id, [stuck.projectId, other.projectId]);
      return (await db.select({ id: projects.id }).from(projects).where(left)).map(({ id }) => id);
    };
    await db.execute(sql`create table stuck (revision_id text references ps_revisions (id))`);
    try {
      const ofStuck = eq(revisions.projectId, stuck.projectId);
      const [revision] = await db.select().from(revisions).where(ofStuck);
      await db.execute(sql`insert into stuck values (${revision!.id})`);
      const failed: string[] = [];
      expect(await purge((_, projectId) => failed.push(projectId))).toEqual([stuck.projectId]);
      expect(failed).toEqual([stuck.projectId]);
    } finally {
      await db.execute(sql`drop table stuck`);
    }
    expect(await purge(raise)).toEqual([]);
  });

  test('and its restoration at once leave all of it or nothing', async () => {
    const { db } = studio.container;
    for (let round = 0; round < 5; round += 1) {
      client = await createProjectClient(studio);
      await remove();
      const over = await timeIsOver();
      const [answer] = await Promise.all([
        (async () => restore())(),
        purgeProjects(db, over, raise),
        purgeProjects(db, over, raise),
      ]);
      if (answer.status === 200) expect(Object.keys(await client.files())).toHaveLength(2);
      else expect(await rowOf()).toBeUndefined();
    }
  });
});
