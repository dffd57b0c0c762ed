import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { newId, SCOPES, type AuditEntry, type Role } from '@promptly/common';

import { recordAudit } from '../../services/audit.ts';
import { refusalOf } from '../../testing/answers.ts';
import { userActor } from '../../testing/factories.ts';
import { createOrgOf, createPeople, createPerson, type People } from '../../testing/org-people.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let people: People;
let orgId: string;

beforeAll(async () => {
  studio = await createTestApp();
  people = await createPeople(studio);
  orgId = (await createOrgOf(studio, people)).id;
  const { db } = studio.container;
  for (let n = 0; n < 7; n += 1) {
    const who = n % 2 === 0 ? people.owner : people.editor;
    await recordAudit(db, {
      actor: userActor(who.userId),
      ...{ orgId, action: n < 4 ? 'project.updated' : 'file.saved' },
      ...{ entityType: 'project', entityId: `prj_${n}`, metadata: { n } },
    });
  }
  await recordAudit(db, {
    actor: {
      kind: 'api_key',
      apiKeyId: newId('apiKey'),
      orgId,
      scopes: [],
      requestId: 'r',
      ip: null,
    },
    ...{ orgId, action: 'projects.listed', entityType: 'org', entityId: '=1+1' },
    metadata: { text: 'a "quoted", text\nof two lines' },
  });
  const other = await studio.factories.buildOrg();
  await recordAudit(db, {
    ...{ orgId: other.id, action: 'project.updated', entityType: 'project', entityId: 'prj_other' },
  });
});
afterAll(() => studio.dispose());

const get = (query: string, headers: Record<string, string> = people.admin.headers) =>
  studio.agent.get(`/api/v1/orgs/${orgId}/audit${query}`).set(headers);

async function numbersOf(query: string): Promise<number[]> {
  const answer = await get(query);
  expect(answer.status).toBe(200);
  return (answer.body as { items: AuditEntry[] }).items.map(({ seq }) => seq);
}

describe('the audit log', () => {
  test('tells who did what, newest first, and nothing of other organizations', async () => {
    const { items } = (await get('')).body as { items: AuditEntry[] };
    expect(items.map(({ seq }) => seq)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(items[0]).toMatchObject({ userId: null, apiKeyId: expect.stringMatching(/^key_/) });
    expect(items[0]?.metadata).not.toHaveProperty('apiKeyId');
    expect(items.at(-1)).toMatchObject({
      ...{ action: 'project.updated', entityId: 'prj_0', metadata: { n: 0 }, apiKeyId: null },
      ...{ userId: people.owner.userId, userEmail: people.owner.email, ip: '127.0.0.1' },
    });
  });

  test('pages through everything once, while entries are added', async () => {
    const { id } = await createOrgOf(studio, people);
    const add = () =>
      recordAudit(studio.container.db, {
        ...{ orgId: id, action: 'a.b', entityType: 'c', entityId: 'd' },
      });
    for (let n = 0; n < 5; n += 1) await add();
    const seen: number[] = [];
    let cursor = '';
    do {
      const answer = await studio.agent
        .get(`/api/v1/orgs/${id}/audit?limit=2${cursor}`)
        .set(people.admin.headers);
      const page = answer.body as { items: AuditEntry[]; nextCursor: string | null };
      seen.push(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
      await add();
    } while (cursor !== '');
    expect(seen).toEqual([5, 4, 3, 2, 1]);
  });

  test('is narrowed to actions, groups of them, people, things and times', async () => {
    expect(await numbersOf('?action=project')).toEqual([4, 3, 2, 1]);
    expect(await numbersOf('?action=file.saved')).toEqual([7, 6, 5]);
    expect(await numbersOf('?action=file')).toEqual([7, 6, 5]);
    expect(await numbersOf('?action=file.save')).toEqual([]);
    expect(await numbersOf(`?userId=${people.editor.userId}`)).toEqual([6, 4, 2]);
    expect(await numbersOf('?entityType=org')).toEqual([8]);
    expect(await numbersOf('?entityType=project&entityId=prj_3')).toEqual([4]);
    const { items } = (await get('')).body as { items: AuditEntry[] };
    const at = items[0]?.createdAt ?? '';
    expect(await numbersOf('?from=2999-01-01T00:00:00Z')).toEqual([]);
    expect(await numbersOf('?to=2000-01-01T00:00:00Z')).toEqual([]);
    expect(await numbersOf(`?from=${at}&action=projects`)).toEqual([8]);
  });

  test('refuses what is no filter, and a cursor of other filters', async () => {
    const { nextCursor } = (await get('?limit=1&action=project')).body as { nextCursor: string };
    expect((await get(`?limit=1&action=project&cursor=${nextCursor}`)).status).toBe(200);
    for (const query of [
      ...['?user=x', '?userId=x', '?from=yesterday', '?action=%25', '?action=a.b.c', '?limit=0'],
      ...[`?limit=1&cursor=${nextCursor}`, `?limit=1&action=file&cursor=${nextCursor}`],
    ]) {
      expect([query, ...refusalOf(await get(query))]).toEqual([query, 422, 'validation_failed']);
    }
  });

  test('comes as CSV with the same filters, and without formulas', async () => {
    const answer = await get('/csv?action=projects');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="audit-${orgId}.csv"`);
    const [head, line] = answer.text.split('\r\n');
    expect(head).toMatch(/^id,seq,action,entityType,entityId,userId,/);
    expect(line).toMatch(/^aud_\w+,8,projects\.listed,org,'=1\+1,,,key_\w+,/);
    expect(line).toContain(`"{""text"":""a \\""quoted\\"", text\\nof two lines""}"`);
    expect((await get('/csv')).text.trimEnd().split('\r\n')).toHaveLength(9);
    const other = await get('/csv?separator=semicolon&action=projects');
    expect(other.text).toMatch(/^id;seq;action;.*\r\naud_\w+;8;projects\.listed;org;'=1\+1;;;key_/);
    expect(refusalOf(await get('/csv?limit=1'))).toEqual([422, 'validation_failed']);
  });
});

describe.each(['', '/csv'])('GET /orgs/:orgId/audit%s', (path) => {
  test.each<[Role, number]>([
    ['viewer', 403],
    ['editor', 403],
    ['admin', 200],
    ['owner', 200],
  ])('as %s is answered %d', async (role, status) => {
    expect((await get(path, people[role].headers)).status).toBe(status);
  });

  test('as somebody else is answered nothing', async () => {
    expect(refusalOf(await get(path, {}))).toEqual([401, 'unauthenticated']);
    const stranger = await createPerson(studio);
    await studio.factories.buildOrg({ ownerUserId: stranger.userId });
    expect(refusalOf(await get(path, stranger.headers))).toEqual([404, 'not_found']);
    for (const scope of SCOPES) {
      const key = await studio.factories.buildApiKey(orgId, [scope]);
      const answer = await get(path, { Authorization: `Bearer ${key}` });
      expect([scope, ...refusalOf(answer)]).toEqual([scope, 403, 'forbidden']);
    }
  });
});
