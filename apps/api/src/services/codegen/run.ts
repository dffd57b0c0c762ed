import type { z } from 'zod';

import type { JobError } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import type { JobMetrics } from '../../observability/job-metrics.ts';
import type { Logger } from '../../observability/logger.ts';
import { inSpan } from '../../observability/in-span.ts';
import type { NewJobEvent } from '../job-events/append.ts';
import { appendEvents } from '../job-events/append.ts';
import type { PreviewsService } from '../previews/previews-service.ts';
import type { RevisionsService } from '../revisions/revisions-service.ts';
import type { EventWriter } from './event-writer.ts';
import { noteFinish, noteStart, type Journal, type StepKey } from './journal.ts';
import { withLease, type JobRow, type Lease } from './lease.ts';
import type { AppCompiler, AppVerifier, ChooseProvider } from './ports.ts';

/** What a run of a job works with. */
export interface RunDeps {
  db: Database;
  log: Logger;
  metrics: JobMetrics;
  revisions: Pick<
    RevisionsService,
    'storeCandidate' | 'recordVerdict' | 'moveHead' | 'find' | 'loadTree'
  >;
  previews: Pick<PreviewsService, 'build'>;
  compiler: AppCompiler;
  verifier: AppVerifier;
  chooseProvider: ChooseProvider;
}

/** One worker's go at a job, under its lease. */
export interface Run {
  deps: RunDeps;
  lease: Lease;
  job: JobRow;
  journal: Journal;
  events: EventWriter;
  /** Aborts when the job is canceled, its lease is lost, its time is over or the worker shuts down. */
  signal: AbortSignal;
  /** The step that has begun and not ended. */
  current?: StepKey;
}

/** The job cannot succeed, and running it again would not help. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';

  constructor(readonly error: JobError) {
    super(error.message);
  }
}

export interface StepResult<T> {
  output: T;
  /** Told together with the step's end. */
  events?: readonly NewJobEvent[];
  /** Further writes of the transaction in which the step ends. */
  commit?: (tx: Transaction) => Promise<void>;
  /** False tells the step as failed; its output is kept all the same. */
  passed?: boolean;
  /** True when the work has stored the step's end itself, and with it the job's. */
  isStored?: boolean;
}

/**
 * Runs a step, or takes its output from the journal when a worker finished it before.
 * The step's end, its output and its events are stored together, so that none is there without the others.
 */
export async function runStep<T>(
  run: Run,
  step: StepKey,
  schema: z.ZodType<T>,
  work: () => Promise<StepResult<T>>,
): Promise<T> {
  const known = run.journal.outputOf(step, schema);
  if (known !== undefined) return known;
  const about = { attributes: { 'promptly.step.round': step.round } };
  return inSpan(`step ${step.name}`, about, () => doStep(run, step, work));
}

async function doStep<T>(run: Run, step: StepKey, work: () => Promise<StepResult<T>>): Promise<T> {
  await startStep(run, step);
  const { output, events = [], commit, passed = true, isStored = false } = await work();
  if (isStored) return output;
  await run.events.flush();
  run.signal.throwIfAborted();
  await withLease(run.deps.db, run.lease, async (tx) => {
    await commit?.(tx);
    await noteFinish(tx, run.job.id, step, output);
    await appendEvents(tx, run.job.id, [
      ...events,
      stepEvent(step, passed ? 'finished' : 'failed'),
    ]);
  });
  run.current = undefined;
  return output;
}

export function stepEvent(
  { name, round }: StepKey,
  state: 'started' | 'finished' | 'failed',
): NewJobEvent {
  return { type: 'step', data: { name, state }, effectKey: `step:${name}:${round}:${state}` };
}

async function startStep(run: Run, step: StepKey): Promise<void> {
  run.signal.throwIfAborted();
  await withLease(run.deps.db, run.lease, async (tx) => {
    await noteStart(tx, run.job.id, step);
    await appendEvents(tx, run.job.id, [stepEvent(step, 'started')]);
  });
  run.current = step;
}
