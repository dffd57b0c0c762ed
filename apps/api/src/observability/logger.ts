import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

import { currentCorrelation } from './correlation.ts';
import type { FaultReporter } from './fault-reporter.ts';
import { redact } from './redact.ts';

/** Without `child`: what is bound to one would be written as it is. */
export type Logger = Pick<PinoLogger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'>;

const [ERROR, FATAL] = [50, 60];

/**
 * JSON lines without secrets, each with the ids of the request and the job in which it was written. `faults` is told
 * of the errors that are logged as errors, and asked for when there is one: it is made after the log.
 */
export function createLogger(
  level: string,
  destination?: DestinationStream,
  faults?: () => FaultReporter,
): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // They are plain by then.
      serializers: { err: (error: unknown) => error },
      mixin: idsOfWork,
      hooks: {
        logMethod(args, method, lineLevel) {
          const [first, ...rest] = args as unknown[];
          // Pino takes the message of an error where there is no other: that of the copy, then.
          const about = redact(first instanceof Error ? { err: first } : first);
          if (faults && lineLevel >= ERROR) tell(faults(), lineLevel, first, rest[0]);
          method.apply(this, [about, ...rest.map(redact)] as Parameters<typeof method>);
        },
      },
    },
    destination,
  );
}

function tell(faults: FaultReporter, level: number, about: unknown, message: unknown): void {
  const error = about instanceof Error ? about : errorIn(about);
  if (error === undefined) return;
  const said = typeof message === 'string' ? message : undefined;
  faults.report(error, { level: level >= FATAL ? 'fatal' : 'error', message: said });
}

function errorIn(about: unknown): unknown {
  return typeof about === 'object' && about !== null && 'err' in about ? about.err : undefined;
}

function idsOfWork(): Record<string, string | undefined> {
  const correlation = currentCorrelation();
  if (!correlation) return {};
  const { requestId, jobId, span } = correlation;
  return { requestId, jobId, traceId: span?.traceId, spanId: span?.spanId };
}
