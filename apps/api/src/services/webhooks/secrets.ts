import { randomBytes } from 'node:crypto';

import type { webhooks } from '../../db/schema/index.ts';
import type { Sealer } from '../keys/envelope.ts';

export type WebhookRow = typeof webhooks.$inferSelect;

const SECRET_BYTES = 32;

/** As Standard Webhooks writes them: `whsec_` and base64. */
export function generateSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** By the data key of the organization. */
export function wrapSecret(sealer: Sealer, webhookId: string, secret: string): string {
  return sealer.wrap(secret, webhookSecretContext(webhookId));
}

/** All that sign at this time, the newest first. */
export function signingSecrets(
  sealer: Pick<Sealer, 'unwrap'>,
  row: WebhookRow,
  now: Date,
): string[] {
  const { id, secret, previousSecret, previousSecretExpiresAt } = row;
  const isKept = previousSecret !== null && (previousSecretExpiresAt ?? now) > now;
  const wrapped = isKept ? [secret, previousSecret] : [secret];
  return wrapped.map((text) => sealer.unwrap(text, webhookSecretContext(id)).toString());
}

/** The same for both columns: a rotation moves a secret from one to the other. */
export function webhookSecretContext(webhookId: string): string {
  return `ps_webhooks.secret:${webhookId}`;
}
