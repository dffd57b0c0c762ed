import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';

import { makeZip } from '../services/zip/hand-made-zip.ts';
import { refusalOf } from '../testing/answers.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { apiRoutes } from './index.ts';

interface Project {
  id: string;
  orgId: string;
  firstRevisionId: string;
}

/** A request of each route that takes a key, which does something, with bytes for an upload; a new route adds its line here. */
const REQUESTS: Record<string, (project: Project) => { path: string; body: object | Buffer }> = {
  createOrg: () => ({ path: '/orgs', body: { name: 'New' } }),
  createProject: ({ orgId }) => ({ path: `/orgs/${orgId}/projects`, body: { name: 'New' } }),
  createCodegenJob: ({ id }) => ({ path: `/projects/${id}/codegen`, body: { promptText: 'todo' } }),
  createExport: ({ id }) => ({ path: `/projects/${id}/exports`, body: { format: 'zip' } }),
  createSnapshot: ({ id }) => ({ path: `/projects/${id}/files/snapshot`, body: { name: 'Now' } }),
  importFiles: ({ id }) => ({
    path: `/projects/${id}/files/import`,
    body: makeZip([{ name: 'new.txt', content: 'new' }]),
  }),
  renameFile: ({ id }) => ({
    path: `/projects/${id}/files/rename`,
    body: { from: 'README.md', to: 'READ.md' },
  }),
  restoreRevision: ({ id, firstRevisionId }) => ({
    path: `/projects/${id}/revisions/${firstRevisionId}/restore`,
    body: {},
  }),
};

let studio: TestApp;
let project: Project;
let headers: { Authorization: string };
let keys = 0;

beforeAll(async () => {
  studio = await createTestApp();
});
afterAll(() => studio.dispose());

beforeEach(async () => {
  const org = await studio.factories.buildOrg();
  const made = await studio.factories.buildProject({ org });
  headers = await studio.bearer(org.ownerUserId);
  project = { id: made.id, orgId: org.id, firstRevisionId: made.headRevisionId ?? '' };
  await studio.agent
    .post(`/api/v1/projects/${made.id}/files/rename`)
    .set(headers)
    .send({ from: 'src/App.tsx', to: 'src/Main.tsx' })
    .expect(200);
});

test('every route that takes a key is tried here', () => {
  const taking = apiRoutes.filter((route) => route.idempotent).map((route) => route.operationId);
  expect(taking.sort()).toEqual(Object.keys(REQUESTS).sort());
});

describe.each(Object.entries(REQUESTS))('%s', (_name, requestOf) => {
  const send = (key: string) => {
    const { path, body } = requestOf(project);
    const request = studio.agent.post(`/api/v1${path}`).set({ ...headers, 'Idempotency-Key': key });
    return Buffer.isBuffer(body) ? request.attach('file', body, 'a.zip') : request.send(body);
  };

  test('cut off when its answer is kept has done nothing, and is done once by the repetition', async () => {
    const key = newKey();
    const before = await countEffects();
    const mend = await breakTheKeepingOfAnswers();
    expect((await send(key)).status).toBe(503);
    await mend();
    expect(await countEffects()).toEqual(before);

    const repeated = await send(key);
    expect(repeated.status).toBeLessThan(300);
    const after = await countEffects();
    expect(after).not.toEqual(before);

    const again = await send(key);
    expect([again.status, again.body]).toEqual([repeated.status, repeated.body]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await countEffects()).toEqual(after);
  });

  test('sent many times at once is done once', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(key)));
    const done = answers.filter(({ status }) => status < 300);
    expect(done.length).toBeGreaterThan(0);
    for (const { body } of done) expect(body).toEqual(done[0]?.body);
    const after = await countEffects();
    const last = await send(key);
    expect(last.body).toEqual(done[0]?.body);
    expect(await countEffects()).toEqual(after);
  });
});

test('an upload of other bytes with the key of an earlier one is refused', async () => {
  const key = newKey();
  const upload = (content: string) =>
    studio.agent
      .post(`/api/v1/projects/${project.id}/files/import`)
      .set({ ...headers, 'Idempotency-Key': key })
      .attach('file', makeZip([{ name: 'new.txt', content }]), 'a.zip');
  const first = await upload('one');
  expect((await upload('one')).body).toEqual(first.body);
  const after = await countEffects();
  expect(refusalOf(await upload('two'))).toEqual([409, 'idempotency_key_reused']);
  expect(await countEffects()).toEqual(after);
});

test('a refusal is kept without what was written before it', async () => {
  const key = newKey();
  const rename = () =>
    studio.agent
      .post(`/api/v1/projects/${project.id}/files/rename`)
      .set({ ...headers, 'Idempotency-Key': key })
      .send({ from: 'nowhere.md', to: 'x.md' });
  const before = await countEffects();
  const first = await rename();
  expect(first.status).toBe(404);
  const again = await rename();
  expect([again.status, again.body]).toEqual([404, first.body]);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(await countEffects()).toEqual(before);
});

function newKey(): string {
  keys += 1;
  return `key-${keys}`;
}

/** Each of the routes writes into at least one of these tables, and an audit row each. */
async function countEffects(): Promise<unknown> {
  const { rows } = await studio.container.db.execute(sql`
    select (select count(*) from ps_orgs) as orgs,
      (select count(*) from ps_projects) as projects,
      (select count(*) from ps_revisions) as revisions,
      (select count(*) from ps_codegen_jobs) as jobs,
      (select count(*) from ps_exports) as exports,
      (select count(*) from ps_snapshots) as snapshots,
      (select count(*) from ps_outbox) as messages,
      (select count(*) from ps_audit_logs) as audited,
      (select string_agg(head_revision_id, ',' order by id) from ps_projects) as heads`);
  return rows[0];
}

/** The connection dies where the answer is written down, as it does when the program is killed there. */
async function breakTheKeepingOfAnswers(): Promise<() => Promise<void>> {
  const { db } = studio.container;
  await db.execute(sql`
    create or replace function cut_off() returns trigger language plpgsql as $$
    begin
      perform pg_terminate_backend(pg_backend_pid());
      return new;
    end $$`);
  await db.execute(sql`
    create trigger cut_off before insert or update on ps_idempotency_records
      for each row execute function cut_off()`);
  return async () => {
    await db.execute(sql`drop trigger cut_off on ps_idempotency_records`);
  };
}
