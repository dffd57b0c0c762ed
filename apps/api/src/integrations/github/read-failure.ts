import { RequestError } from '@octokit/request-error';

import { OutboundError } from '../outbound/outbound-error.ts';
import { GithubError } from './github-error.ts';

const SAID_MAX_CHARS = 200;
const NOT_IN_A_LINE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]+/gu;
/** Where GitHub limits without saying for how long, as its documentation asks. */
const DEFAULT_RETRY_AFTER_SECONDS = 60;

interface Asked {
  token: string | null;
  now: Date;
}

/** What a failed call means. Nothing of the request is kept: it holds the token. */
export function readFailure(error: unknown, asked: Asked): GithubError {
  if (error instanceof GithubError) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  const known = [error, cause].find((one) => one instanceof OutboundError);
  if (known?.code === 'response_too_large') return new GithubError('too_large');
  if (!(error instanceof RequestError) || !error.response) return new GithubError('unreachable');
  const said = saidIn(error.response.data, asked.token);
  const { status } = error;
  const headers = error.response.headers as Headers;
  const retryAfterSeconds = limitOf(status, headers, { said, now: asked.now });
  if (retryAfterSeconds !== null) return new GithubError('rate_limited', { retryAfterSeconds });
  switch (status) {
    case 401:
      return new GithubError('unauthorized');
    case 403:
      return new GithubError('x-github-sso' in headers ? 'sso' : 'forbidden', { said });
    case 404:
    case 410:
      return new GithubError('not_found', { said });
    case 409:
      return new GithubError(said?.includes('empty') ? 'empty' : 'refused', { said });
    default:
      return status >= 500 ? new GithubError('unreachable') : new GithubError('refused', { said });
  }
}

type Headers = Record<string, string | number | undefined>;

/** For how long nothing more is answered; null where that is not what is wrong. */
function limitOf(
  status: number,
  headers: Headers,
  { said, now }: { said: string | null; now: Date },
): number | null {
  if (status !== 403 && status !== 429) return null;
  const retryAfter = wholeOf(headers['retry-after']);
  if (retryAfter !== null) return retryAfter;
  const reset = wholeOf(headers['x-ratelimit-reset']);
  if (wholeOf(headers['x-ratelimit-remaining']) === 0 && reset !== null) {
    return Math.max(1, Math.ceil(reset - now.getTime() / 1000));
  }
  const isLimit = status === 429 || /rate limit|abuse detection/i.test(said ?? '');
  return isLimit ? DEFAULT_RETRY_AFTER_SECONDS : null;
}

function wholeOf(value: string | number | undefined): number | null {
  return /^\d{1,10}$/.test(String(value)) ? Number(value) : null;
}

function saidIn(data: unknown, token: string | null): string | null {
  if (typeof data !== 'object' || data === null || !('message' in data)) return null;
  const { message } = data;
  if (typeof message !== 'string') return null;
  const safe = token === null ? message : message.replaceAll(token, '…');
  return safe.slice(0, SAID_MAX_CHARS).replace(NOT_IN_A_LINE, ' ').trim() || null;
}
