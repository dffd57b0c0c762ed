import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, isNull, sql } from 'drizzle-orm';

import type { Limits, Quota, Quotas } from '@promptly/common';

import { blobs, codegenJobs, orgMembers, orgs, usageLedger } from '../../db/schema/index.ts';
import { endJob } from '../../services/codegen/end-job.ts';
import { recordSpend } from '../../services/quotas/ledger.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createPerson } from '../../testing/org-people.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

let studio: TestApp;
beforeAll(async () => {
  studio = await createTestApp({
    env: { PLANS: '{"free":{},"small":{"jobs":3,"exports":3}}', CODEGEN_MAX_OPEN_PER_ORG: '1000' },
    now: () => NOW,
  });
});
afterAll(() => studio.dispose());

async function limited(limits: Partial<Limits>): Promise<ProjectClient> {
  const client = await createProjectClient(studio);
  await studio.container.db
    .update(orgs)
    .set({ limitsJson: limits })
    .where(eq(orgs.id, client.orgId));
  return client;
}

const prompt = async (client: ProjectClient) => client.post('/codegen', { promptText: 'todo app' });

async function quotasOf({ orgId, headers }: ProjectClient): Promise<Quotas> {
  const answer = await studio.agent.get(`/api/v1/orgs/${orgId}/quotas`).set(headers);
  return answer.body as Quotas;
}

async function quotaOf(client: ProjectClient, name: Quota) {
  return (await quotasOf(client)).quotas.find(({ quota }) => quota === name);
}

const ledgerOf = ({ orgId }: ProjectClient) =>
  studio.container.db
    .select({ kind: usageLedger.kind, refId: usageLedger.refId, amount: usageLedger.amount })
    .from(usageLedger)
    .where(eq(usageLedger.orgId, orgId));

async function ownerOf({ orgId }: ProjectClient) {
  const [org] = await studio.container.db.select().from(orgs).where(eq(orgs.id, orgId));
  return studio.factories.signedIn(org!.ownerUserId);
}

/** Ends jobs as a worker does, of which those with a start have run. */
async function endJobs(
  { orgId }: ProjectClient,
  status: 'succeeded' | 'canceled',
  hasRun: boolean,
) {
  const { db } = studio.container;
  await db.transaction(async (tx) => {
    const isOpen = and(eq(codegenJobs.orgId, orgId), eq(codegenJobs.status, 'pending'));
    for (const job of await tx.select().from(codegenJobs).where(isOpen)) {
      await endJob(tx, { ...job, startedAt: hasRun ? NOW : null }, { status });
    }
  });
  await db.update(usageLedger).set({ createdAt: NOW }).where(eq(usageLedger.orgId, orgId));
}

test('without a limit everything is counted and nothing refused', async () => {
  const client = await limited({});
  await prompt(client);
  const { plan, periodStart, periodEnd, quotas } = await quotasOf(client);
  expect([plan, periodStart, periodEnd]).toEqual([
    'free',
    '2026-11-01T00:00:00.000Z',
    '2026-12-01T00:00:00.000Z',
  ]);
  expect(quotas.every(({ limit, remaining }) => limit === null && remaining === null)).toBe(true);
  expect(quotas.find(({ quota }) => quota === 'jobs')).toMatchObject({ used: 0, reserved: 1 });
});

describe('of 20 at once', () => {
  test('as many prompts are accepted as there are jobs left', async () => {
    const client = await limited({ jobs: 7 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => prompt(client)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(7);
    const [refused] = answers.filter(({ status }) => status !== 202);
    expect(refusalOf(refused!)).toEqual([402, 'quota_exceeded']);
    expect(errorOf(refused!).details).toEqual({
      ...{ quota: 'jobs', limit: 7, used: 0, reserved: 7 },
      resetsAt: '2026-12-01T00:00:00.000Z',
    });
    expect(await quotaOf(client, 'jobs')).toMatchObject({ reserved: 7, remaining: 0 });
  });

  test('as many exports', async () => {
    const client = await limited({ exports: 5 });
    const ask = async () => client.post('/exports', { format: 'zip' });
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(5);
  });

  test('as many files as there is room for, in two projects', async () => {
    const client = await limited({});
    const other = await studio.factories.buildProject({
      org: (await studio.container.db.select().from(orgs).where(eq(orgs.id, client.orgId)))[0],
    });
    const { used = 0 } = (await quotaOf(client, 'storageBytes')) ?? {};
    const limit = used + 100_000;
    await studio.container.db
      .update(orgs)
      .set({ limitsJson: { storageBytes: limit } })
      .where(eq(orgs.id, client.orgId));
    const save = async (n: number) =>
      studio.agent
        .put(`/api/v1/projects/${n % 2 ? other.id : client.projectId}/files/content`)
        .set(client.headers)
        .send({
          ...{ path: `f${n}.txt`, sha: null },
          base64Content: Buffer.from(`${n}`.padEnd(20_000, 'x')).toString('base64'),
        });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => save(n)));
    const saved = answers.filter(({ status }) => status === 200);
    // The manifests take some of it, too.
    expect([4, 5]).toContain(saved.length);
    expect(refusalOf(answers.find(({ status }) => status !== 200)!)).toEqual([
      402,
      'quota_exceeded',
    ]);
    const files = await studio.container.db
      .select({ total: sql<string>`sum(size)` })
      .from(blobs)
      .where(and(eq(blobs.orgId, client.orgId), eq(blobs.size, 20_000), isNull(blobs.deletingAt)));
    expect(Number(files[0]?.total)).toBe(saved.length * 20_000);
  });
});

test('with full storage, files can still be deleted', async () => {
  const client = await limited({ storageBytes: 0 });
  expect(refusalOf(await client.save('a.txt', 'a', null))).toEqual([402, 'quota_exceeded']);
  expect((await client.remove('README.md')).status).toBe(200);
});

test('beyond the allowance of a full storage, files are not renamed, but still deleted', async () => {
  const client = await limited({ storageBytes: 0 });
  const rename = (from: string, to: string) => client.post('/files/rename', { from, to });
  expect((await rename('README.md', 'a.md')).status).toBe(200);
  await studio.container.db
    .insert(blobs)
    .values({ orgId: client.orgId, sha256: 'f'.repeat(64), size: 20 * 1024 * 1024 });
  expect(refusalOf(await rename('a.md', 'b.md'))).toEqual([402, 'quota_exceeded']);
  expect((await client.remove('a.md')).status).toBe(200);
});

test('a job that was canceled before it ran costs nothing', async () => {
  const client = await limited({ jobs: 1 });
  await prompt(client);
  await endJobs(client, 'canceled', false);
  expect(await ledgerOf(client)).toEqual([]);
  expect((await prompt(client)).status).toBe(202);
});

test('what ran is used up until the month is over', async () => {
  const client = await limited({ jobs: 1 });
  await prompt(client);
  await endJobs(client, 'succeeded', true);
  expect(refusalOf(await prompt(client))).toEqual([402, 'quota_exceeded']);
  const lastMoment = { createdAt: new Date('2026-10-31T23:59:59.999Z') };
  await studio.container.db
    .update(usageLedger)
    .set(lastMoment)
    .where(eq(usageLedger.orgId, client.orgId));
  expect((await prompt(client)).status).toBe(202);
});

test('usage is the sum of the effects, each entered once however often it is repeated', async () => {
  const client = await limited({ tokens: 1_000 });
  const spend = { orgId: client.orgId, kind: 'model_tokens', refId: 'cgj_1', amount: 400 } as const;
  for (let tries = 0; tries < 3; tries += 1) {
    await studio.container.db.transaction((tx) => recordSpend(tx, spend));
  }
  const { exports } = studio.container.services;
  const owner = await ownerOf(client);
  const { id } = await exports.create(owner, client.projectId, { format: 'zip' });
  await Promise.all([exports.run(id), exports.run(id)]);
  await exports.run(id);
  const rows = await ledgerOf(client);
  expect(rows.map(({ kind, amount }) => [kind, amount]).sort()).toEqual([
    ['export', 1],
    ['model_tokens', 400],
  ]);
});

test('tokens that are used up refuse the next prompt', async () => {
  const client = await limited({ tokens: 400 });
  await studio.container.db.transaction((tx) =>
    recordSpend(tx, { orgId: client.orgId, kind: 'model_tokens', refId: 'cgj_2', amount: 400 }),
  );
  await studio.container.db
    .update(usageLedger)
    .set({ createdAt: NOW })
    .where(eq(usageLedger.orgId, client.orgId));
  expect(errorOf(await prompt(client)).details).toMatchObject({ quota: 'tokens', used: 400 });
});

test('a plan limits what is not limited in particular', async () => {
  const client = await limited({ exports: null });
  await studio.container.db.update(orgs).set({ plan: 'small' }).where(eq(orgs.id, client.orgId));
  expect(await quotaOf(client, 'jobs')).toMatchObject({ limit: 3 });
  expect(await quotaOf(client, 'exports')).toMatchObject({ limit: null });
});

test('an organization without a place left takes nobody in', async () => {
  const client = await limited({ members: 1 });
  const { services, db } = studio.container;
  const guest = await createPerson(studio);
  const owner = await ownerOf(client);
  const body = { email: guest.email, role: 'viewer' } as const;
  const { token } = await services.invitations.create(owner, client.orgId, body);
  const accept = async () =>
    studio.agent.post(`/api/v1/orgs/${client.orgId}/members`).set(guest.headers).send({ token });
  expect(refusalOf(await accept())).toEqual([402, 'quota_exceeded']);
  expect(await db.$count(orgMembers, eq(orgMembers.orgId, client.orgId))).toBe(1);
});
