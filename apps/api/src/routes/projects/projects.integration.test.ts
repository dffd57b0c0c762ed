import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';

import { ROLES, type Project, type Role } from '@promptly/common';

import { auditLogs, projects, revisions } from '../../db/schema/index.ts';
import { createProjectsService } from '../../services/projects/projects-service.ts';
import { refusalOf } from '../../testing/answers.ts';
import { userActor } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let orgId: string;
let ownerId: string;
const member = {} as Record<Role, { Authorization: string }>;

beforeAll(async () => {
  studio = await createTestApp();
  const { factories } = studio;
  const owner = await factories.buildUser();
  ownerId = owner.id;
  orgId = (await factories.buildOrg({ ownerUserId: ownerId })).id;
  member.owner = await studio.bearer(owner.id);
  for (const role of ROLES.filter((name) => name !== 'owner')) {
    const user = await factories.buildUser();
    await factories.addMember(orgId, user.id, role);
    member[role] = await studio.bearer(user.id);
  }
});
afterAll(() => studio.dispose());

const create = (body: object, role: Role = 'owner') =>
  studio.agent.post(`/api/v1/orgs/${orgId}/projects`).set(member[role]).send(body);

async function created(name: string): Promise<Project> {
  const answer = await create({ name, type: 'prompt' });
  expect(answer.status).toBe(201);
  return answer.body as Project;
}

async function auditOf(projectId: string) {
  const rows = await studio.container.db
    .select()
    .from(auditLogs)
    .where(and(eq(auditLogs.entityId, projectId), eq(auditLogs.orgId, orgId)))
    .orderBy(auditLogs.id);
  return rows.map(({ action, metadataJson, requestId, userId }) => ({
    ...{ action, metadataJson, requestId, userId },
  }));
}

describe('creating', () => {
  test('makes a project whose head holds the starter files', async () => {
    const project = await created('Café Kigali');
    expect(project).toMatchObject({ orgId, slug: 'cafe-kigali', type: 'prompt', archivedAt: null });
    const isHead = eq(revisions.id, project.headRevisionId);
    const [head] = await studio.container.db.select().from(revisions).where(isHead);
    expect(head).toMatchObject({ projectId: project.id, kind: 'init', fileCount: 2 });
    expect(head?.appliedAt).not.toBeNull();
  });

  test.each([
    [undefined, 'prompt'],
    ['figma', 'figma'],
    ['mixed', 'mixed'],
  ])('with the type %s makes one of the type %s', async (type, made) => {
    const answer = await create({ name: 'Typed', type });
    expect([answer.status, answer.body]).toMatchObject([201, { type: made }]);
  });

  test('under a name that is taken numbers the slug, however many do it at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => create({ name: 'Same name' })));
    expect(answers.map(({ body }) => (body as Project).slug).sort()).toEqual([
      'same-name',
      'same-name-2',
      'same-name-3',
    ]);
  });

  test('that fails leaves nothing behind', async () => {
    const { db, now, cursors, trees } = studio.container;
    const broken = createProjectsService({
      ...{ db, now, cursors, trees, graceMs: 0 },
      starter: () => Promise.resolve(new Map()),
      templates: studio.container.services.templates,
      revisions: {
        ...studio.container.services.revisions,
        createInitial: () => Promise.reject(new Error('the storage is gone')),
      },
    });
    const count = async () => (await db.select().from(projects)).length;
    const before = await count();
    const half = broken.create(userActor(ownerId), orgId, { name: 'Half', type: 'prompt' });
    await expect(half).rejects.toThrow('the storage is gone');
    expect(await count()).toBe(before);
  });
});

describe('changing', () => {
  test('renames, and leaves the slug, which links hold', async () => {
    const { id } = await created('Before');
    const answer = await studio.agent
      .patch(`/api/v1/projects/${id}`)
      .set(member.admin)
      .send({ name: 'After' });
    expect(answer.body).toMatchObject({ name: 'After', slug: 'before' });
  });

  test('archives once and takes out again', async () => {
    const { id } = await created('To archive');
    const patch = (archived: boolean) =>
      studio.agent.patch(`/api/v1/projects/${id}`).set(member.admin).send({ archived });
    const first = (await patch(true)).body as Project;
    const second = (await patch(true)).body as Project;
    expect(first.archivedAt).not.toBeNull();
    expect(second.archivedAt).toBe(first.archivedAt);
    expect(((await patch(false)).body as Project).archivedAt).toBeNull();
  });

  test('leaves the name of an archived one, unless it is taken out of the archive with it', async () => {
    const { id } = await created('Kept name');
    const patch = (body: object) =>
      studio.agent.patch(`/api/v1/projects/${id}`).set(member.admin).send(body);
    expect((await patch({ name: 'Last name', archived: true })).body).toMatchObject({
      name: 'Last name',
    });
    for (const body of [{ name: 'New' }, { name: 'New', archived: true }]) {
      expect(refusalOf(await patch(body))).toEqual([409, 'project_archived']);
    }
    expect((await patch({ name: 'New', archived: false })).body).toMatchObject({
      ...{ name: 'New', archivedAt: null },
    });
  });

  test('by several at once tells in each audit row what the one before it left', async () => {
    const { id } = await created('0');
    const names = ['1', '2', '3', '4'];
    await Promise.all(
      names.map((name) =>
        studio.agent.patch(`/api/v1/projects/${id}`).set(member.admin).send({ name }),
      ),
    );
    const changes = (await auditOf(id)).filter(({ action }) => action === 'project.updated');
    const told = changes.map(
      ({ metadataJson }) => metadataJson as { before: { name: string }; after: { name: string } },
    );
    expect(told.map(({ after }) => after.name).sort()).toEqual(names);
    expect(new Set(told.map(({ before }) => before.name)).size).toBe(names.length);
  });

  test('with nothing named is refused', async () => {
    const { id } = await created('Unchanged');
    const answer = await studio.agent.patch(`/api/v1/projects/${id}`).set(member.admin).send({});
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
  });
});

test('every change leaves a row that says who, what and by which request', async () => {
  const { id } = await created('Watched');
  const path = `/api/v1/projects/${id}`;
  await studio.agent
    .patch(path)
    .set({ ...member.admin, 'X-Request-Id': 'rename-request' })
    .send({ name: 'Renamed' });
  await studio.agent.delete(path).set(member.owner);
  const rows = await auditOf(id);
  expect(rows.map(({ action }) => action)).toEqual([
    'project.created',
    'project.updated',
    'project.deleted',
  ]);
  expect(rows[1]).toMatchObject({
    requestId: 'rename-request',
    userId: expect.stringMatching(/^usr_/),
    metadataJson: { before: { name: 'Watched' }, after: { name: 'Renamed' } },
  });
});

describe('who may', () => {
  test.each([
    ['read', 200, { viewer: true, editor: true, admin: true, owner: true }],
    ['create', 201, { viewer: false, editor: false, admin: true, owner: true }],
    ['update', 200, { viewer: false, editor: false, admin: true, owner: true }],
    ['delete', 204, { viewer: false, editor: false, admin: true, owner: true }],
  ] as const)('%s', async (what, success, allowed) => {
    for (const role of ROLES) {
      const { id } = await created(`For ${role}`);
      const path = `/api/v1/projects/${id}`;
      const calls = {
        read: () => studio.agent.get(path),
        create: () => studio.agent.post(`/api/v1/orgs/${orgId}/projects`).send({ name: 'New' }),
        update: () => studio.agent.patch(path).send({ name: 'New' }),
        delete: () => studio.agent.delete(path),
      };
      const answer = await calls[what]().set(member[role]);
      expect([role, answer.status]).toEqual([role, allowed[role] ? success : 403]);
    }
  });
});

describe('a list', () => {
  test('pages through everything once, newest first, while others are added', async () => {
    const org = await studio.factories.buildOrg();
    const headers = await studio.bearer(org.ownerUserId);
    const made: string[] = [];
    for (let i = 0; i < 7; i += 1) made.push((await studio.factories.buildProject({ org })).id);
    const page = (query: string) =>
      studio.agent.get(`/api/v1/orgs/${org.id}/projects${query}`).set(headers);

    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '?limit=3' : `?limit=3&cursor=${cursor}`;
      const { items, nextCursor } = (await page(query)).body as {
        items: Project[];
        nextCursor: string | null;
      };
      seen.push(...items.map(({ id }) => id));
      cursor = nextCursor;
      if (seen.length === 3) await studio.factories.buildProject({ org });
    }
    expect(seen).toEqual(made.reverse());
  });

  test('leaves archived projects out, unless it is asked for them', async () => {
    const org = await studio.factories.buildOrg();
    const headers = await studio.bearer(org.ownerUserId);
    const kept = (await studio.factories.buildProject({ org })).id;
    const archived = (await studio.factories.buildProject({ org })).id;
    await studio.agent.patch(`/api/v1/projects/${archived}`).set(headers).send({ archived: true });
    const list = async (query: string) => {
      const answer = await studio.agent.get(`/api/v1/orgs/${org.id}/projects${query}`).set(headers);
      return (answer.body as { items: Project[] }).items.map(({ id }) => id);
    };
    expect(await list('')).toEqual([kept]);
    expect(await list('?archived=false')).toEqual([kept]);
    expect(await list('?archived=true')).toEqual([archived]);
    expect(await list('?archived=all')).toEqual([archived, kept]);
  });

  test('refuses a cursor of another list, and a limit out of range', async () => {
    const other = await studio.factories.buildOrg();
    await studio.factories.buildProject({ org: other });
    await studio.factories.buildProject({ org: other });
    const foreign = await studio.agent
      .get(`/api/v1/orgs/${other.id}/projects?limit=1`)
      .set(await studio.bearer(other.ownerUserId));
    const { nextCursor } = foreign.body as { nextCursor: string };
    for (const query of [`cursor=${nextCursor}`, 'cursor=abc', 'limit=0', 'limit=101', 'limit=x']) {
      const answer = await studio.agent
        .get(`/api/v1/orgs/${orgId}/projects?${query}`)
        .set(member.viewer);
      expect([query, ...refusalOf(answer)]).toEqual([query, 422, 'validation_failed']);
    }
  });
});
