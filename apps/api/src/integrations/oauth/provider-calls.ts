import { createHash } from 'node:crypto';

import { z } from 'zod';

import { OutboundError } from '../outbound/outbound-error.ts';
import type { Outbound, OutboundRequest } from '../outbound/outbound-fetch.ts';
import { ProviderError, type ProviderTokens } from './provider.ts';

/** Of each call: somebody waits for it in a browser. */
export const PROVIDER_LIMITS = { timeoutMs: 8_000, maxResponseBytes: 256 * 1024, maxRedirects: 0 };

/** Calls a provider and reads its JSON. Throws a `ProviderError`. */
export async function callProvider<T extends z.ZodType>(
  outbound: Outbound,
  url: string,
  schema: T,
  request: OutboundRequest = {},
): Promise<z.output<T>> {
  const { status, text } = await send(outbound, url, request);
  if (status < 200 || status > 299) throw statusError(status);
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw new ProviderError('refused', 'The provider answered something else.');
  return parsed.data;
}

/** The same for a call whose answer says nothing. */
export async function tellProvider(outbound: Outbound, url: string, request: OutboundRequest) {
  const { status } = await send(outbound, url, request);
  if (status > 299) throw statusError(status);
}

const tokenAnswerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().int().nonnegative().nullish(),
  scope: z.string().nullish(),
});

/** Asks a token endpoint of plain OAuth 2; what it refuses may come with status 200. */
export async function requestTokens(
  outbound: Outbound,
  url: string,
  parameters: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<ProviderTokens> {
  const answer = await callProvider(outbound, url, tokenAnswerSchema, {
    method: 'POST',
    headers: {
      ...{ Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      ...headers,
    },
    body: new URLSearchParams(parameters).toString(),
  });
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    expiresInSeconds: answer.expires_in ?? null,
    scopes: (answer.scope ?? '').split(/[\s,]+/).filter((scope) => scope !== ''),
  };
}

/** What a failed call tells: that of a host that is not there says more than that of one which says no. */
export function toProviderError(error: unknown): ProviderError {
  for (let cause = error; cause !== undefined && cause !== null; cause = causeOf(cause)) {
    if (cause instanceof ProviderError) return cause;
    const isTimeout = nameOf(cause) === 'TimeoutError';
    if (isTimeout || cause instanceof OutboundError) return unreachable(cause);
    if (cause instanceof Response && cause.status >= 500) return unreachable(error);
  }
  return new ProviderError('refused', 'The provider refused, or its answer is not valid.', {
    cause: error,
  });
}

export function codeChallengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}

export function basicAuth(clientId: string, clientSecret: string): string {
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(':');
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** A picture that the studio may show. */
export function httpsUrl(text: string | null | undefined): string | null {
  return text && URL.canParse(text) && new URL(text).protocol === 'https:' ? text : null;
}

async function send(outbound: Outbound, url: string, request: OutboundRequest) {
  try {
    const answer = await outbound.fetch(url, { ...PROVIDER_LIMITS, ...request });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    throw toProviderError(error);
  }
}

function statusError(status: number): ProviderError {
  if (status >= 500 || status === 429) return unreachable(undefined);
  return new ProviderError('refused', `The provider answered ${status}.`);
}

function unreachable(cause: unknown): ProviderError {
  return new ProviderError('unreachable', 'The provider does not answer right now.', { cause });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function causeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'cause' in value ? value.cause : undefined;
}

function nameOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
}
