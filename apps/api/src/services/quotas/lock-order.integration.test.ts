import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, inArray } from 'drizzle-orm';

import { newId } from '@promptly/common';

import { createDatabase, type Transaction } from '../../db/client.ts';
import { codegenJobs, exportsTable, orgs, projects, webhooks } from '../../db/schema/index.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let project: ProjectClient;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  project = await createProjectClient(studio);
  // Where nothing is limited, nothing has to be counted one after the other.
  const limitsJson = { storageBytes: 1_000_000, jobs: 1_000, exports: 1_000 };
  await studio.container.db.update(orgs).set({ limitsJson }).where(eq(orgs.id, project.orgId));
});
afterAll(() => studio.dispose());

const savingOnce = async () => {
  const name = randomUUID();
  const base64Content = Buffer.from(name).toString('base64');
  const { status } = await studio.agent
    .post(`/api/v1/projects/${project.projectId}/files/batch`)
    .set({ ...project.headers, 'Idempotency-Key': name })
    .send({ changes: [{ op: 'write', path: `${name}.txt`, sha: null, base64Content }] });
  return status;
};
const exporting = async () => (await project.post('/exports')).status;
const prompting = async () => (await project.post('/codegen', { promptText: 'a shop' })).status;

const deleting = async () => {
  const path = `/api/v1/projects/${project.projectId}`;
  return (await studio.agent.delete(path).set(project.headers)).status;
};
const archiving = async () => {
  const path = `/api/v1/projects/${project.projectId}`;
  return (await studio.agent.patch(path).set(project.headers).send({ archived: true })).status;
};

/** Keeps the row of the project locked while `use` runs, as another process would. */
async function whileLocked(use: (tx: Transaction) => Promise<void>): Promise<void> {
  await createDatabase(studio.container.pools.direct).transaction(async (tx) => {
    await tx.select().from(projects).where(eq(projects.id, project.projectId)).for('update');
    await use(tx);
  });
}

test.each([
  ['an export, then a save', exporting, savingOnce],
  ['a save, then an export', savingOnce, exporting],
  ['a prompt, then a save', prompting, savingOnce],
  ['a save, then a prompt', savingOnce, prompting],
])(
  '%s that wait for a project go through, as none holds what the other waits for',
  async (_, first, second) => {
    let answers: Promise<number[]> | undefined;
    await whileLocked(async () => {
      const one = first();
      await untilWaiting(studio.container.db, 1);
      const two = second();
      await untilWaiting(studio.container.db, 2);
      answers = Promise.all([one, two]);
    });
    for (const status of (await answers) ?? [0]) expect([200, 202]).toContain(status);
  },
);

test('saves, prompts and exports of one project at once all go through', async () => {
  const calls = Array.from({ length: 8 }, () => [savingOnce(), exporting(), prompting()]).flat();
  const statuses = await Promise.all(calls);
  expect(statuses.filter((status) => status !== 200 && status !== 202)).toEqual([]);
});

test.each([
  ['deleting', deleting],
  ['archiving', archiving],
])(
  '%s a project waits for a worker that ends a job of it, and keeps it from nothing',
  async (_, change) => {
    expect(await prompting()).toBe(202);
    let answer: Promise<number> | undefined;
    await whileLocked(async (tx) => {
      answer = change();
      await untilWaiting(studio.container.db, 1);
      const isOfIt = eq(codegenJobs.projectId, project.projectId);
      expect(await tx.select().from(codegenJobs).where(isOfIt).for('update')).toHaveLength(1);
    });
    expect([200, 204]).toContain(await answer);
  },
);

describe('deleting an account', () => {
  /** What of an organization is held by others, and what must be free while the deletion waits for it. */
  const HELD = {
    'an organization': [orgs, [codegenJobs, exportsTable, webhooks]],
    'a job': [codegenJobs, [webhooks]],
    'an export': [exportsTable, [webhooks]],
  } as const;

  /** A job and an export that are open, and a webhook that is told of both. */
  async function fill(orgId: string, projectId: string, revisionId: string) {
    const { db } = studio.container;
    const job = { id: newId('codegenJob'), kind: 'prompt', promptText: 'a shop' } as const;
    await db.insert(codegenJobs).values({
      ...{ ...job, orgId, projectId, provider: 'local', baseRevisionId: revisionId },
      status: 'running',
    });
    const exportId = newId('export');
    await db
      .insert(exportsTable)
      .values({ id: exportId, projectId, revisionId, format: 'zip', status: 'running' });
    const webhookId = newId('webhook');
    await db.insert(webhooks).values({
      ...{ id: webhookId, orgId, secret: 'of no use here', url: 'https://example.com' },
      events: ['codegen.canceled', 'export.canceled'],
    });
    return [orgId, job.id, exportId, webhookId];
  }

  test.each(['an organization', 'a job', 'an export'] as const)(
    'that waits for %s of two holds nothing that comes after it',
    async (name) => {
      const { db, pools } = studio.container;
      const { userId } = project.actor;
      const other = await studio.factories.buildOrg({ ownerUserId: userId });
      const { id, headRevisionId } = await studio.factories.buildProject({ org: other });
      const first = await fill(project.orgId, project.projectId, await project.head());
      const second = await fill(other.id, id, headRevisionId ?? '');
      const [table, free] = HELD[name];
      let answer: Promise<number> | undefined;
      await createDatabase(pools.direct).transaction(async (tx) => {
        const isOfSecond = inArray(table.id, second);
        await tx.select({ id: table.id }).from(table).where(isOfSecond).for('update');
        answer = studio.agent
          .delete('/api/v1/auth/me')
          .set(project.headers)
          .send({})
          .then(({ status }) => status);
        await untilWaiting(db, 1);
        for (const later of free) {
          const isTheirs = inArray(later.id, [...first, ...second]);
          const rows = tx.select({ id: later.id }).from(later).where(isTheirs);
          expect(await rows.for('update', { noWait: true })).toHaveLength(2);
        }
      });
      expect(await answer).toBe(202);
    },
  );
});
