import { and, eq, inArray } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { orgMembers, users, webhookDeliveries, webhooks } from '../../db/schema/index.ts';
import { recordAudit } from '../audit.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { NOTICE_LIFE_MS, webhookDisabledMail } from '../mail/messages.ts';
import type { WebhookRow } from './secrets.ts';

export interface DisableDeps {
  now: () => Date;
  mails: MailOutbox;
  studioUrl: string;
}

/** Switches a webhook off for good reason: what waits is canceled, admins get a mail, the audit log a row. */
export async function disableWebhook(
  tx: Transaction,
  { now, mails, studioUrl }: DisableDeps,
  { id: webhookId, orgId }: Pick<WebhookRow, 'id' | 'orgId'>,
  reason: NonNullable<WebhookRow['disabledReason']>,
): Promise<void> {
  const at = now();
  await tx
    .update(webhooks)
    .set({ active: false, disabledReason: reason, disabledAt: at })
    .where(eq(webhooks.id, webhookId));
  await cancelOpen(tx, webhookId);
  const expiresAt = new Date(at.getTime() + NOTICE_LIFE_MS);
  for (const email of await adminsOf(tx, orgId)) {
    const mail = webhookDisabledMail(email, studioUrl, { webhookId, orgId, reason });
    await mails.add(tx, mail, expiresAt);
  }
  await recordAudit(tx, {
    ...{ orgId, action: 'webhook.disabled', entityType: 'webhook', entityId: webhookId },
    metadata: { reason },
  });
}

/** Gives up what waits for a webhook that is not told any more. */
export async function cancelOpen(tx: Transaction, webhookId: string): Promise<void> {
  const isOpen = inArray(webhookDeliveries.status, ['waiting', 'pending']);
  await tx
    .update(webhookDeliveries)
    .set({ status: 'canceled' })
    .where(and(eq(webhookDeliveries.webhookId, webhookId), isOpen));
}

async function adminsOf(tx: Transaction, orgId: string): Promise<string[]> {
  const rows = await tx
    .select({ email: users.email })
    .from(orgMembers)
    .innerJoin(users, eq(users.id, orgMembers.userId))
    .where(and(eq(orgMembers.orgId, orgId), inArray(orgMembers.role, ['owner', 'admin'])));
  return rows.map(({ email }) => email);
}
