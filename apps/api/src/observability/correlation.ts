import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

import type { QueueCorrelation } from '@promptly/common';

import type { Span } from './tracing.ts';

/** What the log lines, spans, reported faults and messages of one piece of work have in common. */
export interface Correlation {
  /** Of the request that it began with, also in the jobs that follow from it. */
  readonly requestId: string;
  /** The job, export or delivery that is worked on. */
  readonly jobId?: string;
  /** What kind of work it is: the template of a route, the name of a queue. */
  name?: string;
  /** Whom it is done for, by id. */
  principal?: string;
  /** The span that new ones are children of; none where nothing is traced. */
  span?: Span;
}

// One for the process, like its clock: it holds nothing by itself, and what is called deep below a request or a job
// learns of it without a parameter through every function between.
const storage = new AsyncLocalStorage<Correlation>();

/** What is being worked on, or undefined in work that nobody asked for. */
export function currentCorrelation(): Correlation | undefined {
  return storage.getStore();
}

/** Runs the work, and all that it awaits, under these ids. */
export function correlated<T>(correlation: Correlation, work: () => T): T {
  return storage.run(correlation, work);
}

/** Runs a round of work that goes on in the background, and that nobody asked for, under an id of its own. */
export function inRound<T>(name: string, work: () => T): T {
  return correlated({ requestId: newRequestId(), name }, work);
}

/** What a message to another process carries along. */
export function correlationToSend(): QueueCorrelation | undefined {
  const current = currentCorrelation();
  return current && { requestId: current.requestId, traceparent: current.span?.traceparent };
}

/** An id for work that no request began. */
export function newRequestId(): string {
  return randomUUID();
}

/** Notes for whom the current work is done. */
export function notePrincipal(principal: string): void {
  const current = currentCorrelation();
  if (current) current.principal = principal;
}
