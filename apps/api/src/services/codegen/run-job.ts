import { setTimeout as sleep } from 'node:timers/promises';

import type { JobError } from '@promptly/common';
import { AppError } from '@promptly/common';

import { isTransient } from '../../db/errors.ts';
import { CHANNELS, type Listener } from '../../db/listener.ts';
import { tellRun, type RunEnd } from '../../observability/tell-run.ts';
import { appendEvents } from '../job-events/append.ts';
import { endJob } from './end-job.ts';
import { createEventWriter } from './event-writer.ts';
import { loadJournal, type StepKey } from './journal.ts';
import {
  claimJob,
  LeaseLostError,
  releaseLease,
  renewLease,
  withLease,
  type Claim,
  type JobRow,
  type Lease,
  type LeaseSettings,
} from './lease.ts';
import { runPipeline } from './pipeline.ts';
import { JobFailure, stepEvent, type Run, type RunDeps } from './run.ts';

export interface RunJobDeps extends RunDeps {
  listener: Listener;
  settings: RunSettings;
}

export interface RunSettings extends LeaseSettings {
  /** How often the lease is renewed; well below `leaseMs`. */
  renewMs: number;
  /** How long a worker works on a job before it gives up. */
  timeoutMs: number;
}

export const DEFAULT_RUN_SETTINGS: RunSettings = {
  leaseMs: 8_000,
  renewMs: 2_000,
  maxClaims: 5,
  timeoutMs: 180_000,
};

/** A worker that waits for the end of a lease looks a little after it. */
const LEASE_MARGIN_MS = 100;

/** Why a run was stopped from outside. */
type StopReason = 'canceled' | 'lease_lost' | 'timed_out' | 'shut_down';

class Stopped extends Error {
  override readonly name = 'AbortError';

  constructor(readonly reason: StopReason) {
    super(`the run was stopped: ${reason}`);
  }
}

/**
 * Works on a job from where the last worker left it, until it ends or `shutdown` aborts.
 * Does nothing for a job that has ended or that another worker keeps. Throws when the database or the
 * storage fails, so that the queue delivers the job again.
 */
export async function runCodegenJob(
  deps: RunJobDeps,
  jobId: string,
  worker: { owner: string; shutdown: AbortSignal },
): Promise<void> {
  const claim = await claimPatiently(deps, jobId, worker);
  if (claim?.kind !== 'taken') return;
  const { lease, job } = claim;
  const stop = new AbortController();
  const endWatch = watch(deps, lease, worker.shutdown, stop);
  const tellEnd = measure(deps, lease, job);
  let end: RunEnd = { outcome: 'retried' };
  let run: Run | undefined;
  try {
    run = await prepareRun(deps, lease, job, stop.signal);
    await runPipeline(run);
    end = { outcome: 'succeeded' };
  } catch (error) {
    end = await settle(deps, lease, stop.signal, error, run?.current);
  } finally {
    endWatch();
    tellEnd(end);
  }
}

/** Tells how long the job waited, and returns what tells how its run ended. */
function measure(
  { metrics }: RunJobDeps,
  { epoch }: Lease,
  { createdAt, startedAt }: JobRow,
): (end: RunEnd) => void {
  const begin = performance.now();
  if (epoch === 1 && startedAt) {
    metrics.observeWait('codegen', (startedAt.getTime() - createdAt.getTime()) / 1000);
  }
  return (end) => tellRun(metrics, 'codegen', begin, end);
}

/** Waits once for the end of another worker's lease: that worker may be dead. */
async function claimPatiently(
  { db, settings }: RunJobDeps,
  jobId: string,
  { owner, shutdown }: { owner: string; shutdown: AbortSignal },
): Promise<Claim | undefined> {
  const claim = await claimJob(db, jobId, owner, settings);
  if (claim.kind !== 'held') return claim;
  await sleep(claim.leftMs + LEASE_MARGIN_MS, undefined, { signal: shutdown }).catch(
    () => undefined,
  );
  return shutdown.aborted ? undefined : claimJob(db, jobId, owner, settings);
}

async function prepareRun(
  deps: RunJobDeps,
  lease: Lease,
  job: JobRow,
  signal: AbortSignal,
): Promise<Run> {
  const events = createEventWriter((batch) =>
    withLease(deps.db, lease, (tx) => appendEvents(tx, lease.jobId, batch)),
  );
  return { deps, lease, job, journal: await loadJournal(deps.db, job.id), events, signal };
}

/** Stops the run for what comes from outside; the returned function ends the watch. */
function watch(
  { db, listener, log, settings }: RunJobDeps,
  lease: Lease,
  shutdown: AbortSignal,
  stop: AbortController,
): () => void {
  const stopFor = (reason: StopReason) => stop.abort(new Stopped(reason));
  const onShutdown = () => stopFor('shut_down');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown, { once: true });
  const unsubscribe = listener.subscribe(CHANNELS.jobCanceled, (jobId) => {
    if (jobId === lease.jobId) stopFor('canceled');
  });
  const timeout = setTimeout(() => stopFor('timed_out'), settings.timeoutMs);
  const heartbeat = setInterval(() => {
    renewLease(db, lease, settings.leaseMs).then(
      (renewed) => renewed || stopFor('lease_lost'),
      // The lease outlasts a few failed renewals, and every write checks it.
      (error: unknown) => log.warn({ err: error, jobId: lease.jobId }, 'lease not renewed'),
    );
  }, settings.renewMs);
  return () => {
    clearTimeout(timeout);
    clearInterval(heartbeat);
    unsubscribe();
    shutdown.removeEventListener('abort', onShutdown);
  };
}

/** Decides what a run that ended early means for its job. */
async function settle(
  deps: RunJobDeps,
  lease: Lease,
  signal: AbortSignal,
  error: unknown,
  step: StepKey | undefined,
): Promise<RunEnd> {
  if (error instanceof LeaseLostError) return { outcome: 'handed_over' };
  const failWith = async (reason: JobError): Promise<RunEnd> => {
    await fail(deps, lease, reason, step);
    return { outcome: 'failed', code: reason.code };
  };
  const stopped = signal.reason instanceof Stopped ? signal.reason.reason : undefined;
  switch (stopped) {
    case 'canceled':
      return { outcome: 'canceled' };
    case 'lease_lost':
      return { outcome: 'handed_over' };
    case 'shut_down':
      await releaseLease(deps.db, lease);
      return { outcome: 'handed_over' };
    case 'timed_out':
      return failWith({ code: 'timed_out', message: 'The job took too long.', details: {} });
    case undefined:
      break;
  }
  if (error instanceof JobFailure) return failWith(error.error);
  if (isTransient(error)) throw error;
  if (error instanceof AppError && error.code === 'quota_exceeded') {
    return failWith({ code: error.code, message: error.message, details: error.details });
  }
  deps.log.error({ err: error, jobId: lease.jobId }, 'a job failed on an unexpected error');
  return failWith(unexpected(error));
}

async function fail(
  deps: RunJobDeps,
  lease: Lease,
  error: JobError,
  step: StepKey | undefined,
): Promise<void> {
  const events = step ? [stepEvent(step, 'failed')] : [];
  try {
    await withLease(deps.db, lease, (tx, job) =>
      endJob(tx, job, { status: 'failed', error, events }),
    );
  } catch (cause) {
    // Somebody else has ended or taken the job: it is theirs.
    if (!(cause instanceof LeaseLostError)) throw cause;
  }
}

/** What an `AppError` says is meant for users; of anything else they learn only that it happened. */
function unexpected(error: unknown): JobError {
  const message =
    error instanceof AppError ? error.message : 'Something went wrong while the app was made.';
  return { code: 'internal', message, details: {} };
}
