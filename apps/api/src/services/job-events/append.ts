import { sql } from 'drizzle-orm';

import { jobEventSchemas, type JobEventData, type JobEventType } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { jsonbParameter } from '../../db/json.ts';
import { CHANNELS } from '../../db/listener.ts';

/** An event before it has a number. `effectKey` names the effect that it tells of, once within a job. */
export type NewJobEvent = {
  [T in JobEventType]: { type: T; data: JobEventData<T>; effectKey: string };
}[JobEventType];

/**
 * Appends events to a job's stream, numbered without gaps; one whose effect was told before is left out.
 * The caller's transaction must hold the job's row lock already. Listeners are told at the commit.
 * Throws a ZodError for data that breaks the event's contract.
 */
export async function appendEvents(
  tx: Transaction,
  jobId: string,
  events: readonly NewJobEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = jsonbParameter(events.map(checked));
  await tx.execute(sql`
    with given as (
      select distinct on (e.value ->> 'effectKey') e.ordinality, e.value
      from jsonb_array_elements(${rows}) with ordinality as e
      order by e.value ->> 'effectKey', e.ordinality
    ), fresh as (
      select value, row_number() over (order by ordinality) as place
      from given
      where not exists (
        select from ps_job_events told
        where told.job_id = ${jobId} and told.effect_key = value ->> 'effectKey'
      )
    ), counted as (
      update ps_codegen_jobs job
      set last_event_seq = job.last_event_seq + (select count(*) from fresh)
      where job.id = ${jobId}
      returning job.last_event_seq - (select count(*) from fresh) as before
    ), inserted as (
      insert into ps_job_events (job_id, seq, type, data, effect_key)
      select ${jobId}, counted.before + fresh.place, value ->> 'type', value -> 'data', value ->> 'effectKey'
      from fresh, counted
    )
    select pg_notify(${CHANNELS.jobEvents}, ${jobId}) where exists (select from fresh)
  `);
}

function checked({ type, data, effectKey }: NewJobEvent): NewJobEvent {
  return { type, data: jobEventSchemas[type].parse(data), effectKey } as NewJobEvent;
}
