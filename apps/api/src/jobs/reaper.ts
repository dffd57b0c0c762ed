import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';

import { QUEUES, type QueueCorrelation, type QueueName } from '@promptly/common';

import type { Database, Transaction } from '../db/client.ts';
import { LOCKS, tryLockUntilEnd } from '../db/locks.ts';
import { outbox } from '../db/schema/index.ts';
import { inRound } from '../observability/correlation.ts';
import type { Logger } from '../observability/logger.ts';
import { addToOutbox } from './outbox.ts';

export interface Reaper {
  /** Stops after the sweep that is under way. */
  close(): Promise<void>;
}

interface ReaperDeps {
  db: Database;
  log: Logger;
  /** Further work of the leader, after each sweep. */
  housekeeping: () => Promise<void>;
}

const SWEEP_MS = 10_000;
/** The queue finds a killed worker's messages by itself within this time after the lease. */
const QUEUE_GRACE_SECONDS = 10;
/** A job that was accepted waits this long in the queue before it is asked for again. */
const PENDING_GRACE_SECONDS = 60;
const BATCH = 100;
const OUTBOX_KEPT_DAYS = 1;

/** Every few seconds, asks again for jobs that the queue forgot, and drops outbox messages long relayed. */
export function startReaper(deps: ReaperDeps): Reaper {
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  const tick = async () => {
    try {
      const count = await sweep(deps.db);
      if (count > 0) deps.log.warn({ count }, 'jobs were put back into the queue');
      await deps.housekeeping();
    } catch (error) {
      deps.log.warn({ err: error }, 'the reaper failed; trying again');
    }
    if (!isClosed) schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => {
      sweeping = inRound('reaper', tick);
    }, SWEEP_MS);
    timer.unref();
  };
  schedule();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
}

/** One sweep; returns how many messages were written. Does nothing while another process sweeps. */
export async function sweep(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    if (!(await tryLockUntilEnd(tx, LOCKS.sweep()))) return 0;
    const jobs = await forgottenJobs(tx);
    const jobCorrelations = await lastCorrelations(tx, 'codegen', jobs);
    for (const jobId of jobs) {
      const correlation = jobCorrelations.get(jobId);
      await addToOutbox(tx, 'codegen', jobId, { version: 1, jobId, correlation });
    }
    const exportIds = await forgottenExports(tx);
    const exportCorrelations = await lastCorrelations(tx, 'exports', exportIds);
    for (const exportId of exportIds) {
      const correlation = exportCorrelations.get(exportId);
      await addToOutbox(tx, 'exports', exportId, { version: 1, exportId, correlation });
    }
    await tx.execute(sql`
      delete from ps_outbox where published_at < now() - make_interval(days => ${OUTBOX_KEPT_DAYS})
    `);
    return jobs.length + exportIds.length;
  });
}

/** Running jobs whose worker is gone, and accepted jobs that never reached a worker. */
async function forgottenJobs(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select job.id from ps_codegen_jobs job
    where (
        job.status = 'running'
        and coalesce(job.lease_until, job.started_at) < now() - make_interval(secs => ${QUEUE_GRACE_SECONDS})
      or job.status = 'pending'
        and job.created_at < now() - make_interval(secs => ${PENDING_GRACE_SECONDS})
    ) and ${notAskedSince('codegen', sql`job.id`, sql`coalesce(job.lease_until, job.started_at)`)}
    order by job.created_at limit ${BATCH}
  `);
  return rows.map(({ id }) => id);
}

async function forgottenExports(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select export.id from ps_exports export
    where export.status in ('pending', 'running')
      and export.created_at < now() - make_interval(secs => ${PENDING_GRACE_SECONDS})
      and ${notAskedSince('exports', sql`export.id`, sql`export.created_at`)}
    order by export.created_at limit ${BATCH}
  `);
  return rows.map(({ id }) => id);
}

/** What the last message about each followed from, for as long as that is kept. */
async function lastCorrelations(
  tx: Transaction,
  queue: QueueName,
  keys: readonly string[],
): Promise<Map<string, QueueCorrelation | undefined>> {
  if (keys.length === 0) return new Map();
  const messages = await tx
    .selectDistinctOn([outbox.key], { key: outbox.key, payload: outbox.payload })
    .from(outbox)
    .where(and(eq(outbox.topic, QUEUES[queue].name), inArray(outbox.key, [...keys])))
    .orderBy(outbox.key, desc(outbox.id));
  return new Map(
    messages.map(({ key, payload }) => [
      key,
      QUEUES[queue].payload.safeParse(payload).data?.correlation,
    ]),
  );
}

/** No message about it waits for the relay, or was handed over since then and within the grace. */
function notAskedSince(queue: QueueName, id: SQL, since: SQL): SQL {
  return sql`not exists (
    select from ps_outbox message
    where message.topic = ${queue} and message.key = ${id} and (
      message.published_at is null
      or message.published_at > greatest(${since}, now() - make_interval(secs => ${PENDING_GRACE_SECONDS}))
    )
  )`;
}
