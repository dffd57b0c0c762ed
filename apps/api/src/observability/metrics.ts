import { timingSafeEqual } from 'node:crypto';

import { Registry } from 'prom-client';

import { registerBacklogMetrics, type Backlog } from './backlog-metrics.ts';
import { createHttpMetrics, type HttpMetrics } from './http-metrics.ts';
import { createJobMetrics, type JobMetrics } from './job-metrics.ts';
import { createPartMetrics, type PartMetrics } from './part-metrics.ts';
import { registerPoolMetrics, registerProcessMetrics, type PoolCounts } from './process-metrics.ts';

/** All figures of this process; docs/operations.md lists them. */
export interface Metrics {
  http: HttpMetrics;
  jobs: JobMetrics;
  parts: PartMetrics;
  /** Reads what is asked of others at a scrape. */
  watch(sources: {
    pools: Readonly<Record<string, PoolCounts>>;
    readBacklogs: () => Promise<Backlog[]>;
  }): void;
  /** With the operator's token, or from this machine where there is none. */
  mayRead(caller: { authorization: string | undefined; isLocal: boolean }): boolean;
  /** The text that Prometheus reads. */
  render(): Promise<{ contentType: string; body: string }>;
}

export function createMetrics(token: string | null): Metrics {
  const registry = new Registry();
  registerProcessMetrics(registry);
  return {
    http: createHttpMetrics(registry),
    jobs: createJobMetrics(registry),
    parts: createPartMetrics(registry),
    watch({ pools, readBacklogs }) {
      registerPoolMetrics(registry, pools);
      registerBacklogMetrics(registry, readBacklogs);
    },
    mayRead: ({ authorization, isLocal }) =>
      token === null ? isLocal : isEqual(authorization ?? '', `Bearer ${token}`),
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
