import { timingSafeEqual } from 'node:crypto';

import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

import type { ErrorCode } from '@promptly/common';

export interface Metrics {
  /** Other parts register their own figures here, with names that begin with `promptly_`. */
  registry: Registry;
  /** `route` is a template, never an address: labels must be few. */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  countError(code: ErrorCode): void;
  /** With the operator's token, or from this machine where there is none. */
  mayRead(caller: { authorization: string | undefined; isLocal: boolean }): boolean;
  /** The text that Prometheus reads. */
  render(): Promise<{ contentType: string; body: string }>;
}

const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10];

export function createMetrics(token: string | null): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'promptly_' });
  const requests = new Counter({
    name: 'promptly_http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'promptly_http_request_duration_seconds',
    help: 'Time until the answer was sent; streams count until they ended.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS_S,
    registers: [registry],
  });
  const errors = new Counter({
    name: 'promptly_http_errors_total',
    help: 'Answers that were errors, by their code.',
    labelNames: ['code'],
    registers: [registry],
  });
  return {
    registry,
    observeRequest({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, seconds);
    },
    countError: (code) => errors.inc({ code }),
    mayRead: ({ authorization, isLocal }) =>
      token === null ? isLocal : isEqual(authorization ?? '', `Bearer ${token}`),
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
