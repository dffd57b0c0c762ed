import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

import { currentCorrelation } from './correlation.ts';
import { redact } from './redact.ts';

/** Without `child`: what is bound to one would be written as it is. */
export type Logger = Pick<PinoLogger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'>;

/** JSON lines without secrets, each with the ids of the request and the job in which it was written. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
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
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          // Pino takes the message of an error where there is no other: that of the copy, then.
          const about = redact(first instanceof Error ? { err: first } : first);
          method.apply(this, [about, ...rest.map(redact)] as Parameters<typeof method>);
        },
      },
    },
    destination,
  );
}

function idsOfWork(): Record<string, string | undefined> {
  const correlation = currentCorrelation();
  if (!correlation) return {};
  const { requestId, jobId, span } = correlation;
  return { requestId, jobId, traceId: span?.traceId, spanId: span?.spanId };
}
