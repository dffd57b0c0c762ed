import { setTimeout as sleep } from 'node:timers/promises';

import type { SentryConfig, TelemetryConfig, TracesConfig } from '../config/telemetry.ts';
import type { FaultReporter } from './fault-reporter.ts';
import type { Logger } from './logger.ts';
import type { OtelTraces } from './otel-tracer.ts';
import type { SentryReporter } from './sentry-reporter.ts';
import type { Tracer } from './tracing.ts';

/** What of the program is told to other services. */
export interface Telemetry {
  /** Null where nothing is traced. */
  tracer: Tracer | null;
  faults: FaultReporter;
  /** Sends what is left, for as long as that may take. */
  close(): Promise<void>;
}

/** Tells nobody. */
export const NO_TELEMETRY: Telemetry = {
  tracer: null,
  faults: { report: () => undefined },
  close: () => Promise.resolve(),
};

const CLOSE_MS = 2_500;

/** Loads what the settings ask for, and nothing else: the libraries cost a tenth of a second each at start. */
export async function openTelemetry(
  { traces, sentry }: Pick<TelemetryConfig, 'traces' | 'sentry'>,
  log: Logger,
): Promise<Telemetry> {
  const otelTraces = traces && (await openTraces(traces, log));
  const reporter = sentry && (await openReporter(sentry));
  return {
    tracer: otelTraces?.tracer ?? NO_TELEMETRY.tracer,
    faults: reporter ?? NO_TELEMETRY.faults,
    async close() {
      await Promise.all([
        atMost(CLOSE_MS, otelTraces?.close()),
        atMost(CLOSE_MS, reporter?.close(CLOSE_MS)),
      ]);
    },
  };
}

async function openTraces(config: TracesConfig, log: Logger): Promise<OtelTraces> {
  const { createOtelTraces } = await import('./otel-tracer.ts');
  return createOtelTraces(config, log);
}

async function openReporter(config: SentryConfig): Promise<SentryReporter> {
  const { createSentryReporter } = await import('./sentry-reporter.ts');
  return createSentryReporter(config);
}

/** A service that is away must not keep the program from its end, nor make that end a bad one. */
async function atMost(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  const enough = new AbortController();
  await Promise.race([
    work?.catch(() => undefined),
    sleep(ms, undefined, { signal: enough.signal }).catch(() => undefined),
  ]);
  enough.abort();
}
