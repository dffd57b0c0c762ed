import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';

import { parseJobEvent, type JobEvent } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { codegenJobs, jobEvents } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import type { JobRow } from './lease.ts';

interface LogDeps {
  db: Database;
  storage: ObjectStorage;
}

/** The log of a job as text, one line an event; of a running job, what there is so far. */
export async function readLog({ db, storage }: LogDeps, job: JobRow): Promise<Uint8Array> {
  const stored = job.logsStorageKey ? await storage.getBytes(job.logsStorageKey) : undefined;
  return stored ?? renderLog(db, job.id);
}

/** Stores the logs of jobs that have ended; returns how many. A log that is stored twice is the same. */
export async function storeEndedLogs({ db, storage }: LogDeps, limit: number): Promise<number> {
  const ended = await db
    .select({ id: codegenJobs.id, orgId: codegenJobs.orgId })
    .from(codegenJobs)
    .where(and(isNotNull(codegenJobs.finishedAt), isNull(codegenJobs.logsStorageKey)))
    .orderBy(asc(codegenJobs.finishedAt))
    .limit(limit);
  for (const { id, orgId } of ended) {
    const key = `logs/codegen/${orgId}/${id}.txt`;
    await storage.put(key, await renderLog(db, id));
    await db.update(codegenJobs).set({ logsStorageKey: key }).where(eq(codegenJobs.id, id));
  }
  return ended.length;
}

async function renderLog(db: Database, jobId: string): Promise<Uint8Array> {
  const rows = await db
    .select()
    .from(jobEvents)
    .where(eq(jobEvents.jobId, jobId))
    .orderBy(asc(jobEvents.seq));
  const lines = rows.map(
    (row) =>
      `${row.createdAt.toISOString()} ${describe(parseJobEvent(row.seq, row.type, row.data))}\n`,
  );
  return new TextEncoder().encode(lines.join(''));
}

function describe({ type, data }: JobEvent): string {
  switch (type) {
    case 'status':
      return `job ${data.status}`;
    case 'step':
      return data.progress === undefined
        ? `step ${data.name} ${data.state}`
        : `step ${data.name} at ${Math.round(data.progress * 100)} %`;
    case 'file':
      return `file ${data.path} ${data.state}, ${data.size} bytes`;
    case 'candidate':
      return `candidate ${data.revisionId} stored, ${data.files} files`;
    case 'check_started':
      return `check ${data.name} started`;
    case 'check':
      return [
        `check ${data.name} ${data.status} in ${Math.round(data.durationMs)} ms`,
        ...data.findings.map((finding) => `  ${describeFinding(finding)}`),
      ].join('\n');
    case 'requirements':
      return [
        'requirements',
        ...data.items.map((item) => `  ${item.status}: ${oneLine(item.text)}`),
      ].join('\n');
    case 'log':
      return `${data.level}: ${oneLine(data.message)}`;
    case 'head':
      return `head moved to ${data.revisionId}`;
    case 'done':
      return data.error
        ? `done: ${data.status}, ${data.error.code}: ${oneLine(data.error.message)}`
        : `done: ${data.status}`;
  }
}

type Finding = Extract<JobEvent, { type: 'check' }>['data']['findings'][number];

function describeFinding({ severity, path, line, rule, message }: Finding): string {
  const place = path ? `${path}${line ? `:${line}` : ''} ` : '';
  return `${severity}: ${place}${oneLine(message)}${rule ? ` (${rule})` : ''}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
