import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';

import { newId } from '@promptly/common';

import { codegenJobs, exportsTable, orgMembers, webhooks } from '../db/schema/index.ts';
import { generateSecret, wrapSecret } from '../services/webhooks/secrets.ts';
import { makeZip } from '../services/zip/hand-made-zip.ts';
import { refusalOf } from '../testing/answers.ts';
import {
  startGithubApiStub,
  STUB_TOKEN,
  type GithubApiStub,
} from '../testing/github/github-api-stub.ts';
import { setGithubToken } from '../testing/github/github-token.ts';
import { componentBody } from '../testing/library.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { apiRoutes } from './index.ts';

interface Project {
  id: string;
  orgId: string;
  firstRevisionId: string;
  /** What has ended and can be tried again. */
  endedJobId: string;
  endedExportId: string;
  webhookId: string;
  deliveryId: string;
  /** With a branch, and a token in the environment `prod`. */
  repository: string;
}

/** A request of each route that takes a key, which does something, with bytes for an upload; a new route adds its line here. */
const REQUESTS: Record<string, (project: Project) => { path: string; body: object | Buffer }> = {
  createApiKey: ({ orgId }) => ({
    path: '/auth/api-keys',
    body: { orgId, name: 'New', scopes: ['read'] },
  }),
  createOrg: () => ({ path: '/orgs', body: { name: 'New' } }),
  createInvitation: ({ orgId }) => ({
    path: `/orgs/${orgId}/invite`,
    body: { email: 'new@example.com', role: 'editor' },
  }),
  createProject: ({ orgId }) => ({ path: `/orgs/${orgId}/projects`, body: { name: 'New' } }),
  createCodegenJob: ({ id }) => ({ path: `/projects/${id}/codegen`, body: { promptText: 'todo' } }),
  createExport: ({ id }) => ({ path: `/projects/${id}/exports`, body: { format: 'zip' } }),
  pushToGithub: ({ id, repository }) => ({
    path: `/projects/${id}/github/push`,
    body: { repository, message: 'New', env: 'prod' },
  }),
  importFromGithub: ({ orgId, repository }) => ({
    path: `/orgs/${orgId}/github/import`,
    body: { repository, credential: 'none' },
  }),
  publishArtifact: ({ id }) => ({ path: `/projects/${id}/artifacts`, body: { path: 'README.md' } }),
  createEnv: ({ id }) => ({ path: `/projects/${id}/envs`, body: { name: 'dev' } }),
  createSnippet: ({ orgId }) => ({
    path: `/orgs/${orgId}/snippets`,
    body: { name: 'New', kind: 'hook', code: 'useState()' },
  }),
  createWebhook: ({ orgId }) => ({
    path: `/orgs/${orgId}/webhooks`,
    body: { url: 'https://receiver.example.com/', events: ['codegen.*'] },
  }),
  rotateWebhookSecret: ({ orgId, webhookId }) => ({
    path: `/orgs/${orgId}/webhooks/${webhookId}/rotate-secret`,
    body: {},
  }),
  redeliverWebhookDelivery: ({ orgId, webhookId, deliveryId }) => ({
    path: `/orgs/${orgId}/webhooks/${webhookId}/deliveries/${deliveryId}/redeliver`,
    body: {},
  }),
  publishComponent: ({ orgId }) => ({
    path: `/orgs/${orgId}/components`,
    body: componentBody({ name: 'New' }),
  }),
  publishTemplate: ({ id, orgId }) => ({
    path: `/orgs/${orgId}/templates`,
    body: { name: 'New', projectId: id },
  }),
  createSnapshot: ({ id }) => ({ path: `/projects/${id}/files/snapshot`, body: { name: 'Now' } }),
  exportMyData: () => ({ path: '/auth/me/data-export', body: {} }),
  exportOrgData: ({ orgId }) => ({ path: `/orgs/${orgId}/data-export`, body: {} }),
  importFiles: ({ id }) => ({
    path: `/projects/${id}/files/import`,
    body: makeZip([{ name: 'new.txt', content: 'new' }]),
  }),
  retryCodegenJob: ({ endedJobId }) => ({ path: `/codegen/jobs/${endedJobId}/retry`, body: {} }),
  retryExport: ({ endedExportId }) => ({ path: `/exports/${endedExportId}/retry`, body: {} }),
  changeFiles: ({ id }) => ({
    path: `/projects/${id}/files/batch`,
    body: { changes: [{ op: 'write', path: 'new.txt', base64Content: 'bmV3', sha: null }] },
  }),
  renameFile: ({ id }) => ({
    path: `/projects/${id}/files/rename`,
    body: { from: 'README.md', to: 'READ.md' },
  }),
  forkRevision: ({ id, firstRevisionId }) => ({
    path: `/projects/${id}/revisions/${firstRevisionId}/fork`,
    body: {},
  }),
  duplicateProject: ({ id }) => ({ path: `/projects/${id}/duplicate`, body: {} }),
  restoreRevision: ({ id, firstRevisionId }) => ({
    path: `/projects/${id}/revisions/${firstRevisionId}/restore`,
    body: {},
  }),
};

let github: GithubApiStub;
let studio: TestApp;
let project: Project;
let headers: { Authorization: string };
let keys = 0;
let server: Server | undefined;

beforeAll(async () => {
  github = await startGithubApiStub();
  studio = await createTestApp({ env: github.env });
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});
afterAll(async () => {
  await studio.dispose();
  await github.close();
});

beforeEach(async () => {
  const org = await studio.factories.buildOrg();
  const made = await studio.factories.buildProject({ org });
  headers = await studio.bearer(org.ownerUserId);
  const firstRevisionId = made.headRevisionId ?? '';
  const ended = await insertEnded({ projectId: made.id, orgId: org.id }, firstRevisionId);
  const webhook = await insertWebhook(org.id, org.ownerUserId);
  const { name: repository, git } = github.addRepository(`octo/${org.slug}`);
  git.commit('main', { LICENSE: 'MIT' });
  const owner = { projectId: made.id, actor: { userId: org.ownerUserId } };
  await setGithubToken(studio, owner, STUB_TOKEN, 'prod');
  project = { id: made.id, orgId: org.id, firstRevisionId, repository, ...ended, ...webhook };
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

describe('an answer that is kept', () => {
  const upload = (key: string, content = 'new') =>
    studio.agent
      .post(`/api/v1/projects/${project.id}/files/import`)
      .set({ ...headers, 'Idempotency-Key': key })
      .attach('file', makeZip([{ name: 'new.txt', content }]), 'a.zip');
  const archive = () =>
    studio.agent
      .patch(`/api/v1/projects/${project.id}`)
      .set(headers)
      .send({ archived: true })
      .expect(200);

  test('is told again after the project was archived, and nothing new is done there', async () => {
    const key = newKey();
    const first = await upload(key);
    expect(first.status).toBe(200);
    await archive();
    const again = await upload(key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(refusalOf(await upload(key, 'other'))).toEqual([422, 'idempotency_key_reused']);
    expect(refusalOf(await upload(newKey()))).toEqual([409, 'project_archived']);
  });

  test('stores no byte of the upload that asks for it', async () => {
    const key = newKey();
    await upload(key);
    const { db } = studio.container;
    await db.execute(sql`delete from ps_blobs`);
    await upload(key);
    expect((await db.execute(sql`select from ps_blobs`)).rowCount).toBe(0);
  });

  const ofTheCaller = ['createOrg', 'exportMyData'];
  const ofOrganizations = Object.entries(REQUESTS).filter(([name]) => !ofTheCaller.includes(name));
  test.each(ofOrganizations)('of %s is not told to who lost access', async (_name, requestOf) => {
    const member = await studio.factories.buildUser();
    await studio.factories.addMember(project.orgId, member.id, 'owner');
    const as = await studio.bearer(member.id);
    const { path, body } = requestOf(project);
    const key = newKey();
    const send = () => {
      const request = studio.agent.post(`/api/v1${path}`).set({ ...as, 'Idempotency-Key': key });
      return Buffer.isBuffer(body) ? request.attach('file', body, 'a.zip') : request.send(body);
    };
    expect((await send()).status).toBeLessThan(300);
    const isMember = eq(orgMembers.userId, member.id);
    await studio.container.db.update(orgMembers).set({ role: 'viewer' }).where(isMember);
    expect(refusalOf(await send())).toEqual([403, 'forbidden']);
    await studio.container.db.delete(orgMembers).where(isMember);
    expect(refusalOf(await send())).toEqual([404, 'not_found']);
  });
});

test('a key that is none is told before the body is taken in', async () => {
  server = createServer(studio.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sending = httpRequest({
    port: (server.address() as AddressInfo).port,
    ...{ host: '127.0.0.1', method: 'POST', path: `/api/v1/projects/${project.id}/files/import` },
    headers: {
      ...headers,
      'Idempotency-Key': 'two words',
      'Content-Type': 'multipart/form-data; boundary=x',
      'Content-Length': 1_000_000,
    },
  });
  sending.on('error', () => undefined);
  sending.write('--x\r\n');
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(422);
  sending.destroy();
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
  expect(refusalOf(await upload('two'))).toEqual([422, 'idempotency_key_reused']);
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

/** With a delivery that has failed, as its address is an inner one. */
async function insertWebhook(orgId: string, ownerUserId: string) {
  const { db, keyring, services } = studio.container;
  const id = newId('webhook');
  const secret = wrapSecret(await keyring.toWrap(db, orgId), id, generateSecret());
  const values = { id, orgId, secret, url: 'https://127.0.0.1/', events: ['codegen.*'] };
  await db.insert(webhooks).values(values);
  const actor = await studio.factories.signedIn(ownerUserId);
  const { delivery } = await services.webhookDeliveries.ping(actor, id);
  return { webhookId: id, deliveryId: delivery.id };
}

async function insertEnded(of: { projectId: string; orgId: string }, revisionId: string) {
  const { db } = studio.container;
  const [endedJobId, endedExportId] = [newId('codegenJob'), newId('export')];
  await db.insert(codegenJobs).values({
    ...{ ...of, id: endedJobId, kind: 'prompt', provider: 'local', promptText: 'todo app' },
    ...{ status: 'failed', finishedAt: new Date(), baseRevisionId: revisionId },
  });
  await db.insert(exportsTable).values({
    ...{ id: endedExportId, projectId: of.projectId, revisionId, format: 'zip', status: 'failed' },
  });
  return { endedJobId, endedExportId };
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
      (select count(*) from ps_artifacts) as artifacts,
      (select count(*) from ps_api_keys) as keys,
      (select count(*) from ps_webhook_deliveries) as deliveries,
      (select count(*) from ps_components) as components,
      (select count(*) from ps_outbox) as messages,
      (select count(*) from ps_audit_logs) as audited,
      (select string_agg(head_revision_id, ',' order by id) from ps_projects) as heads`);
  return rows[0];
}

/** The connection dies where the answer is written down, as it does when the program is killed there. */
async function breakTheKeepingOfAnswers(): Promise<() => Promise<void>> {
  const { db } = studio.container;
  await db.execute(sql`
    create or replace function cut_off() returns trigger language plpgsql security definer as $$
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
