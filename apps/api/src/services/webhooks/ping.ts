import { eq } from 'drizzle-orm';

import { newId, PING_EVENT } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { webhookDeliveries, webhookEvents, webhooks } from '../../db/schema/index.ts';
import { correlationToSend } from '../../observability/correlation.ts';
import { authorizeOrg } from '../access.ts';
import type { Actor } from '../actor.ts';
import { noSuchWebhook } from './find-webhook.ts';
import { insertAttempt, isDelivered } from './record-attempt.ts';
import type { WebhookRow } from './secrets.ts';
import { sendEvent, type SendDeps } from './send.ts';

/** The webhook, by its id alone; one of another organization reads like one that never was. */
export async function findForPing(
  db: Queryable,
  actor: Actor,
  webhookId: string,
): Promise<WebhookRow> {
  const [webhook] = await db.select().from(webhooks).where(eq(webhooks.id, webhookId));
  if (!webhook) throw noSuchWebhook();
  await authorizeOrg(db, actor, webhook.orgId, 'webhook.manage', 'webhook');
  return webhook;
}

/**
 * Sends a ping once, as any event is sent, and keeps it among the deliveries, whose id is returned. Nothing
 * follows from what comes of it.
 */
export async function sendPing(deps: SendDeps, webhook: WebhookRow): Promise<string> {
  const { id: webhookId, orgId } = webhook;
  const event = {
    ...{ id: newId('event'), orgId, event: PING_EVENT },
    ...{ data: { webhookId }, createdAt: deps.now() },
    correlation: correlationToSend() ?? null,
  };
  const attempt = await sendEvent(deps, webhook, event);
  const deliveryId = newId('delivery');
  await deps.db.transaction(async (tx) => {
    const [kept] = await tx
      .select({ id: webhooks.id })
      .from(webhooks)
      .where(eq(webhooks.id, webhookId))
      .for('key share');
    if (!kept) throw noSuchWebhook();
    await tx.insert(webhookEvents).values(event);
    await tx.insert(webhookDeliveries).values({
      ...{ id: deliveryId, orgId, webhookId, eventId: event.id, event: PING_EVENT },
      ...{ subject: event.id, createdAt: event.createdAt, firstTriedAt: attempt.startedAt },
      ...{ attemptCount: 1, tries: 1, nextAttemptAt: event.createdAt },
      status: isDelivered(attempt.exchange) ? 'delivered' : 'failed',
    });
    await insertAttempt(tx, deliveryId, 1, attempt);
  });
  return deliveryId;
}
