import type { Database } from '../../db/client.ts';
import type { Outbound } from '../../integrations/outbound/outbound-fetch.ts';
import { postWebhook, type Exchange } from '../../integrations/webhooks/post-webhook.ts';
import type { Keyring } from '../keys/keyring.ts';
import { bodyOf, type EventRow } from './payload.ts';
import type { Attempt } from './record-attempt.ts';
import { plainHeaders, signatureHeaders } from './request-headers.ts';
import { signingSecrets, type WebhookRow } from './secrets.ts';

export interface SendDeps {
  outbound: Outbound;
  db: Database;
  keyring: Keyring;
  now: () => Date;
  /** Where receivers reach the API. */
  studioUrl: string;
  /** For one exchange; `EXCHANGE_TIMEOUT_MS` where it is left out. */
  timeoutMs?: number;
}

export const EXCHANGE_TIMEOUT_MS = 15_000;

/** Sends an event to a webhook, signed. Throws the reason of `signal` only, of an attempt that was none. */
export async function sendEvent(
  deps: SendDeps,
  webhook: WebhookRow,
  event: EventRow,
  signal?: AbortSignal,
): Promise<Attempt> {
  const startedAt = deps.now();
  const begin = performance.now();
  const exchange = refusalOf(deps.outbound, webhook.url) ?? (await send());
  return { startedAt, durationMs: performance.now() - begin, exchange };

  async function send(): Promise<Exchange> {
    const body = bodyOf(event, deps.studioUrl);
    const message = { eventId: event.id, sentAt: startedAt, body };
    const sealer = await deps.keyring.toUnwrap(deps.db, webhook.orgId);
    const secrets = signingSecrets(sealer, webhook, startedAt);
    return postWebhook(deps.outbound, {
      ...{ url: webhook.url, body, signal, timeoutMs: deps.timeoutMs ?? EXCHANGE_TIMEOUT_MS },
      headers: { ...plainHeaders(event.id, startedAt), ...signatureHeaders(message, secrets) },
    });
  }
}

/** The operator's list may have lost the host since the webhook was made. */
function refusalOf(outbound: Outbound, url: string): Exchange | null {
  if (isUrlAllowed(outbound, url)) return null;
  const error = { code: 'url_not_allowed', message: HTTPS_ONLY };
  return { status: null, retryAfter: null, body: null, error };
}

/** Without encryption, only to hosts that the operator lists. */
export function isUrlAllowed(outbound: Outbound, url: string): boolean {
  return new URL(url).protocol === 'https:' || outbound.lists(url);
}

export const HTTPS_ONLY =
  'must begin with https://; http:// is for hosts that the operator lists in OUTBOUND_ALLOW';
