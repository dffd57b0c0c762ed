import { randomUUID } from 'node:crypto';

import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';

import type { Database, Transaction } from '../../db/client.ts';
import { webhookDeliveries, webhookEvents, webhooks } from '../../db/schema/index.ts';
import type { EventRow } from './payload.ts';
import type { WebhookRow } from './secrets.ts';

export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** A delivery that one sender has in hand, with the right to its webhook until `leaseUntil`. */
export interface Claimed {
  webhook: WebhookRow;
  delivery: DeliveryRow;
  event: EventRow;
  leaseId: string;
  leaseUntil: Date;
}

/** How long a sender that gave no sign of life keeps a webhook; well above the time of one exchange. */
const LEASE_MS = 45_000;
/** Deliveries of one organization that are under way at once, in all processes. */
const MAX_BUSY_PER_ORG = 4;

/**
 * Takes up to `limit` deliveries that are due in hand, one of each webhook, those of organizations with the fewest
 * under way first. What a deleted organization has to tell waits for whether it is restored.
 */
export async function claimDeliveries(db: Database, now: Date, limit: number): Promise<Claimed[]> {
  return db.transaction(async (tx) => {
    const candidates = await dueWebhooks(tx, now, limit);
    if (candidates.length === 0) return [];
    const free = await tx
      .select()
      .from(webhooks)
      .where(and(inArray(webhooks.id, candidates), webhooks.active, isFree(now)))
      .for('no key update', { skipLocked: true });
    const claimed: Claimed[] = [];
    // Looked up once the webhook is ours: what was due a moment ago, another sender may have ended.
    for (const webhook of free) {
      const found = await firstDue(tx, webhook.id, now);
      if (!found) continue;
      const leaseId = randomUUID();
      const leaseUntil = new Date(now.getTime() + LEASE_MS);
      await tx
        .update(webhooks)
        .set({ leaseId, leaseUntil, lastClaimedAt: now })
        .where(eq(webhooks.id, webhook.id));
      claimed.push({ webhook, ...found, leaseId, leaseUntil });
    }
    return claimed;
  });
}

/** Jumps from webhook to webhook over the index of what is pending: a backlog costs no more than its first row. */
async function dueWebhooks(tx: Transaction, now: Date, limit: number): Promise<string[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive with_pending as (
      (select webhook_id from ps_webhook_deliveries where status = 'pending' order by webhook_id limit 1)
      union all
      select (
        select next.webhook_id from ps_webhook_deliveries next
        where next.status = 'pending' and next.webhook_id > with_pending.webhook_id
        order by next.webhook_id limit 1
      )
      from with_pending where with_pending.webhook_id is not null
    ), busy as (
      select org_id, count(*) as busy from ps_webhooks where lease_until > ${at} group by org_id
    ), due as (
      select webhook.id, webhook.last_claimed_at,
        coalesce(busy.busy, 0) + row_number() over (
          partition by webhook.org_id order by webhook.last_claimed_at nulls first, webhook.id
        ) as place
      from with_pending
      join ps_webhooks webhook on webhook.id = with_pending.webhook_id
      join ps_orgs org on org.id = webhook.org_id and org.deleted_at is null
      left join busy on busy.org_id = webhook.org_id
      where webhook.active and (webhook.lease_until is null or webhook.lease_until <= ${at})
        and exists (
          select from ps_webhook_deliveries delivery
          where delivery.webhook_id = webhook.id and delivery.status = 'pending'
            and delivery.next_attempt_at <= ${at}
        )
    )
    select id from due where place <= ${MAX_BUSY_PER_ORG}
    order by place, last_claimed_at nulls first limit ${limit}
  `);
  return rows.map(({ id }) => id);
}

async function firstDue(
  tx: Transaction,
  webhookId: string,
  now: Date,
): Promise<{ delivery: DeliveryRow; event: EventRow } | undefined> {
  const t = webhookDeliveries;
  const [found] = await tx
    .select({ delivery: t, event: webhookEvents })
    .from(t)
    .innerJoin(webhookEvents, eq(webhookEvents.id, t.eventId))
    .where(and(eq(t.webhookId, webhookId), eq(t.status, 'pending'), lte(t.nextAttemptAt, now)))
    .orderBy(asc(t.nextAttemptAt), asc(t.seq))
    .limit(1);
  return found;
}

function isFree(now: Date) {
  return or(isNull(webhooks.leaseUntil), lte(webhooks.leaseUntil, now));
}

/** Gives a webhook back whose delivery was not tried, so that another sender goes on with it at once. */
export async function releaseClaim(db: Database, { webhook, leaseId }: Claimed): Promise<void> {
  await db
    .update(webhooks)
    .set({ leaseId: null, leaseUntil: null })
    .where(and(eq(webhooks.id, webhook.id), eq(webhooks.leaseId, leaseId)));
}
