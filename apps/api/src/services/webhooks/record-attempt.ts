import { and, asc, eq, sql } from 'drizzle-orm';

import type { Database, Transaction } from '../../db/client.ts';
import { storableText } from '../../db/json.ts';
import { webhookAttempts, webhookDeliveries, webhooks } from '../../db/schema/index.ts';
import type { Exchange } from '../../integrations/webhooks/post-webhook.ts';
import type { Claimed, DeliveryRow } from './claim.ts';
import { disableWebhook, type DisableDeps } from './disable.ts';
import { nextAttempt, parseRetryAfter } from './schedule.ts';
import type { WebhookRow } from './secrets.ts';

export interface RecordDeps extends DisableDeps {
  db: Database;
  /** In [0, 1); spreads the attempts. */
  random: () => number;
}

/** An attempt that was made. */
export interface Attempt {
  startedAt: Date;
  durationMs: number;
  exchange: Exchange;
}

/** All attempts of an event failed for so long, and nothing else came through: nobody is there. */
const LONG_FAILURE_MS = 3 * 24 * 60 * 60_000;

/**
 * Writes down what came of an attempt, and what follows from it: the next attempt, the next event of the line, or
 * the end of the webhook. Does nothing for a sender that lost the webhook to another one.
 */
export async function recordAttempt(
  deps: RecordDeps,
  { webhook: { id: webhookId }, delivery: { id: deliveryId }, leaseId }: Claimed,
  attempt: Attempt,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [webhook] = await tx
      .update(webhooks)
      .set({ leaseId: null, leaseUntil: null })
      .where(and(eq(webhooks.id, webhookId), eq(webhooks.leaseId, leaseId)))
      .returning();
    if (!webhook) return;
    const [delivery] = await tx
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.id, deliveryId))
      .for('update');
    if (!delivery) return;
    const number = delivery.attemptCount + 1;
    await insertAttempt(tx, deliveryId, number, attempt);
    const ended = await advance(tx, deps, { webhook, delivery, number, attempt });
    if (ended !== 'open') await callNext(tx, delivery, deps.now());
    const reason = reasonToDisable(webhook, delivery, { ended, attempt });
    if (reason) await disableWebhook(tx, deps, webhook, reason);
  });
}

/** The row of an attempt of a delivery. */
export async function insertAttempt(
  tx: Transaction,
  deliveryId: string,
  number: number,
  { startedAt, durationMs, exchange: { status, body, error } }: Attempt,
): Promise<void> {
  const failure = error ?? faultOf(status);
  await tx.insert(webhookAttempts).values({
    ...{ deliveryId, number, startedAt, durationMs: Math.round(durationMs) },
    responseStatus: status,
    responseBody: body === null ? null : storableText(body),
    errorCode: failure?.code,
    errorMessage: failure?.message,
  });
}

/** Only an answer of 2xx that was read in time counts. */
export function isDelivered({ status, error }: Exchange): boolean {
  return error === null && faultOf(status) === null;
}

/** `delivered`, or the code of why it was not. */
export function outcomeOf({ status, error }: Exchange): string {
  return (error ?? faultOf(status))?.code ?? 'delivered';
}

function faultOf(status: number | null): { code: string; message: string } | null {
  if (status === null) return { code: 'unreachable', message: 'There was no answer.' };
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) {
    return { code: 'redirected', message: 'Redirects are not followed: give the address itself.' };
  }
  return { code: 'refused', message: `The receiver answered ${status}.` };
}

interface Step {
  webhook: WebhookRow;
  delivery: DeliveryRow;
  number: number;
  attempt: Attempt;
}

type End = 'open' | 'delivered' | 'failed' | 'canceled';

async function advance(
  tx: Transaction,
  { now, random }: RecordDeps,
  { webhook, delivery, number, attempt: { exchange, startedAt } }: Step,
): Promise<End> {
  const at = now();
  const tries = delivery.tries + 1;
  const tried = {
    ...{ attemptCount: number, tries },
    firstTriedAt: delivery.firstTriedAt ?? startedAt,
  };
  const update = (values: Partial<DeliveryRow>) =>
    tx
      .update(webhookDeliveries)
      .set({ ...tried, ...values })
      .where(eq(webhookDeliveries.id, delivery.id));
  if (isDelivered(exchange)) {
    await update({ status: 'delivered' });
    await tx.update(webhooks).set({ lastDeliveredAt: at }).where(eq(webhooks.id, webhook.id));
    return 'delivered';
  }
  // Taken back meanwhile: what came of it is noted, and that was all.
  if (delivery.status !== 'pending') {
    await update({});
    return 'canceled';
  }
  const retryAfterMs = mayAskForLater(exchange) ? parseRetryAfter(exchange.retryAfter, at) : null;
  const nextAttemptAt = nextAttempt({ tries, at, retryAfterMs }, random);
  await update(nextAttemptAt ? { nextAttemptAt } : { status: 'failed' });
  return nextAttemptAt ? 'open' : 'failed';
}

function mayAskForLater({ status }: Exchange): boolean {
  return status === 429 || status === 503;
}

/** Lets the one behind an ended delivery take its place. */
async function callNext(
  tx: Transaction,
  { webhookId, subject }: DeliveryRow,
  now: Date,
): Promise<void> {
  const t = webhookDeliveries;
  const isInLine = and(
    eq(t.webhookId, webhookId),
    eq(t.subject, subject),
    sql`${t.status} in ('waiting', 'pending')`,
  );
  const [next] = await tx.select().from(t).where(isInLine).orderBy(asc(t.seq)).limit(1);
  if (next?.status !== 'waiting') return;
  await tx.update(t).set({ status: 'pending', nextAttemptAt: now }).where(eq(t.id, next.id));
}

function reasonToDisable(
  webhook: WebhookRow,
  delivery: DeliveryRow,
  { ended, attempt: { startedAt, exchange } }: { ended: End; attempt: Attempt },
): 'gone' | 'failing' | null {
  if (!webhook.active) return null;
  if (exchange.status === 410) return 'gone';
  if (ended !== 'failed') return null;
  const since = delivery.firstTriedAt ?? startedAt;
  const isLong = startedAt.getTime() - since.getTime() >= LONG_FAILURE_MS;
  const cameThrough = webhook.lastDeliveredAt !== null && webhook.lastDeliveredAt > since;
  return isLong && !cameThrough ? 'failing' : null;
}
