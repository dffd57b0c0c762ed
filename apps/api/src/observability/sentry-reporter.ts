import {
  createStackParser,
  createTransport,
  Scope,
  type Event,
  type Exception,
  type StackParser,
  type TransportRequestExecutor,
} from '@sentry/core';
import { nodeStackLineParser, ServerRuntimeClient } from '@sentry/core/server';

import type { SentryConfig } from '../config/telemetry.ts';
import { VERSION } from '../version.ts';
import { currentCorrelation } from './correlation.ts';
import type { FaultReporter } from './fault-reporter.ts';
import { redact, type RedactedError } from './redact.ts';

export interface SentryReporter extends FaultReporter {
  /** Sends what is left, for so long at most. */
  close(timeoutMs: number): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 5_000;
/** Requests under way; more are dropped, so that a service which is slow costs no more memory than this. */
const BUFFER_MAX_EVENTS = 16;
/** A fault that all requests meet is told often enough by then. */
const MAX_EVENTS_PER_MINUTE = 60;
const MINUTE_MS = 60_000;
const MAX_CAUSES = 5;

/** Tells Sentry, or a service that speaks as it does, of faults: in the background, and only what is redacted. */
export function createSentryReporter({ dsn, environment }: SentryConfig): SentryReporter {
  const stackParser = createStackParser(nodeStackLineParser());
  const client = new ServerRuntimeClient({
    ...{ dsn, environment, release: `promptly-studio@${VERSION}`, stackParser },
    ...{ integrations: [], sendClientReports: false },
    ...{ platform: 'node', runtime: { name: 'node', version: process.version } },
    transport: (options) =>
      createTransport({ ...options, bufferSize: BUFFER_MAX_EVENTS }, post(options.url)),
  });
  client.init();
  const mayReport = perMinute(MAX_EVENTS_PER_MINUTE);
  return {
    report(error, { level, message }) {
      if (mayReport())
        client.captureEvent(describe(error, { level, message, stackParser }), {}, new Scope());
    },
    async close(timeoutMs) {
      await client.close(timeoutMs);
    },
  };
}

function post(url: string): TransportRequestExecutor {
  return async ({ body }) => {
    // eslint-disable-next-line no-restricted-globals -- the operator names it, and may name an inner host
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-sentry-envelope' },
      body: typeof body === 'string' ? body : Buffer.from(body),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return {
      statusCode: answer.status,
      headers: {
        'x-sentry-rate-limits': answer.headers.get('x-sentry-rate-limits'),
        'retry-after': answer.headers.get('retry-after'),
      },
    };
  };
}

interface About {
  level: 'error' | 'fatal';
  message: string | undefined;
  stackParser: StackParser;
}

/** Made of what is redacted alone: no requests, no bodies, no variables of frames. */
function describe(error: unknown, { level, message, stackParser }: About): Event {
  const { requestId, jobId, principal, name, span } = currentCorrelation() ?? {};
  return {
    level,
    transaction: name,
    tags: { request_id: requestId, job_id: jobId, trace_id: span?.traceId },
    ...(principal !== undefined && { user: { id: principal } }),
    ...(span && { contexts: { trace: { trace_id: span.traceId, span_id: span.spanId } } }),
    extra: { said: redact(message) },
    // The innermost cause stands first.
    exception: { values: exceptionsOf(error, stackParser).reverse() },
  };
}

function exceptionsOf(error: unknown, stackParser: StackParser): Exception[] {
  const thrown = error instanceof Error ? error : new Error(String(error));
  const exceptions: Exception[] = [];
  let one = redact(thrown) as RedactedError | undefined;
  while (one && exceptions.length < MAX_CAUSES) {
    const frames = stackParser(one.stack ?? '');
    exceptions.push({
      type: one.type,
      value: one.query === undefined ? one.message : `${one.message}: ${one.query}`,
      stacktrace: frames.length > 0 ? { frames } : undefined,
    });
    const { cause } = one;
    one = typeof cause === 'object' && cause !== null ? (cause as RedactedError) : undefined;
  }
  return exceptions;
}

function perMinute(max: number): () => boolean {
  let [since, count] = [performance.now(), 0];
  return () => {
    const now = performance.now();
    if (now - since > MINUTE_MS) [since, count] = [now, 0];
    count += 1;
    return count <= max;
  };
}
