import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { Project, snapshotSchema, Template, TemplateDetail } from '@promptly/common';
import type { z } from 'zod';

import { auditLogs, blobs, projects } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import { raise } from '../../testing/raise.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

type Snapshot = z.infer<typeof snapshotSchema>;

let studio: TestApp;
let project: ProjectClient;

beforeAll(async () => {
  studio = await createTestApp();
  project = await createProjectClient(studio);
  await project.save('src/Price.tsx', 'export const price = 1;\n', null);
  await project.save('public/logo.bin', Buffer.from([0, 255, 13, 10, 0]), null);
});
afterAll(() => studio.dispose());

const at = (path: string, orgId = project.orgId) => `/api/v1/orgs/${orgId}${path}`;
const post = (body: object) => studio.agent.post(at('/templates')).set(project.headers).send(body);
const publish = async (body: object) =>
  (await post({ name: 'Shop', projectId: project.projectId, ...body }).expect(201))
    .body as Template;
const read = (id: string, headers = project.headers) =>
  studio.agent.get(`/api/v1/templates/${id}`).set(headers);
const list = async (query: Record<string, string> = {}) =>
  (await studio.agent.get(at('/templates')).query(query).set(project.headers).expect(200)).body as {
    items: Template[];
    nextCursor: string | null;
  };
const begin = (templateId: string) =>
  studio.agent
    .post(at('/projects'))
    .set(project.headers)
    .send({ name: 'From a template', templateId });

async function filesOf(projectId: string): Promise<Record<string, string>> {
  const answer = await studio.agent.get(`/api/v1/projects/${projectId}/files`).set(project.headers);
  const { items } = answer.body as { items: { path: string; type: string; sha: string }[] };
  const files = items.filter(({ type }) => type === 'file');
  return Object.fromEntries(files.map(({ path, sha }) => [path, sha]));
}

describe('a template', () => {
  test('of a snapshot begins projects with its very files, and copies no bytes', async () => {
    const { db } = studio.container;
    const snapshot = (await project.post('/files/snapshot', { name: 'Launch' })).body as Snapshot;
    const template = await publish({ projectId: undefined, snapshotId: snapshot.id });
    const files = await project.files();
    await project.save('src/Later.tsx', 'export const later = 1;\n', null);
    const before = await db.$count(blobs, eq(blobs.orgId, project.orgId));
    const made = (await begin(template.id).expect(201)).body as Project;
    expect(await filesOf(made.id)).toEqual(files);
    expect(await db.$count(blobs, eq(blobs.orgId, project.orgId))).toBe(before);
    const detail = (await read(template.id)).body as TemplateDetail;
    expect(detail.snapshotId).toBe(snapshot.id);
    expect(Object.fromEntries(detail.files.map(({ path, sha }) => [path, sha]))).toEqual(files);
  });

  test('of a revision is that revision, and of a project its head', async () => {
    const revisionId = await project.head();
    const then = await project.files();
    await project.save('src/Newer.tsx', 'export const newer = 1;\n', null);
    const now = await project.files();
    const [old, head] = [await publish({ revisionId }), await publish({})];
    const filesFrom = async ({ id }: Template) =>
      filesOf(((await begin(id).expect(201)).body as Project).id);
    expect([await filesFrom(old), await filesFrom(head)]).toEqual([then, now]);
  });

  test('outlives its project and its snapshot', async () => {
    const other = await project.as('owner');
    const made = await studio.agent
      .post(at('/projects'))
      .set(other.headers)
      .send({ name: 'Short-lived' });
    const { id } = made.body as Project;
    const named = await studio.agent
      .post(`/api/v1/projects/${id}/files/snapshot`)
      .set(project.headers)
      .send({ name: 'Last' })
      .expect(201);
    const snapshotId = (named.body as Snapshot).id;
    const template = await publish({ projectId: undefined, snapshotId });
    const files = await filesOf(id);
    await studio.agent.delete(`/api/v1/projects/${id}`).set(project.headers).expect(204);
    const { db, services } = studio.container;
    await db
      .update(projects)
      .set({ purgeAt: new Date(0) })
      .where(eq(projects.id, id));
    await services.projects.purge(raise);
    const detail = (await read(template.id).expect(200)).body as TemplateDetail;
    expect(detail.snapshotId).toBeNull();
    const again = (await begin(template.id).expect(201)).body as Project;
    expect(await filesOf(again.id)).toEqual(files);
  });

  test('is renamed, found by its new words, and deleted; what began with it stays', async () => {
    const template = await publish({ name: 'Wholesale', tags: ['b2b'] });
    const made = (await begin(template.id).expect(201)).body as Project;
    const address = `/api/v1/templates/${template.id}`;
    const changed = await studio.agent
      .patch(address)
      .set(project.headers)
      .send({ name: 'Retail', tags: ['b2c'] })
      .expect(200);
    expect(changed.body).toMatchObject({ name: 'Retail', tags: ['b2c'] });
    const found = async (query: Record<string, string>) => (await list(query)).items.length;
    expect([await found({ q: 'wholesale' }), await found({ tags: 'b2b' })]).toEqual([0, 0]);
    expect([await found({ q: 'reta' }), await found({ tags: 'b2c' })]).toEqual([1, 1]);
    await studio.agent.delete(address).set(project.headers).expect(204);
    expect(refusalOf(await read(template.id))).toEqual([404, 'not_found']);
    expect(refusalOf(await begin(template.id))).toEqual([404, 'not_found']);
    expect(Object.keys(await filesOf(made.id)).length).toBeGreaterThan(0);
    const rows = await studio.container.db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.entityId, template.id));
    expect(rows.map(({ action }) => action).sort()).toEqual([
      ...['template.deleted', 'template.published', 'template.updated'],
    ]);
  });

  test('needs one source, and names it whole', async () => {
    const revisionId = await project.head();
    for (const body of [
      { name: 'None' },
      { name: 'Both', projectId: project.projectId, snapshotId: 'sna_01ZZZZZZZZZZZZZZZZZZZZZZZZ' },
      { name: 'Half', revisionId },
    ]) {
      expect(refusalOf(await post(body))).toEqual([422, 'validation_failed']);
    }
  });

  test('is for its own organization alone', async () => {
    const template = await publish({});
    const stranger = await createProjectClient(studio);
    expect(refusalOf(await read(template.id, stranger.headers))).toEqual([404, 'not_found']);
    const foreign = await studio.agent
      .post(at('/projects', stranger.orgId))
      .set(stranger.headers)
      .send({ name: 'Mine now', templateId: template.id });
    expect(refusalOf(foreign)).toEqual([404, 'not_found']);
    const theirs = await studio.agent
      .post(at('/templates', stranger.orgId))
      .set(stranger.headers)
      .send({ name: 'Theirs', projectId: project.projectId });
    expect(refusalOf(theirs)).toEqual([404, 'not_found']);
    // Of the same caller, but of another organization.
    const member = await project.as('admin');
    await studio.factories.addMember(stranger.orgId, member.actor.userId, 'admin');
    const across = await studio.agent
      .post(at('/projects', stranger.orgId))
      .set(member.headers)
      .send({ name: 'Across', templateId: template.id });
    expect(refusalOf(across)).toEqual([404, 'not_found']);
  });
});

describe('the list', () => {
  test('goes on where it was while templates are published, and ends with those of the product', async () => {
    const other = await createProjectClient(studio);
    const add = (name: string) =>
      studio.agent
        .post(at('/templates', other.orgId))
        .set(other.headers)
        .send({ name, projectId: other.projectId })
        .expect(201);
    for (const name of ['One', 'Two', 'Three']) await add(name);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await studio.agent
        .get(at('/templates', other.orgId))
        .query({ limit: '2', ...(cursor && { cursor }) })
        .set(other.headers)
        .expect(200);
      const { items, nextCursor } = page.body as Awaited<ReturnType<typeof list>>;
      seen.push(...items.map(({ name }) => name));
      if (cursor === null) await add('Four');
      cursor = nextCursor;
    } while (cursor);
    const shipped = (await list({ visibility: 'global' })).items.map(({ name }) => name);
    expect(seen).toEqual(['Three', 'Two', 'One', ...shipped]);
    expect(shipped.length).toBeGreaterThanOrEqual(3);
  });

  test('has no word of a query language', async () => {
    for (const q of [`'); drop table ps_templates; --`, `shop' | 'a`, '!shop', '&']) {
      await list({ q });
    }
    expect((await list({ q: '!' })).items).toEqual([]);
  });
});

describe('what ships with the product', () => {
  test('begins projects with the same files each time, for whoever may make them', async () => {
    const [shipped] = (await list({ visibility: 'global' })).items;
    const id = shipped?.id ?? '';
    const detail = (await read(id).expect(200)).body as TemplateDetail;
    const files = Object.fromEntries(detail.files.map(({ path, sha }) => [path, sha]));
    expect(files).toHaveProperty(['src/App.tsx']);
    const [one, two] = [await begin(id).expect(201), await begin(id).expect(201)];
    expect(await filesOf((one.body as Project).id)).toEqual(files);
    expect(await filesOf((two.body as Project).id)).toEqual(files);
  });

  test('is read by whoever is signed in, and changed by nobody', async () => {
    const id = (await list({ visibility: 'global' })).items[0]?.id ?? '';
    const stranger = await studio.bearer((await studio.factories.buildUser()).id);
    expect((await read(id, stranger)).body).toMatchObject({ orgId: null, visibility: 'global' });
    const address = `/api/v1/templates/${id}`;
    const changed = await studio.agent.patch(address).set(project.headers).send({ name: 'Mine' });
    const gone = await studio.agent.delete(address).set(project.headers);
    expect([refusalOf(changed), refusalOf(gone)]).toEqual([
      [403, 'forbidden'],
      [403, 'forbidden'],
    ]);
  });
});
