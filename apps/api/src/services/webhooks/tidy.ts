import { inArray, sql } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { webhookEvents, webhooks } from '../../db/schema/index.ts';
import { disableWebhook, type DisableDeps } from './disable.ts';

const DAY_MS = 24 * 60 * 60_000;
const KEPT_MS = 30 * DAY_MS;
const BATCH = 1_000;
/** Events that may wait for one webhook. */
const BACKLOG_MAX = 10_000;

/** Forgets events and their deliveries after 30 days, and switches webhooks off that too much waits for. */
export async function tidyWebhooks(deps: DisableDeps & { db: Database }): Promise<void> {
  while ((await forgetBatch(deps.db, new Date(deps.now().getTime() - KEPT_MS))) === BATCH);
  for (const { id, orgId } of await backlogged(deps.db)) {
    await deps.db.transaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(webhooks)
        .where(sql`${webhooks.id} = ${id} and ${webhooks.active}`)
        .for('no key update');
      if (row) await disableWebhook(tx, deps, { id, orgId }, 'backlog');
    });
  }
}

/** What is still on its way is kept until it has ended. */
async function forgetBatch(db: Database, oldest: Date): Promise<number> {
  const old = db
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(
      sql`${webhookEvents.createdAt} < ${oldest.toISOString()} and not exists (
        select from ps_webhook_deliveries delivery
        where delivery.event_id = ${webhookEvents.id} and delivery.status in ('waiting', 'pending')
      )`,
    )
    .limit(BATCH);
  const { rowCount } = await db.delete(webhookEvents).where(inArray(webhookEvents.id, old));
  return rowCount ?? 0;
}

async function backlogged(db: Database): Promise<{ id: string; orgId: string }[]> {
  const { rows } = await db.execute<{ id: string; org_id: string }>(sql`
    select webhook.id, webhook.org_id
    from ps_webhook_deliveries delivery
    join ps_webhooks webhook on webhook.id = delivery.webhook_id
    where delivery.status in ('waiting', 'pending') and webhook.active
    group by webhook.id having count(*) > ${BACKLOG_MAX}
  `);
  return rows.map(({ id, org_id: orgId }) => ({ id, orgId }));
}
