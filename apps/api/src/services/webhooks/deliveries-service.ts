import { and, desc, eq, getTableColumns, inArray, sql, type SQL } from 'drizzle-orm';

import { AppError, type ListDeliveriesQuery, type WebhookDeliveryStatus } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { CHANNELS } from '../../db/listener.ts';
import { webhookAttempts, webhookDeliveries, webhookEvents } from '../../db/schema/index.ts';
import { authorizeOrg } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { refuseBeyond } from '../auth/refuse-beyond.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { notFound } from '../not-found.ts';
import { changePeople, type PeopleDeps } from '../orgs/change-people.ts';
import type { Limit, RateLimiter } from '../rate-limiter.ts';
import type { DeliveryRow } from './claim.ts';
import { placeInLine } from './emit.ts';
import { findWebhook, lockWebhook } from './find-webhook.ts';
import { bodyOf } from './payload.ts';
import { findForPing, sendPing } from './ping.ts';
import { plainHeaders } from './request-headers.ts';
import type { WebhookRow } from './secrets.ts';
import type { SendDeps } from './send.ts';
import { tidyWebhooks } from './tidy.ts';

export type AttemptRow = typeof webhookAttempts.$inferSelect;

export interface DeliveryView {
  delivery: DeliveryRow;
  webhook: WebhookRow;
  headers: Record<string, string>;
  body: string;
  attempts: AttemptRow[];
}

export interface WebhookDeliveriesService {
  /** Newest first. */
  list(
    actor: Actor,
    orgId: string,
    webhookId: string,
    query: ListDeliveriesQuery,
  ): Promise<Page<DeliveryRow>>;
  get(actor: Actor, delivery: DeliveryAddress): Promise<DeliveryView>;
  /**
   * Sends it again from the start of the schedule, behind what waits in its line; what is due later is sent now.
   * Throws `conflict` for a webhook that is not active.
   */
  redeliver(actor: Actor, delivery: DeliveryAddress): Promise<DeliveryRow>;
  /** Sends a ping and waits for what the receiver says; also to one that is not active. Throws `rate_limited`. */
  ping(actor: Actor, webhookId: string): Promise<DeliveryView>;
  /** Forgets what is old, and switches webhooks off that too much waits for. */
  tidy(): Promise<void>;
}

export interface DeliveryAddress {
  orgId: string;
  webhookId: string;
  deliveryId: string;
}

export interface DeliveriesDeps extends PeopleDeps, SendDeps {
  cursors: Cursors;
  mails: MailOutbox;
  rateLimiter: RateLimiter;
}

/** Of each organization: a ping calls a host that a tenant names, as often as somebody asks. */
const PINGS: Limit = { capacity: 20, refillPerMinute: 10 };
/** Those of the first schedule, and of a second one. */
const ATTEMPTS_SHOWN = 20;

export function createWebhookDeliveriesService(deps: DeliveriesDeps): WebhookDeliveriesService {
  const { db, now, cursors, rateLimiter, studioUrl } = deps;
  const t = webhookDeliveries;

  return {
    async list(actor, orgId, webhookId, { event, status, ...page }) {
      await authorizeOrg(db, actor, orgId, 'webhook.manage');
      await findWebhook(db, orgId, webhookId);
      const filters = { webhookId, event, status };
      const where = and(
        eq(t.webhookId, webhookId),
        event === undefined ? undefined : eq(t.event, event),
        status === undefined ? undefined : hasStatus(status),
      );
      const keyset = [webhookDeliveries.createdAt, webhookDeliveries.id];
      const list = { scope: 'webhook-deliveries', filters, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(t), position }).from(t),
      );
    },

    async get(actor, { orgId, webhookId, deliveryId }) {
      await authorizeOrg(db, actor, orgId, 'webhook.manage');
      const webhook = await findWebhook(db, orgId, webhookId);
      return viewOf(db, webhook, deliveryId, studioUrl);
    },

    redeliver: (actor, { orgId, webhookId, deliveryId }) =>
      changePeople(deps, { actor, orgId, permission: 'webhook.manage' }, async (tx) => {
        const webhook = await lockWebhook(tx, orgId, webhookId);
        const isThis = and(eq(t.id, deliveryId), eq(t.webhookId, webhookId));
        const [delivery] = await tx.select().from(t).where(isThis).for('update');
        if (!delivery) throw notFound('delivery');
        if (!webhook.active) throw notActive();
        const isOpen = delivery.status === 'pending' || delivery.status === 'waiting';
        const anew = {
          ...{ tries: 0, firstTriedAt: null },
          status: placeInLine(webhookId, delivery.subject),
          seq: sql`nextval(pg_get_serial_sequence('ps_webhook_deliveries', 'seq'))`,
        };
        const [row] = await tx
          .update(t)
          .set({ nextAttemptAt: now(), ...(!isOpen && anew) })
          .where(isThis)
          .returning();
        if (!row) throw notFound('delivery');
        await tx.execute(sql`select pg_notify(${CHANNELS.webhookDeliveries}, '')`);
        await recordAudit(tx, {
          ...{ actor, orgId, action: 'webhook.redelivered' },
          ...{ entityType: 'webhook', entityId: webhookId },
          metadata: { deliveryId, event: delivery.event },
        });
        return row;
      }),

    async ping(actor, webhookId) {
      const webhook = await findForPing(db, actor, webhookId);
      await refuseBeyond(rateLimiter, `webhook-test:${webhook.orgId}`, PINGS);
      const deliveryId = await sendPing(deps, webhook);
      return viewOf(db, webhook, deliveryId, studioUrl);
    },

    tidy: () => tidyWebhooks(deps),
  };
}

async function viewOf(
  db: Queryable,
  webhook: WebhookRow,
  deliveryId: string,
  studioUrl: string,
): Promise<DeliveryView> {
  const [found] = await db
    .select({ delivery: webhookDeliveries, event: webhookEvents })
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
    .where(and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.webhookId, webhook.id)));
  if (!found) throw notFound('delivery');
  const latest = await db
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, deliveryId))
    .orderBy(desc(webhookAttempts.number))
    .limit(ATTEMPTS_SHOWN);
  const { delivery, event } = found;
  const sentAt = latest[0]?.startedAt ?? delivery.nextAttemptAt;
  return {
    ...{ delivery, webhook, attempts: latest.reverse() },
    headers: plainHeaders(event.id, sentAt),
    body: bodyOf(event, studioUrl),
  };
}

function hasStatus(status: WebhookDeliveryStatus): SQL {
  const { status: column } = webhookDeliveries;
  return status === 'pending' ? inArray(column, ['waiting', 'pending']) : eq(column, status);
}

function notActive(): AppError {
  return new AppError('conflict', 'The webhook is not active: make it active first.');
}
