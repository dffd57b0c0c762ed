import { createHash } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import {
  webhookEventSchemas,
  type CreateCodegenBody,
  type WebhookEvent,
  type WebhookPayload,
} from '@promptly/common';

import { webhookEvents, webhooks } from '../../db/schema/index.ts';
import type { ProjectRow } from '../access.ts';
import type { UserActor } from '../actor.ts';
import { emitEvent } from './emit.ts';
import { bodyOf } from './payload.ts';
import { createWebhookWorld, type WebhookWorld } from './testing/webhook-world.ts';

const PROMPT = { promptText: 'todo app', framework: 'react-tailwind' } as CreateCodegenBody;

let world: WebhookWorld;
let at: { orgId: string; owner: UserActor };
let project: ProjectRow;

beforeAll(async () => {
  world = await createWebhookWorld('');
});
beforeEach(async () => {
  const { container, factories } = world.studio;
  await container.db.delete(webhookEvents);
  await container.db.delete(webhooks);
  const org = await factories.buildOrg();
  at = { orgId: org.id, owner: await factories.signedIn(org.ownerUserId) };
  project = await factories.buildProject({ org });
});
afterAll(() => world.studio.dispose());

const listen = (events: string[]) => world.webhook(at, 'https://example.com/', events);

/** What was written for webhooks, in order, as it would be sent. */
async function told(): Promise<WebhookPayload[]> {
  const rows = await world.studio.container.db
    .select()
    .from(webhookEvents)
    .orderBy(webhookEvents.createdAt, webhookEvents.id);
  return rows.map((row) => {
    const payload = JSON.parse(bodyOf(row, 'https://studio.example')) as WebhookPayload;
    webhookEventSchemas[row.event as WebhookEvent].strict().parse(payload.data);
    return payload;
  });
}
const eventsOf = (payloads: WebhookPayload[]) => payloads.map(({ event }) => event);

async function save(path: string, text: string): Promise<void> {
  const answer = await world.studio.agent
    .put(`/api/v1/projects/${project.id}/files/content`)
    .set(await world.studio.bearer(at.owner.userId))
    .send({ path, base64Content: Buffer.from(text).toString('base64'), sha: null });
  expect(answer.status).toBe(200);
}

test('a revision that becomes the head is told once, with the paths that it changes', async () => {
  await listen(['project.*']);
  await save('a.txt', 'a');
  const { headRevisionId } = await world.studio.container.services.projects.get(
    at.owner,
    project.id,
  );
  expect((await told()).map(({ event, data }) => [event, data])).toEqual([
    [
      'project.file.changed',
      {
        ...{ projectId: project.id, revisionId: headRevisionId },
        parentRevisionId: project.headRevisionId,
        changes: [{ path: 'a.txt', change: 'written' }],
        changeCount: 1,
      },
    ],
  ]);
});

test('an export tells each of its states once, also when it is built twice', async () => {
  await listen(['export.*']);
  const { exports } = world.studio.container.services;
  const { id } = await exports.create(at.owner, project.id, { format: 'zip' });
  await Promise.all([exports.run(id), exports.run(id)]);
  const { row } = await exports.get(at.owner, id);
  const payloads = await told();
  expect(eventsOf(payloads)).toEqual(['export.queued', 'export.running', 'export.succeeded']);
  expect(payloads[2]?.data).toMatchObject({
    ...{ exportId: id, sha256: row.artifactSha256, size: row.artifactSize },
    artifactUrl: `https://studio.example/api/v1/exports/${id}`,
  });
});

test('a job that is canceled tells that it was queued and canceled', async () => {
  await listen(['codegen.*']);
  const { codegen } = world.studio.container.services;
  const { jobId } = await codegen.create(at.owner, project.id, PROMPT);
  await codegen.cancel(at.owner, jobId);
  await codegen.cancel(at.owner, jobId);
  const payloads = await told();
  expect(eventsOf(payloads)).toEqual(['codegen.queued', 'codegen.canceled']);
  expect(payloads.map(({ data }) => [data.jobId, data.artifactUrl])).toEqual([
    [jobId, null],
    [jobId, null],
  ]);
});

test('what was undone, what nobody asked for and what happens elsewhere is not written', async () => {
  await listen(['export.failed']);
  const elsewhere = await world.org();
  await world.webhook(elsewhere, 'https://example.com/', ['codegen.*']);
  await world.studio.container.services.codegen.create(at.owner, project.id, PROMPT);
  await listen(['codegen.queued']);
  const undone = world.studio.container.db.transaction(async (tx) => {
    const data = () => ({
      ...{ jobId: 'cgj_1', projectId: project.id, revisionId: null, costCents: 0 },
    });
    const event = 'codegen.queued';
    await emitEvent(tx, { orgId: at.orgId, event, subject: 'cgj_1', data });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await told()).toEqual([]);
});

test('what is deleted while something happens takes nothing down with it', async () => {
  const { db, services } = world.studio.container;
  for (let i = 0; i < 5; i += 1) {
    const { row } = await listen(['project.*']);
    const path = createHash('sha256').update(row.id).digest('hex');
    await Promise.all([save(path, 'x'), services.webhooks.remove(at.owner, at.orgId, row.id)]);
  }
  expect(await db.$count(webhooks)).toBe(0);
});
