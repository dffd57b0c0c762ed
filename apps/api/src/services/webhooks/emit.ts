import { and, arrayOverlaps, asc, eq, sql } from 'drizzle-orm';

import { groupOf, newId, type WebhookEvent, type WebhookEventData } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { storableJson } from '../../db/json.ts';
import { CHANNELS } from '../../db/listener.ts';
import { webhookDeliveries, webhookEvents, webhooks } from '../../db/schema/index.ts';
import { correlationToSend } from '../../observability/correlation.ts';

/** What is kept of an event; addresses are added when it is sent. */
export type EmittedData<E extends WebhookEvent> = Omit<WebhookEventData<E>, 'artifactUrl'>;

export interface EmittedEvent<E extends WebhookEvent> {
  orgId: string;
  event: E;
  /** The id of the job, export or project: each webhook is told its events in the order in which they were written. */
  subject: string;
  /** Asked for only where a webhook wants the event. */
  data: () => EmittedData<E>;
}

/**
 * Writes an event for the webhooks that want it into the transaction in which it happens, before that one's audit
 * row. Whoever calls it holds the lock of the subject's row, so that its events have one order.
 */
export async function emitEvent<E extends WebhookEvent>(
  tx: Transaction,
  { orgId, event, subject, data }: EmittedEvent<E>,
): Promise<void> {
  const wanted = arrayOverlaps(webhooks.events, [event, groupOf(event)]);
  // Who ends the delivery before this one must do so before or after, never meanwhile: else nobody would call this one up.
  const targets = await tx
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.orgId, orgId), webhooks.active, wanted))
    .orderBy(asc(webhooks.id))
    .for('share');
  if (targets.length === 0) return;
  const eventId = newId('event');
  await tx.insert(webhookEvents).values({
    ...{ id: eventId, orgId, event, data: storableJson({ ...data() }) },
    correlation: correlationToSend(),
  });
  await tx.insert(webhookDeliveries).values(
    targets.map(({ id: webhookId }) => ({
      ...{ id: newId('delivery'), orgId, webhookId, eventId, event, subject },
      status: placeInLine(webhookId, subject),
    })),
  );
  await tx.execute(sql`select pg_notify(${CHANNELS.webhookDeliveries}, '')`);
}

/** Of one that joins the line of a subject; the caller holds the webhook's row. */
export function placeInLine(webhookId: string, subject: string) {
  return sql<'waiting' | 'pending'>`case when exists (
    select from ps_webhook_deliveries before
    where before.webhook_id = ${webhookId} and before.subject = ${subject}
      and before.status in ('waiting', 'pending')
  ) then 'waiting' else 'pending' end`;
}
