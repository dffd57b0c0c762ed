import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { newId, type SnippetDetail } from '@promptly/common';

import { auditLogs, snippets } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let orgId: string;
let headers: { Authorization: string };

beforeAll(async () => {
  studio = await createTestApp();
  const org = await studio.factories.buildOrg();
  orgId = org.id;
  headers = await studio.bearer(org.ownerUserId);
});
afterAll(() => studio.dispose());

const body = { name: 'Debounce', kind: 'hook', code: 'const [value] = useState("é");\n' };
const post = (changes: object = {}) =>
  studio.agent
    .post(`/api/v1/orgs/${orgId}/snippets`)
    .set(headers)
    .send({ ...body, ...changes });
const create = async (changes: object = {}) =>
  (await post(changes).expect(201)).body as SnippetDetail;
const list = async (query: Record<string, string>) => {
  const answer = await studio.agent
    .get(`/api/v1/orgs/${orgId}/snippets`)
    .query(query)
    .set(headers)
    .expect(200);
  return answer.body as { items: SnippetDetail[]; nextCursor: string | null };
};

test('is read as it was sent, also where it is no whole file', async () => {
  const code = 'case "late": return <Badge>Late</Badge>;';
  const made = await create({ code, description: 'For a switch' });
  const found = await studio.agent.get(`/api/v1/snippets/${made.id}`).set(headers).expect(200);
  expect(found.body).toEqual(made);
  expect(found.body).toMatchObject({ code, orgId, kind: 'hook', sizeBytes: code.length });
});

test('is changed in part, with what was there before in the audit log', async () => {
  const made = await create({ name: 'Before' });
  const address = `/api/v1/snippets/${made.id}`;
  const renamed = await studio.agent.patch(address).set(headers).send({ name: 'After' });
  expect(renamed.body).toMatchObject({ name: 'After', code: body.code, sha256: made.sha256 });
  const rewritten = await studio.agent.patch(address).set(headers).send({ code: 'new()' });
  expect(rewritten.body).toMatchObject({ name: 'After', code: 'new()', sizeBytes: 5 });
  await studio.agent.delete(address).set(headers).expect(204);
  expect(refusalOf(await studio.agent.get(address).set(headers))).toEqual([404, 'not_found']);
  const rows = await studio.container.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.entityId, made.id));
  expect(rows.map(({ action }) => action).sort()).toEqual([
    ...['snippet.created', 'snippet.deleted', 'snippet.updated', 'snippet.updated'],
  ]);
});

test('is found by kind and by words, and pages stay where they were', async () => {
  for (const name of ['Fetch one', 'Fetch two', 'Fetch three'])
    await create({ name, kind: 'logic' });
  const first = await list({ q: 'fetch', kind: 'logic', limit: '2' });
  await create({ name: 'Fetch four', kind: 'logic' });
  const query = { q: 'fetch', kind: 'logic', limit: '2', cursor: first.nextCursor ?? '' };
  const second = await list(query);
  const names = [...first.items, ...second.items].map(({ name }) => name);
  expect([names, second.nextCursor]).toEqual([['Fetch three', 'Fetch two', 'Fetch one'], null]);
  expect((await list({ q: 'fetch', kind: 'ui' })).items).toEqual([]);
  expect((await list({ q: `' & !fetch | ('` })).items).toHaveLength(4);
});

test('refuses what is no text, of no kind or too long', async () => {
  for (const changes of [
    { code: '' },
    { code: 'a\u0000b' },
    { code: 'x'.repeat(128 * 1024 + 1) },
    { code: 'é'.repeat(100 * 1024) },
    { kind: 'style' },
    { extra: 1 },
  ]) {
    expect(refusalOf(await post(changes))).toEqual([422, 'validation_failed']);
  }
});

test('takes no more than a library may have, also where many come at once', async () => {
  const { db } = studio.container;
  const org = await studio.factories.buildOrg();
  const own = await studio.bearer(org.ownerUserId);
  const columns = { kind: 'ui' as const, codeStorageKey: 'x', codeSha256: 'x', sizeBytes: 1 };
  const rows = Array.from({ length: 999 }, () => ({
    ...{ id: newId('snippet'), orgId: org.id, name: 'x', ...columns },
  }));
  await db.insert(snippets).values(rows);
  const answers = await Promise.all(
    [1, 2, 3].map(() => studio.agent.post(`/api/v1/orgs/${org.id}/snippets`).set(own).send(body)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  const refused = answers.find(({ status }) => status === 422);
  expect(refused && errorOf(refused)).toMatchObject({
    code: 'limit_exceeded',
    details: { limit: 'snippetsPerOrgMax', max: 1_000 },
  });
  await db
    .update(snippets)
    .set({ sizeBytes: 2 ** 31 })
    .where(eq(snippets.id, rows[0]!.id));
  await db.delete(snippets).where(eq(snippets.id, rows[1]!.id));
  const full = await studio.agent.post(`/api/v1/orgs/${org.id}/snippets`).set(own).send(body);
  expect(errorOf(full).details).toMatchObject({ limit: 'libraryMaxBytes' });
});
