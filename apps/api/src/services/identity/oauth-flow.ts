import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

import { lte } from 'drizzle-orm';
import { z } from 'zod';

import { oauthProviderSchema, type OAuthProviderName } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { usedOAuthStates } from '../../db/schema/index.ts';
import type { AuthorizationSecrets } from '../../integrations/oauth/provider.ts';
import { EnvelopeError } from '../keys/aes-gcm.ts';
import type { Sealer } from '../keys/envelope.ts';

/** People have two factors to find, and passwords to look for. */
export const FLOW_LIFE_MS = 10 * 60_000;

const CONTEXT = 'oauth-flow';
const SECRET_BYTES = 32;

/** One way to a provider and back. The browser keeps it, sealed, so that nobody else can end it in theirs. */
const flowSchema = z.object({
  provider: oauthProviderSchema,
  secrets: z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() }),
  returnTo: z.string(),
  /** Who links an account; null to sign in. */
  link: z.object({ userId: z.string(), sessionId: z.string() }).nullable(),
  /** Unix time in milliseconds. */
  expiresAt: z.number(),
});
export type OAuthFlow = z.output<typeof flowSchema>;

export function newSecrets(): AuthorizationSecrets {
  const random = () => randomBytes(SECRET_BYTES).toString('base64url');
  return { state: random(), nonce: random(), codeVerifier: random() };
}

export function sealFlow(envelope: Sealer, flow: OAuthFlow): string {
  return envelope.wrap(JSON.stringify(flow), CONTEXT);
}

/** The flow that an answer belongs to: the same browser, provider and state, in time. Else undefined. */
export function openFlow(
  envelope: Sealer,
  sealed: string | undefined,
  answer: { provider: OAuthProviderName; state: string | undefined; now: Date },
): OAuthFlow | undefined {
  if (sealed === undefined || answer.state === undefined) return undefined;
  const flow = unseal(envelope, sealed);
  const isIt =
    flow?.provider === answer.provider &&
    flow.expiresAt > answer.now.getTime() &&
    isSame(flow.secrets.state, answer.state);
  return isIt ? flow : undefined;
}

/** Whether this is its first use; no other one will be. */
export async function spendState(db: Queryable, flow: OAuthFlow): Promise<boolean> {
  const { rowCount } = await db
    .insert(usedOAuthStates)
    .values({ stateHash: hashOf(flow.secrets.state), expiresAt: new Date(flow.expiresAt) })
    .onConflictDoNothing();
  return rowCount === 1;
}

export async function purgeStates(db: Queryable, now: Date): Promise<void> {
  await db.delete(usedOAuthStates).where(lte(usedOAuthStates.expiresAt, now));
}

function unseal(envelope: Sealer, sealed: string): OAuthFlow | undefined {
  try {
    return flowSchema.parse(JSON.parse(envelope.unwrap(sealed, CONTEXT).toString()));
  } catch (error) {
    if (error instanceof EnvelopeError) return undefined;
    throw error;
  }
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
