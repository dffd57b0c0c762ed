import { eq } from 'drizzle-orm';

import { newId, type WebhookEvent } from '@promptly/common';

import { webhookAttempts, webhookDeliveries, webhooks } from '../../../db/schema/index.ts';
import type { UserActor } from '../../actor.ts';
import { createTestApp, type TestApp } from '../../../testing/test-app.ts';
import { createDeliverySlots, type DeliverDeps, type DeliverySlots } from '../deliver.ts';
import { emitEvent } from '../emit.ts';
import type { WithSecret } from '../webhooks-service.ts';

/** Webhooks with a clock that stands still until it is moved. */
export interface WebhookWorld {
  studio: TestApp;
  deps: DeliverDeps;
  now: () => Date;
  later(ms: number): Date;
  /** An organization with its owner. */
  org(): Promise<{ orgId: string; owner: UserActor }>;
  webhook(
    at: { orgId: string; owner: UserActor },
    url: string,
    events?: string[],
  ): Promise<WithSecret>;
  /** Something happens to a job; returns the job's id. */
  happen(orgId: string, event: WebhookEvent, jobId?: string): Promise<string>;
  slots(overrides?: Partial<DeliverDeps>, onFree?: () => void): DeliverySlots;
  /** Sends all that is due, and what becomes due by it. */
  deliver(overrides?: Partial<DeliverDeps>): Promise<void>;
  rowOf(webhookId: string): Promise<typeof webhooks.$inferSelect | undefined>;
  deliveriesOf(webhookId: string): Promise<(typeof webhookDeliveries.$inferSelect)[]>;
  attemptsOf(webhookId: string): Promise<(typeof webhookAttempts.$inferSelect)[]>;
}

/** `allow` is the operator's list. */
export async function createWebhookWorld(allow: string): Promise<WebhookWorld> {
  // Ahead of the database, whose clock says when events happened.
  let clock = new Date(Date.now() + 60_000);
  const now = () => clock;
  const studio = await createTestApp({ now, env: { OUTBOUND_ALLOW: allow } });
  const { config, db, keyring, log, mails, outbound, services } = studio.container;
  const deps: DeliverDeps = {
    ...{ db, keyring, log, mails, now, outbound, studioUrl: config.mail.studioUrl },
    random: () => 0,
  };
  const slots: WebhookWorld['slots'] = (overrides, onFree = () => undefined) =>
    createDeliverySlots({ ...deps, ...overrides }, onFree);

  return {
    ...{ studio, deps, now, slots },
    later: (ms) => (clock = new Date(clock.getTime() + ms)),
    async org() {
      const { id: orgId, ownerUserId } = await studio.factories.buildOrg();
      return { orgId, owner: await studio.factories.signedIn(ownerUserId) };
    },
    webhook: ({ orgId, owner }, url, events = ['codegen.*']) =>
      services.webhooks.create(owner, orgId, { url, events, description: '' }),
    async happen(orgId, event, jobId = newId('codegenJob')) {
      const data = () => ({
        ...{ jobId, projectId: newId('project'), revisionId: null, costCents: 0 },
      });
      await db.transaction((tx) =>
        emitEvent(tx, { orgId, event: event as 'codegen.queued', subject: jobId, data }),
      );
      return jobId;
    },
    async deliver(overrides) {
      const sender = slots(overrides);
      while ((await sender.fill()) > 0) await sender.idle();
    },
    async rowOf(webhookId) {
      const [row] = await db.select().from(webhooks).where(eq(webhooks.id, webhookId));
      return row;
    },
    deliveriesOf: (webhookId) =>
      db
        .select()
        .from(webhookDeliveries)
        .where(eq(webhookDeliveries.webhookId, webhookId))
        .orderBy(webhookDeliveries.seq),
    async attemptsOf(webhookId) {
      const rows = await db
        .select({ attempt: webhookAttempts })
        .from(webhookAttempts)
        .innerJoin(webhookDeliveries, eq(webhookDeliveries.id, webhookAttempts.deliveryId))
        .where(eq(webhookDeliveries.webhookId, webhookId))
        .orderBy(webhookDeliveries.seq, webhookAttempts.number);
      return rows.map(({ attempt }) => attempt);
    },
  };
}
