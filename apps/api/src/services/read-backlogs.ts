import { sql } from 'drizzle-orm';

import type { Database } from '../db/client.ts';
import type { Backlog } from '../observability/backlog-metrics.ts';

/** Counting must not hold up what is counted. */
const STATEMENT_TIMEOUT_MS = 2_000;

interface Row extends Record<string, unknown> {
  queue: string;
  waiting: string;
  running: string;
  since: Date | string | null;
}

/** What waits and what is worked on in the whole instance, by kind. Throws where that takes too long. */
export async function readBacklogs(db: Database): Promise<Backlog[]> {
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`,
    );
    const { rows } = await tx.execute<Row & { oldest: string | null }>(sql`
      select queue, waiting, running, extract(epoch from clock_timestamp() - since) as oldest from (
        select 'codegen' as queue, ${waitingAndRunning} from ps_codegen_jobs
          where status in ('pending', 'running')
        union all select 'exports', ${waitingAndRunning} from ps_exports
          where status in ('pending', 'running')
        union all select 'data-exports', ${waitingAndRunning} from ps_data_exports
          where status in ('pending', 'running')
        union all select 'outbox', count(*), 0, min(created_at) from ps_outbox
          where published_at is null
        union all select 'webhooks', count(*), 0, min(next_attempt_at) from ps_webhook_deliveries
          where status = 'pending' and next_attempt_at <= now()
        union all select 'mails', count(*), 0, min(next_attempt_at) from ps_mails
          where sent_at is null and next_attempt_at <= now() and expires_at > now()
        union all select 'erasures', count(*), 0, min(due_at) from ps_erasures
          where status <> 'done' and due_at <= now()
      ) as backlog
    `);
    return rows.map(({ queue, waiting, running, oldest }) => ({
      queue,
      ...{ waiting: Number(waiting), running: Number(running) },
      oldestSeconds: Math.max(0, Number(oldest ?? 0)),
    }));
  });
}

const waitingAndRunning = sql`
  count(*) filter (where status = 'pending') as waiting,
  count(*) filter (where status = 'running') as running,
  min(created_at) filter (where status = 'pending') as since`;
