import { randomUUID } from 'node:crypto';

import { getTableName, type Table } from 'drizzle-orm';

import { newId } from '@promptly/common';

import {
  artifacts,
  codegenJobs,
  components,
  dataExports,
  envs,
  envSecrets,
  exportsTable,
  githubBranches,
  idempotencyRecords,
  imports,
  invitations,
  jobEvents,
  jobSteps,
  settings,
  snapshots,
  snippets,
  templates,
  usageLedger,
  webhookAttempts,
  webhookDeliveries,
  webhookEvents,
  webhooks,
} from '../db/schema/index.ts';
import type { TestApp } from './test-app.ts';

export interface FilledOrg {
  orgId: string;
  ownerId: string;
  projectId: string;
}

/** A new organization with a row in each table that holds what is an organization's own. */
export async function createFilledOrg({ container, factories }: TestApp): Promise<FilledOrg> {
  const { db } = container;
  const owner = await factories.buildUser();
  const org = await factories.buildOrg({ ownerUserId: owner.id });
  const project = await factories.buildProject({ org });
  await factories.buildSession(owner.id);
  await factories.buildApiKey(org.id, ['read']);
  const [orgId, projectId, revisionId] = [org.id, project.id, project.headRevisionId ?? ''];
  const [jobId, webhookId] = [newId('codegenJob'), newId('webhook')];
  const [eventId, deliveryId] = [newId('event'), newId('delivery')];
  const at = new Date();

  await db.insert(codegenJobs).values({
    ...{ id: jobId, projectId, orgId, kind: 'prompt', provider: 'local', status: 'pending' },
    ...{ promptText: 'todo app', baseRevisionId: revisionId, lastEventSeq: 1 },
  });
  await db.insert(jobSteps).values({ jobId, name: 'normalize_prompt', startedAt: at });
  await db
    .insert(jobEvents)
    .values({ jobId, seq: 1, type: 'status', data: {}, effectKey: 'queued' });
  const envId = newId('env');
  await db.insert(envs).values({ id: envId, projectId, name: 'dev' });
  await db
    .insert(envSecrets)
    .values({ envId, kind: 'variable', name: 'X', valueWrapped: 'x', updatedAt: at });
  await db.insert(snapshots).values({ id: newId('snapshot'), projectId, revisionId, name: 'One' });
  await db.insert(exportsTable).values({
    ...{ id: newId('export'), projectId, revisionId, format: 'zip', status: 'pending' },
  });
  await db.insert(artifacts).values({
    ...{ id: newId('artifact'), orgId, projectId, revisionId, kind: 'file', name: 'x' },
    ...{ mediaType: 'text/plain', sha256: 'x', size: 1, storageKey: 'x', visibility: 'private' },
  });
  await db
    .insert(imports)
    .values({ id: newId('import'), projectId, source: 'figma', fileKey: 'x', status: 'pending' });
  await db.insert(githubBranches).values({
    ...{ id: newId('githubBranch'), projectId, server: 'x', repositoryId: 1, repository: 'x' },
    ...{ branch: 'main', commitSha: 'x', revisionId },
  });
  await db.insert(webhooks).values({
    ...{ id: webhookId, orgId, url: 'https://example.com', secret: 'x', events: [] },
  });
  await db.insert(webhookEvents).values({ id: eventId, orgId, event: 'x', data: {} });
  await db.insert(webhookDeliveries).values({
    ...{ id: deliveryId, orgId, webhookId, eventId, event: 'x', subject: 'x', status: 'pending' },
  });
  await db.insert(webhookAttempts).values({ deliveryId, number: 1, startedAt: at, durationMs: 1 });
  await db.insert(usageLedger).values({ orgId, kind: 'jobs', refId: jobId, amount: 1 });
  await db.insert(components).values({
    ...{ id: newId('component'), orgId, name: 'Card', version: '1.0.0' },
    ...{ propsSchemaJson: {}, codeStorageKey: 'x', codeSha256: 'x', sizeBytes: 1 },
  });
  await db.insert(templates).values({
    ...{ id: newId('template'), orgId, name: 'Shop' },
    ...{ snapshotStorageKey: 'x', manifestSha256: 'x', sizeBytes: 1 },
  });
  await db.insert(snippets).values({
    ...{ id: newId('snippet'), orgId, name: 'x', kind: 'ui' },
    ...{ codeStorageKey: 'x', codeSha256: 'x', sizeBytes: 1 },
  });
  await db.insert(settings).values({ orgId, key: 'x', valueJson: true });
  await db.insert(invitations).values({
    ...{ id: newId('invitation'), orgId, email: `${orgId}@example.com`, role: 'viewer' },
    ...{ tokenHash: randomUUID(), expiresAt: at },
  });
  await db.insert(idempotencyRecords).values({
    ...{ principal: owner.id, route: 'x', key: 'x', requestHash: 'x', responseStatus: 200 },
  });
  await db.insert(dataExports).values({ id: newId('dataExport'), orgId, status: 'pending' });
  return { orgId, ownerId: owner.id, projectId };
}

/** Every row of a table as JSON, as a connection sees it. */
export async function rowsOf(
  db: TestApp['container']['db'],
  table: Table,
): Promise<Record<string, unknown>[]> {
  const name = getTableName(table);
  const { rows } = await db.execute<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${name} t order by to_jsonb(t)::text`,
  );
  return rows.map(({ row }) => row);
}
