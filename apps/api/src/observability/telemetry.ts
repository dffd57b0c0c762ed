import { setTimeout as sleep } from 'node:timers/promises';

import type { TelemetryConfig } from '../config/telemetry.ts';
import type { Logger } from './logger.ts';
import type { Tracer } from './tracing.ts';

/** What of the program is told to other services. */
export interface Telemetry {
  /** Null where nothing is traced. */
  tracer: Tracer | null;
  /** Sends what is left, for as long as that may take. */
  close(): Promise<void>;
}

/** Tells nobody. */
export const NO_TELEMETRY: Telemetry = { tracer: null, close: () => Promise.resolve() };

const CLOSE_MS = 2_500;

/** Loads what the settings ask for, and nothing else: the libraries cost a tenth of a second at start. */
export async function openTelemetry({ traces }: TelemetryConfig, log: Logger): Promise<Telemetry> {
  if (!traces) return NO_TELEMETRY;
  const { createOtelTraces } = await import('./otel-tracer.ts');
  const otel = await createOtelTraces(traces, log);
  return { tracer: otel.tracer, close: () => atMost(CLOSE_MS, otel.close()) };
}

/** A service that is away must not keep the program from its end, nor make that end a bad one. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([
    work.catch(() => undefined),
    sleep(ms, undefined, { signal: enough.signal }).catch(() => undefined),
  ]);
  enough.abort();
}
