import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { CodegenStep } from '@promptly/common';
import pg from 'pg';

import { signUp } from './account.ts';
import { startDatabase } from './database.ts';
import { freePortPair, type Program, startProgram } from './program.ts';
import { followRaw, type RawStream, type SentEvent } from './raw-stream.ts';

/** What is done to the product while a job runs. */
export type Fault =
  /** The worker is killed when all that is missing of a step is to store its end. */
  | { kind: 'worker killed in'; step: CodegenStep }
  /** The worker is killed some time after the job was accepted, wherever it is then. */
  | { kind: 'worker killed after'; delayMs: number }
  /** The API is killed when the client has so many events. */
  | { kind: 'api killed at event'; events: number }
  /** The worker is stopped in a step until another one has done its job, and wakes up then. */
  | { kind: 'worker asleep in'; step: CodegenStep };

/** What came of it; all counts but that of connections have to be 0. */
export interface FaultReport {
  fault: string;
  /** How the job ended: its status, and the code of its error if it has one. */
  end: string;
  jobsLost: number;
  /** Effects that are there more or less often than once. */
  effectsNotOnce: number;
  eventsLost: number;
  eventsRepeated: number;
  /** From the fault to the job's end. */
  recoveredMs: number;
  connections: number;
}

/** The product as an API and a worker, each a process of its own, on one database and one data folder. */
export interface FaultLab {
  /** Has a job run through a fault, and compares what it did with what it should have done. */
  run(fault: Fault, promptText: string): Promise<FaultReport>;
  stop(): Promise<void>;
}

const JOB_TIMEOUT_MS = 150_000;
const SLEEPER_AWAKE_MS = 3_000;
const HOLD_KEY = 471_100;

export async function openFaultLab(): Promise<FaultLab> {
  const database = await startDatabase();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'promptly-faults-'));
  const port = await freePortPair();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const env = {
    DATABASE_URL: database.url,
    KEK: randomBytes(32).toString('base64'),
    RATE_LIMIT_PER_MINUTE: '0',
    SIGNUP: 'open',
  };
  const startApi = () => startProgram({ role: 'api', dataDir, port, env });
  const startWorker = async () =>
    startProgram({ role: 'worker', dataDir, env, port: await freePortPair() });

  const close = async (programs: readonly Program[]) => {
    try {
      await Promise.all(programs.map((program) => program.stop()));
      await pool.end();
    } finally {
      await database.stop().finally(() => rm(dataDir, { recursive: true, force: true }));
    }
  };
  const started = await Promise.allSettled([startApi(), startWorker()]);
  const [apiStart, workerStart] = started;
  if (apiStart.status === 'rejected' || workerStart.status === 'rejected') {
    await close(started.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : [])));
    throw new Error('the product did not start', { cause: started });
  }
  let api = apiStart.value;
  let worker = workerStart.value;
  const replaceWorker = async () => {
    worker = await startWorker();
  };

  /** Does what the fault says; resolves when the product is whole again. */
  const inflict = async (
    fault: Fault,
    hold: Hold | undefined,
    stream: RawStream,
    now: () => void,
  ) => {
    switch (fault.kind) {
      case 'worker killed in':
        await hold?.reached();
        now();
        await worker.kill();
        await hold?.release();
        return replaceWorker();
      case 'worker killed after':
        await sleep(fault.delayMs);
        now();
        await worker.kill();
        return replaceWorker();
      case 'api killed at event':
        await until(() => stream.sent.length >= fault.events || stream.isDone);
        now();
        await api.kill();
        api = await startApi();
        return;
      case 'worker asleep in': {
        const sleeper = worker;
        await hold?.reached();
        now();
        sleeper.process.kill('SIGSTOP');
        await hold?.release();
        await replaceWorker();
        await stream.done;
        sleeper.process.kill('SIGCONT');
        // It has the time to do harm before the effects are counted.
        await sleep(SLEEPER_AWAKE_MS);
        await sleeper.stop();
      }
    }
  };

  return {
    async run(fault, promptText) {
      const account = await signUp(api.url);
      const project = await account.createProject();
      const hold = 'step' in fault ? await holdStep(pool, fault.step) : undefined;
      const jobId = await account.prompt(project.id, promptText);
      const stream = followRaw(api.url, jobId, account.session.accessToken);
      let faultAt = 0;
      try {
        await inflict(fault, hold, stream, () => (faultAt = performance.now()));
      } catch (error) {
        stream.stop();
        throw error;
      } finally {
        await hold?.release();
      }
      const status = await Promise.race([
        stream.done,
        sleep(JOB_TIMEOUT_MS, 'not in time', { ref: false }),
      ]);
      const recoveredMs = performance.now() - faultAt;
      stream.stop();
      return {
        fault: describe(fault),
        end: await endOf(pool, jobId),
        jobsLost: status === 'succeeded' ? 0 : 1,
        effectsNotOnce: await countNotOnce(pool, jobId),
        ...(await compareEvents(pool, jobId, stream.sent)),
        recoveredMs,
        connections: stream.connections,
      };
    },
    stop: () => close([worker, api]),
  };
}

export function describe(fault: Fault): string {
  switch (fault.kind) {
    case 'worker killed after':
      return `${fault.kind} ${fault.delayMs} ms`;
    case 'api killed at event':
      return `${fault.kind} ${fault.events}`;
    default:
      return `${fault.kind} ${fault.step}`;
  }
}

interface Hold {
  /** Resolves when a worker waits at the step's end. */
  reached(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Makes the database wait where the end of a step is stored. Steps last milliseconds: this is how a
 * fault meets exactly the one that it is meant for, and the product knows nothing of it.
 */
async function holdStep(pool: pg.Pool, step: CodegenStep): Promise<Hold> {
  const holder = await pool.connect();
  await holder.query('select pg_advisory_lock($1)', [HOLD_KEY]);
  await holder.query(`
    create or replace function hold_step() returns trigger language plpgsql as $$
    begin
      if new.finished_at is not null and new.name = '${step}' then
        perform pg_advisory_xact_lock_shared(${HOLD_KEY});
      end if;
      return new;
    end $$;
    create or replace trigger hold_step before update on ps_job_steps
      for each row execute function hold_step();
  `);
  let isHeld = true;
  const waiting = `select from pg_locks where locktype = 'advisory' and objid = ${HOLD_KEY} and not granted`;
  return {
    reached: () => until(async () => (await pool.query(waiting)).rowCount === 1),
    async release() {
      if (!isHeld) return;
      isHeld = false;
      await holder.query('select pg_advisory_unlock($1)', [HOLD_KEY]);
      await holder.query('drop trigger hold_step on ps_job_steps');
      holder.release();
    },
  };
}

async function endOf(pool: pg.Pool, jobId: string): Promise<string> {
  const { rows } = await pool.query<{ status: string; code: string | null }>(
    `select status, error_json ->> 'code' as code from ps_codegen_jobs where id = $1`,
    [jobId],
  );
  return [rows[0]?.status, rows[0]?.code].filter(Boolean).join(', ');
}

/**
 * How far the job's effects are from being there once each. The prompt begins on a fresh project, so the
 * one job makes one revision on top of the first one, which becomes the head.
 */
async function countNotOnce(pool: pg.Pool, jobId: string): Promise<number> {
  const { rows } = await pool.query<Record<string, number>>(
    `select
       (select count(*) from ps_revisions where project_id = job.project_id)::int - 1 as revisions,
       (select count(*) from ps_revisions where job_id = job.id and applied_at is not null)::int as applied,
       (select count(*) from ps_projects where id = job.project_id and head_revision_id = job.candidate_revision_id)::int as head,
       (select count(*) from ps_files where project_id = job.project_id)::int
         - (select file_count from ps_revisions where id = job.candidate_revision_id) + 1 as files,
       (select count(*) from ps_audit_logs where entity_id = job.candidate_revision_id and action = 'revision.applied')::int as head_moves,
       (select count(*) from ps_usage_ledger where ref_id = job.id)::int as ledger,
       (select count(*) from ps_audit_logs where entity_id = job.id and action = 'codegen.succeeded')::int as ends,
       (select count(*) from ps_codegen_jobs where project_id = job.project_id)::int as jobs,
       ${TOLD_ONCE.map((type) => `(select count(*) from ps_job_events where job_id = job.id and type = '${type}')::int as told_${type}`).join()}
     from ps_codegen_jobs job where job.id = $1`,
    [jobId],
  );
  const counts = Object.values(rows[0] ?? {});
  if (counts.length === 0) return 1;
  return counts.reduce(
    (sum, count) => sum + Math.abs(count - 1),
    await countToldTwice(pool, jobId),
  );
}

const TOLD_ONCE = ['candidate', 'head', 'requirements', 'done'];

/** Ends of steps, files and results of checks that are told more often than once. */
async function countToldTwice(pool: pg.Pool, jobId: string): Promise<number> {
  const { rows } = await pool.query<{ extra: number }>(
    `select coalesce(sum(times - 1), 0)::int as extra from (
       select count(*) as times from ps_job_events
       where job_id = $1
         and (type in ('file', 'check') or type = 'step' and data ->> 'state' = 'finished')
       group by type, coalesce(data ->> 'path', data ->> 'name')
     ) told`,
    [jobId],
  );
  return rows[0]?.extra ?? 0;
}

/** Compares what the client was sent with what is stored: a number that came with other data is a lost event. */
async function compareEvents(pool: pg.Pool, jobId: string, sent: readonly SentEvent[]) {
  const { rows: stored } = await pool.query<SentEvent>(
    'select seq, type, data from ps_job_events where job_id = $1 order by seq',
    [jobId],
  );
  const bySeq = new Map(sent.map((event) => [event.seq, event]));
  const gaps = stored.filter(({ seq }, i) => seq !== i + 1).length;
  const notSent = stored.filter((event) => !isDeepStrictEqual(bySeq.get(event.seq), event)).length;
  const madeUp = [...bySeq.keys()].filter((seq) => seq < 1 || seq > stored.length).length;
  return { eventsLost: gaps + notSent, eventsRepeated: sent.length - bySeq.size + madeUp };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + JOB_TIMEOUT_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('what was waited for did not happen');
    await sleep(5);
  }
}
