import { OutboundError } from '../outbound/outbound-error.ts';
import type { Outbound } from '../outbound/outbound-fetch.ts';

export interface WebhookRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** For the whole exchange: a receiver that drips its answer is as late as one that never begins. */
  timeoutMs: number;
  signal?: AbortSignal;
}

/** What came of a request. An answer that was not read to its end in time has an error besides its status. */
export interface Exchange {
  status: number | null;
  retryAfter: string | null;
  /** The first 4 KiB, as text. */
  body: string | null;
  error: { code: string; message: string } | null;
}

const KIB = 1024;
const READ_MAX_BYTES = 64 * KIB;
const KEPT_BYTES = 4 * KIB;

/** Sends a request to a receiver, which is not followed to other places. Throws the reason of `signal` only. */
export async function postWebhook(outbound: Outbound, request: WebhookRequest): Promise<Exchange> {
  const exchange: Exchange = { status: null, retryAfter: null, body: null, error: null };
  try {
    const { url, headers, body, timeoutMs, signal } = request;
    const response = await outbound.fetch(url, {
      ...{ method: 'POST', headers, body, timeoutMs, signal },
      maxResponseBytes: READ_MAX_BYTES,
      maxRedirects: 0,
    });
    exchange.status = response.status;
    exchange.retryAfter = response.headers.get('retry-after');
    exchange.body = '';
    await readBody(response, (text) => (exchange.body = text));
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    // The status tells what the receiver thinks of it; how much it adds is not our concern.
    if (error.code !== 'response_too_large') {
      exchange.error = { code: error.code, message: error.message };
    }
  }
  return exchange;
}

async function readBody(response: Response, keep: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  let left = KEPT_BYTES;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    if (left === 0) continue;
    const kept = chunk.subarray(0, left);
    left -= kept.byteLength;
    text += decoder.decode(kept, { stream: true });
    keep(text);
  }
}
