import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { apiKeys, orgs, projects } from '../db/schema/index.ts';
import { userActor } from '../testing/factories.ts';
import { createProjectClient, type ProjectClient } from '../testing/project-client.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import type { UserActor } from './actor.ts';

let studio: TestApp;
let client: ProjectClient;
beforeAll(async () => {
  studio = await createTestApp();
  client = await createProjectClient(studio);
});
afterAll(() => studio.dispose());

type Act = (actor: UserActor) => Promise<unknown>;

const CHANGES: [name: string, change: () => Act | Promise<Act>][] = [
  [
    'renaming a project',
    () => (actor) =>
      studio.container.services.projects.update(actor, client.projectId, { name: 'Shop' }),
  ],
  [
    'restoring a project',
    async () => {
      const { projects: service } = studio.container.services;
      const { projectId } = await client.duplicate();
      await service.remove(userActor(client.actor.userId), projectId);
      return (actor) => service.restore(actor, projectId);
    },
  ],
  [
    'renaming an organization',
    () => (actor) => studio.container.services.orgs.update(actor, client.orgId, { name: 'Ours' }),
  ],
  [
    'revoking an API key',
    async () => {
      await studio.factories.buildApiKey(client.orgId, ['read']);
      const isOurs = eq(apiKeys.orgId, client.orgId);
      const [key] = await studio.container.db.select().from(apiKeys).where(isOurs);
      return (actor) => studio.container.services.orgKeys.revoke(actor, key?.id ?? '');
    },
  ],
  [
    'making an environment',
    () => (actor) => studio.container.services.envs.create(actor, client.projectId, 'dev'),
  ],
];

test.each(CHANGES)('%s locks nothing while the request is counted', async (_name, change) => {
  const { db } = studio.container;
  const act = await change();
  let counted = 0;
  await act({
    ...userActor(client.actor.userId),
    // Fails on a row that somebody has locked.
    async countFor() {
      if (counted++ > 0) return;
      for (const table of [projects, orgs, apiKeys]) {
        await db.select({ id: table.id }).from(table).for('update', { noWait: true });
      }
    },
  });
  expect(counted).toBeGreaterThan(0);
});
