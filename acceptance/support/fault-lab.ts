import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CodegenStep } from '@promptly/common';
import pg from 'pg';

import { signUp } from './account.ts';
import { startDatabase } from './database.ts';
import { freePortPair, startProgram } from './program.ts';
import { followRaw, type RawStream } from './raw-stream.ts';

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

  let api = await startApi();
  let worker = await startWorker();
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
        await until(() => stream.ids.length >= fault.events || stream.isDone);
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
      await inflict(fault, hold, stream, () => (faultAt = performance.now()));
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
        ...(await compareEvents(pool, jobId, stream.ids)),
        recoveredMs,
        connections: stream.connections,
      };
    },
    async stop() {
      await Promise.all([worker.stop(), api.stop()]);
      await pool.end();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
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
  const waiting = `select from pg_locks where locktype = 'advisory' and objid = ${HOLD_KEY} and not granted`;
  return {
    reached: () => until(async () => (await pool.query(waiting)).rowCount === 1),
    async release() {
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

/** How many effects of the job there are beyond, or short of, the one of each kind. */
async function countNotOnce(pool: pg.Pool, jobId: string): Promise<number> {
  const { rows } = await pool.query<Record<string, number>>(
    `select
       (select count(*) from ps_revisions where job_id = $1)::int as revisions,
       (select count(*) from ps_revisions where job_id = $1 and applied_at is not null)::int as applied,
       (select count(*) from ps_audit_logs log join ps_codegen_jobs job on job.candidate_revision_id = log.entity_id
         where job.id = $1 and log.action = 'revision.applied')::int as head_moves,
       (select count(*) from ps_usage_ledger where ref_id = $1)::int as ledger,
       (select count(*) from ps_audit_logs where entity_id = $1 and action = 'codegen.succeeded')::int as ends,
       (select count(*) from ps_job_events where job_id = $1 and type in ('done', 'head', 'candidate'))::int - 2 as told`,
    [jobId],
  );
  return Object.values(rows[0] ?? {}).reduce((sum, count) => sum + Math.abs(count - 1), 0);
}

/** Compares what the client was sent with what is stored. */
async function compareEvents(pool: pg.Pool, jobId: string, ids: readonly number[]) {
  const { rows } = await pool.query<{ seq: number }>(
    'select seq from ps_job_events where job_id = $1 order by seq',
    [jobId],
  );
  const sent = new Set(ids);
  const gaps = rows.filter(({ seq }, i) => seq !== i + 1).length;
  return {
    eventsLost: gaps + rows.filter(({ seq }) => !sent.has(seq)).length,
    eventsRepeated: ids.length - sent.size,
  };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + JOB_TIMEOUT_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('what was waited for did not happen');
    await sleep(5);
  }
}
