import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { Org } from '@promptly/common';

import { codegenJobs, erasures, exportsTable } from '../../db/schema/index.ts';
import type { OrgRow } from '../../services/access.ts';
import { refusalOf } from '../../testing/answers.ts';
import type { Answer } from '../../testing/project-client.ts';
import { createOrgOf, createPeople, createPerson, type People } from '../../testing/org-people.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const DAY_MS = 24 * 60 * 60_000;

let studio: TestApp;
let people: People;
let org: OrgRow;
let projectId: string;
let key: { Authorization: string };

beforeAll(async () => {
  studio = await createTestApp();
  people = await createPeople(studio);
});
beforeEach(async () => {
  org = await createOrgOf(studio, people);
  projectId = (await studio.factories.buildProject({ org })).id;
  const secret = await studio.factories.buildApiKey(org.id, ['read', 'write', 'codegen']);
  key = { Authorization: `Bearer ${secret}` };
});
afterAll(() => studio.dispose());

type Headers = Record<string, string>;
const at = (path: string) => `/api/v1${path}`;
const get = async (headers: Headers, path: string): Promise<Answer> =>
  studio.agent.get(at(path)).set(headers);
const remove = async (headers: Headers) => studio.agent.delete(at(`/orgs/${org.id}`)).set(headers);
const restore = async (headers: Headers) =>
  studio.agent.post(at(`/orgs/${org.id}/restore`)).set(headers);
const prompt = async (headers: Headers) =>
  studio.agent
    .post(at(`/projects/${projectId}/codegen`))
    .set(headers)
    .send({ promptText: 'todo app' });

test('only an owner deletes it, and is told when it will be erased', async () => {
  expect(refusalOf(await remove(people.admin.headers))).toEqual([403, 'forbidden']);
  const answer = await remove(people.owner.headers);
  const { erasesAt } = answer.body as { erasesAt: string };
  const [erasure] = await studio.container.db
    .select()
    .from(erasures)
    .where(eq(erasures.subjectId, org.id));
  expect([answer.status, erasesAt]).toEqual([202, erasure?.dueAt.toISOString()]);
  const { dueAt, createdAt } = erasure!;
  expect(dueAt.getTime() - createdAt.getTime()).toBe(30 * DAY_MS);
});

test('a deleted one exists for its owners only, who can look at it and restore it', async () => {
  await remove(people.owner.headers);
  for (const headers of [people.admin.headers, people.viewer.headers]) {
    expect(refusalOf(await get(headers, `/orgs/${org.id}`))).toEqual([404, 'not_found']);
    expect(refusalOf(await get(headers, `/projects/${projectId}`))).toEqual([404, 'not_found']);
    expect(refusalOf(await restore(headers))).toEqual([404, 'not_found']);
  }
  const { headers } = people.owner;
  expect((await get(headers, `/orgs/${org.id}`)).body).toMatchObject({
    deletedAt: expect.any(String),
  });
  expect((await get(headers, `/orgs/${org.id}/audit`)).status).toBe(200);
  for (const answer of [
    await get(headers, `/projects/${projectId}`),
    await get(headers, `/orgs/${org.id}/projects`),
    await prompt(headers),
    await remove(headers),
  ]) {
    expect(refusalOf(answer)).toEqual([409, 'org_deleted']);
  }
});

test('lists leave it out, except that of what can be restored', async () => {
  await remove(people.owner.headers);
  const idsFor = async (headers: Headers, query: string) => {
    const { body } = await get(headers, `/orgs${query}`);
    return (body as { items: Org[] }).items.map(({ id }) => id);
  };
  expect(await idsFor(people.owner.headers, '?limit=100')).not.toContain(org.id);
  expect(await idsFor(people.owner.headers, '?deleted=true')).toContain(org.id);
  expect(await idsFor(people.admin.headers, '?deleted=true')).not.toContain(org.id);
  const { body } = await get(people.owner.headers, '/auth/me');
  expect(JSON.stringify(body)).not.toContain(org.id);
});

test('its keys, jobs, exports and previews stop at once', async () => {
  const { jobId } = (await prompt(people.editor.headers)).body as { jobId: string };
  const { exports, previews } = studio.container.services;
  const editor = await studio.factories.signedIn(people.editor.userId);
  const { id: exportId } = await exports.create(editor, projectId, { format: 'zip' });
  const owner = await studio.factories.signedIn(people.owner.userId);
  const token = await previews.issueToken(owner, projectId);

  await remove(people.owner.headers);

  expect(refusalOf(await get(key, '/orgs'))).toEqual([401, 'unauthenticated']);
  expect(await previews.resolve(token, '')).toBeUndefined();
  const { db } = studio.container;
  const [job] = await db.select().from(codegenJobs).where(eq(codegenJobs.id, jobId));
  expect(job?.status).toBe('canceled');
  await exports.run(exportId);
  const [row] = await db.select().from(exportsTable).where(eq(exportsTable.id, exportId));
  expect(row).toMatchObject({ status: 'canceled', artifactStorageKey: null });
});

test('of prompts that come while it is deleted, none is left to run', async () => {
  const sent = Array.from({ length: 10 }, () => prompt(people.editor.headers));
  const [deleted, ...answers] = await Promise.all([remove(people.owner.headers), ...sent]);
  expect(deleted.status).toBe(202);
  for (const answer of answers) expect([202, 404, 409]).toContain(answer.status);
  const jobs = await studio.container.db
    .select({ status: codegenJobs.status })
    .from(codegenJobs)
    .where(eq(codegenJobs.orgId, org.id));
  expect(new Set(jobs.map(({ status }) => status))).not.toContain('pending');
});

test('restoring brings everything back, and twice is once', async () => {
  await remove(people.owner.headers);
  const restored = await restore(people.owner.headers);
  expect([restored.status, (restored.body as Org).deletedAt]).toEqual([200, null]);
  expect((await restore(people.owner.headers)).status).toBe(200);
  expect((await get(people.viewer.headers, `/projects/${projectId}`)).status).toBe(200);
  expect((await get(key, '/orgs')).status).toBe(200);
  const open = await studio.container.db
    .select()
    .from(erasures)
    .where(eq(erasures.subjectId, org.id));
  expect(open).toEqual([]);
});

test('one that is being erased cannot be restored', async () => {
  await remove(people.owner.headers);
  const { db } = studio.container;
  await db.update(erasures).set({ status: 'running' }).where(eq(erasures.subjectId, org.id));
  expect(refusalOf(await restore(people.owner.headers))).toEqual([409, 'org_deleted']);
});

test('of many who delete and restore at once, all leave it whole', async () => {
  const other = await createPerson(studio);
  await studio.factories.addMember(org.id, other.userId, 'owner');
  await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      i % 2 ? remove(other.headers) : restore(people.owner.headers),
    ),
  );
  const { body } = await get(people.owner.headers, `/orgs/${org.id}`);
  const open = await studio.container.db
    .select()
    .from(erasures)
    .where(eq(erasures.subjectId, org.id));
  expect(open).toHaveLength((body as Org).deletedAt === null ? 0 : 1);
});
