import { and, asc, eq, gt } from 'drizzle-orm';

import type { JobEvent } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { jobEvents } from '../../db/schema/index.ts';

/** The events behind number `after`, in order, at most `limit` of them. */
export async function readEvents(
  db: Queryable,
  jobId: string,
  after: number,
  limit: number,
): Promise<JobEvent[]> {
  const rows = await db
    .select({ seq: jobEvents.seq, type: jobEvents.type, data: jobEvents.data })
    .from(jobEvents)
    .where(and(eq(jobEvents.jobId, jobId), gt(jobEvents.seq, after)))
    .orderBy(asc(jobEvents.seq))
    .limit(limit);
  // Their data was checked when they were appended.
  return rows as JobEvent[];
}
