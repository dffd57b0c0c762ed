import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

import type { ErrorCode } from '@promptly/common';

export interface HttpMetrics {
  /** `route` is a template, never an address: labels must be few. */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  countError(code: ErrorCode): void;
  /** Counts a stream as open until the signal aborts. */
  countStream(closed: AbortSignal): void;
}

const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10];

export function createHttpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'promptly_http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'promptly_http_request_duration_seconds',
    help: 'Time until the answer was sent; streams count until they ended.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS_S,
    registers,
  });
  const errors = new Counter({
    name: 'promptly_http_errors_total',
    help: 'Answers that were errors, by their code.',
    labelNames: ['code'],
    registers,
  });
  const streams = new Gauge({
    name: 'promptly_sse_clients',
    help: 'Event streams that are open.',
    registers,
  });
  return {
    observeRequest({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, seconds);
    },
    countError: (code) => errors.inc({ code }),
    countStream(closed) {
      if (closed.aborted) return;
      streams.inc();
      closed.addEventListener('abort', () => streams.dec(), { once: true });
    },
  };
}
