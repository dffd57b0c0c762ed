import { performance } from 'node:perf_hooks';

import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';

import { VERSION } from '../version.ts';

/** Of a pool of connections. */
export interface PoolCounts {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** Of the process itself: memory, CPU, event loop, and which release it is. */
export function registerProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry, prefix: 'promptly_' });
  new Gauge({
    name: 'promptly_build_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version: VERSION, node: process.version }, 1);
  let last = performance.eventLoopUtilization();
  new Gauge({
    name: 'promptly_nodejs_eventloop_utilization',
    help: 'Share of the time since the last scrape in which the event loop was busy, from 0 to 1.',
    registers: [registry],
    collect() {
      const now = performance.eventLoopUtilization();
      this.set(performance.eventLoopUtilization(now, last).utilization);
      last = now;
    },
  });
}

/** Connections of the database, by pool. */
export function registerPoolMetrics(
  registry: Registry,
  pools: Readonly<Record<string, PoolCounts>>,
): void {
  new Gauge({
    name: 'promptly_db_pool_connections',
    help: 'Connections to the database that are open, in use or not.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount }] of Object.entries(pools)) {
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'used' }, totalCount - idleCount);
      }
    },
  });
  new Gauge({
    name: 'promptly_db_pool_waiting',
    help: 'Who waits for a connection.',
    labelNames: ['pool'],
    registers: [registry],
    collect() {
      for (const [pool, { waitingCount }] of Object.entries(pools))
        this.set({ pool }, waitingCount);
    },
  });
}
