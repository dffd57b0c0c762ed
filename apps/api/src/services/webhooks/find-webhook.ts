import { and, eq } from 'drizzle-orm';

import { type AppError } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { webhooks } from '../../db/schema/index.ts';
import { notFound } from '../not-found.ts';
import type { WebhookRow } from './secrets.ts';

/** The webhook when it is one of the organization's, else `not_found`. */
export async function findWebhook(
  db: Queryable,
  orgId: string,
  webhookId: string,
): Promise<WebhookRow> {
  const [row] = await db.select().from(webhooks).where(isOf(orgId, webhookId));
  return present(row);
}

/** The same, with no delivery of it recorded and no event added until the transaction ends. */
export async function lockWebhook(
  tx: Transaction,
  orgId: string,
  webhookId: string,
): Promise<WebhookRow> {
  const [row] = await tx.select().from(webhooks).where(isOf(orgId, webhookId)).for('no key update');
  return present(row);
}

export function noSuchWebhook(): AppError {
  return notFound('webhook');
}

function isOf(orgId: string, webhookId: string) {
  return and(eq(webhooks.id, webhookId), eq(webhooks.orgId, orgId));
}

function present(row: WebhookRow | undefined): WebhookRow {
  if (!row) throw noSuchWebhook();
  return row;
}
