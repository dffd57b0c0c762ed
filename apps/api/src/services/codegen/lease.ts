import { and, eq, sql } from 'drizzle-orm';

import type { Database, Queryable, Transaction } from '../../db/client.ts';
import { codegenJobs } from '../../db/schema/index.ts';
import { addToOutbox } from '../../jobs/outbox.ts';
import { appendEvents } from '../job-events/append.ts';
import { emitJobEvent } from './emit-job-event.ts';
import { endJob } from './end-job.ts';

export type JobRow = typeof codegenJobs.$inferSelect;

/** The right to work on a job. It ends when another worker takes the job, which raises the epoch. */
export interface Lease {
  readonly jobId: string;
  readonly owner: string;
  readonly epoch: number;
}

export interface LeaseSettings {
  /** How long a worker that gave no sign of life keeps the job. */
  leaseMs: number;
  /** How often a job is taken before it counts as one that kills its workers. */
  maxClaims: number;
}

export type Claim =
  | { kind: 'taken'; lease: Lease; job: JobRow }
  /** Another worker has it, for `leftMs` more unless it renews. */
  | { kind: 'held'; leftMs: number }
  /** It has ended, or was deleted. */
  | { kind: 'over' };

/** Thrown by a write of a worker that lost its job: to another worker, a cancellation, or the reaper. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(readonly jobId: string) {
    super(`the lease of ${jobId} is lost`);
  }
}

/** Takes the job if nobody holds it. A job that was taken too often ends `worker_lost` instead. */
export async function claimJob(
  db: Database,
  jobId: string,
  owner: string,
  settings: LeaseSettings,
): Promise<Claim> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ job: codegenJobs, leftMs: leaseLeftMs, limit: frozenProcessLimit })
      .from(codegenJobs)
      .where(eq(codegenJobs.id, jobId))
      .for('update');
    if (!found || !isOpen(found.job)) return { kind: 'over' };
    const leftMs = Number(found.leftMs ?? 0);
    if (leftMs > 0) return { kind: 'held', leftMs };
    if (found.job.leaseEpoch >= settings.maxClaims) {
      await endJob(tx, found.job, { status: 'failed', error: workerLost(found.job.leaseEpoch) });
      return { kind: 'over' };
    }
    const [job] = await tx
      .update(codegenJobs)
      .set({
        status: 'running',
        startedAt: sql`coalesce(${codegenJobs.startedAt}, clock_timestamp())`,
        leaseOwner: owner,
        leaseUntil: leaseEnd(settings.leaseMs),
        leaseEpoch: found.job.leaseEpoch + 1,
      })
      .where(eq(codegenJobs.id, jobId))
      .returning();
    if (!job) return { kind: 'over' };
    if (found.job.startedAt === null) await emitJobEvent(tx, 'codegen.running', job);
    await appendEvents(tx, jobId, [
      { type: 'status', data: { status: 'running' }, effectKey: 'status:running' },
    ]);
    return { kind: 'taken', lease: { jobId, owner, epoch: job.leaseEpoch }, job };
  });
}

/** Keeps the job for another `leaseMs`; false when it is this worker's no more. */
export async function renewLease(db: Database, lease: Lease, leaseMs: number): Promise<boolean> {
  const renewed = await db
    .update(codegenJobs)
    .set({ leaseUntil: leaseEnd(leaseMs) })
    .where(isHeldBy(lease))
    .returning({ id: codegenJobs.id });
  return renewed.length > 0;
}

/** Gives the job back, so that another worker goes on with it at once. */
export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await db.transaction(async (tx) => {
    const released = await tx
      .update(codegenJobs)
      .set({ leaseOwner: null, leaseUntil: null })
      .where(isHeldBy(lease))
      .returning({ id: codegenJobs.id });
    if (released.length === 0) return;
    await addToOutbox(tx, 'codegen', lease.jobId, { version: 1, jobId: lease.jobId });
  });
}

/**
 * Runs a worker's writes in one transaction that holds the job's row and refuses a lost lease:
 * a worker that was thought dead and wakes up changes nothing.
 */
export async function withLease<T>(
  db: Queryable,
  lease: Lease,
  work: (tx: Transaction, job: JobRow) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const [held] = await tx
      .select({ job: codegenJobs, limit: frozenProcessLimit })
      .from(codegenJobs)
      .where(isHeldBy(lease))
      .for('update');
    if (!held) throw new LeaseLostError(lease.jobId);
    return work(tx, held.job);
  });
}

// The clock of the database decides: the clocks of workers may differ, and `now()` is the transaction's start.
const leaseLeftMs = sql<
  string | null
>`extract(epoch from ${codegenJobs.leaseUntil} - clock_timestamp()) * 1000`;

/** A process that freezes in a transaction would keep the job's row for ever: the server ends it after this. */
const FROZEN_PROCESS_MS = 8_000;
const frozenProcessLimit = sql`set_config('idle_in_transaction_session_timeout', ${String(FROZEN_PROCESS_MS)}, true)`;

/** For a transaction that locks something else before its job. */
export async function limitFrozenProcess(tx: Transaction): Promise<void> {
  await tx.execute(sql`select ${frozenProcessLimit}`);
}

function leaseEnd(leaseMs: number) {
  return sql`clock_timestamp() + make_interval(secs => ${leaseMs / 1000})`;
}

function isHeldBy({ jobId, epoch }: Lease) {
  return and(
    eq(codegenJobs.id, jobId),
    eq(codegenJobs.leaseEpoch, epoch),
    eq(codegenJobs.status, 'running'),
  );
}

function isOpen({ status }: JobRow): boolean {
  return status === 'pending' || status === 'running';
}

function workerLost(claims: number) {
  return {
    code: 'worker_lost' as const,
    message: 'The worker died each time it ran this job.',
    details: { attempts: claims },
  };
}
