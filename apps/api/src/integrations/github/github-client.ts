import { Octokit } from '@octokit/core';
import type { z } from 'zod';

import { OutboundError } from '../outbound/outbound-error.ts';
import type { Outbound, OutboundRequest } from '../outbound/outbound-fetch.ts';
import { GithubError } from './github-error.ts';
import { readFailure } from './read-failure.ts';

export interface GithubServer {
  /** Of its pages, and of its API, without a slash at the end. */
  url: string;
  apiUrl: string;
}

export interface GithubClientDeps {
  server: GithubServer;
  outbound: Outbound;
  now: () => Date;
  /** For one call. */
  callTimeoutMs: number;
  /** Waits, or rejects once the signal aborts. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface GithubAccess {
  /** Null: as everybody. */
  token: string | null;
  /** Ends everything that is asked. */
  signal: AbortSignal;
}

type Send = (octokit: Octokit) => Promise<{ data: unknown }>;

/** The official client, behind the outbound guard, with answers that are checked. */
export interface GithubClient {
  /** Throws a `GithubError`, or the signal's reason. */
  ask: <S extends z.ZodType>(schema: S, send: Send) => Promise<z.output<S>>;
  /** The same, of which the body is not read and at most `maxBytes` are given. */
  download: (
    send: Send,
    limits: { maxBytes: number; timeoutMs: number },
  ) => Promise<ReadableStream<Uint8Array>>;
}

const MIB = 1024 * 1024;
const ANSWER_MAX_BYTES = 16 * MIB;
const ATTEMPTS = 3;
const RETRY_DELAY_MS = 400;
/** GitHub's own wish is honoured up to here; for a longer one, the caller comes back. */
const LIMIT_WAIT_MAX_SECONDS = 5;
const API_VERSION = '2022-11-28';

export function createGithubClient(deps: GithubClientDeps, access: GithubAccess): GithubClient {
  const { token, signal } = access;
  const calls = (limits: Pick<OutboundRequest, 'timeoutMs' | 'maxResponseBytes'>) =>
    octokitOf(deps, access, limits);
  const octokit = calls({ timeoutMs: deps.callTimeoutMs, maxResponseBytes: ANSWER_MAX_BYTES });

  return {
    async ask(schema, send) {
      const { data } = await repeatedly(() => send(octokit));
      const parsed = schema.safeParse(data);
      if (parsed.success) return parsed.data;
      // The client gives what it could read where an answer breaks off.
      signal.throwIfAborted();
      throw new GithubError('unreachable');
    },
    async download(send, { maxBytes, timeoutMs }) {
      const { data } = await repeatedly(() =>
        send(calls({ timeoutMs, maxResponseBytes: maxBytes })),
      );
      if (!(data instanceof ReadableStream)) throw new GithubError('unreachable');
      return data as ReadableStream<Uint8Array>;
    },
  };

  /** Whatever is asked here may be asked twice: objects are named by their content, and branches are looked at again. */
  async function repeatedly<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        signal.throwIfAborted();
        const failure = readFailure(error, { token, now: deps.now() });
        const isWorthIt = attempt < ATTEMPTS && !isTimeout(error);
        const delayMs = isWorthIt ? delayOf(failure, attempt) : null;
        if (delayMs === null) throw failure;
        await deps.wait(delayMs, signal);
      }
    }
  }
}

/** It took all the time that one call has. */
function isTimeout(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof OutboundError && cause.code === 'timeout';
}

/** Null where it is of no use to ask again now. */
function delayOf({ fault, retryAfterSeconds }: GithubError, attempt: number): number | null {
  if (fault === 'unreachable') return RETRY_DELAY_MS * attempt;
  const isShort = retryAfterSeconds !== null && retryAfterSeconds <= LIMIT_WAIT_MAX_SECONDS;
  return fault === 'rate_limited' && isShort ? retryAfterSeconds * 1000 : null;
}

function octokitOf(
  { server, outbound }: GithubClientDeps,
  { token, signal }: GithubAccess,
  limits: Pick<OutboundRequest, 'timeoutMs' | 'maxResponseBytes'>,
): Octokit {
  const fetch = (url: string, init: Pick<OutboundRequest, 'method' | 'headers' | 'body'>) => {
    const { method, headers, body } = init;
    return outbound.fetch(url, { method, headers, body, signal, ...limits });
  };
  const octokit = new Octokit({
    ...{ auth: token ?? undefined, baseUrl: server.apiUrl, userAgent: 'promptly-studio' },
    request: { fetch },
    log: SILENT,
  });
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = API_VERSION;
  });
  return octokit;
}

const nothing = () => undefined;
/** What it would log holds addresses. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
