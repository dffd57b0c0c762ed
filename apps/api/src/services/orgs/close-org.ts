import { and, eq, inArray, sql } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { CHANNELS } from '../../db/listener.ts';
import { codegenJobs, exportsTable, orgs, projects } from '../../db/schema/index.ts';
import { endJob } from '../codegen/end-job.ts';
import { endExport, isOpenExport } from '../exports/end-export.ts';
import { scheduleErasure } from '../erasures/schedule.ts';

/**
 * Puts an organization out of use and notes when it is to be erased. Its jobs and exports end now; its keys, members
 * and previews find it deleted from now on. The caller holds the organization's row.
 */
export async function closeOrg(
  tx: Transaction,
  { orgId, at, dueAt, parentId }: { orgId: string; at: Date; dueAt: Date; parentId?: string },
): Promise<void> {
  await tx.update(orgs).set({ deletedAt: at }).where(eq(orgs.id, orgId));
  const subject = { kind: 'org', id: orgId } as const;
  await scheduleErasure(tx, { subject, at, dueAt, parentId });
  await cancelJobs(tx, orgId);
  await cancelExports(tx, orgId, at);
}

async function cancelJobs(tx: Transaction, orgId: string): Promise<void> {
  const open = await tx
    .select()
    .from(codegenJobs)
    .where(and(eq(codegenJobs.orgId, orgId), inArray(codegenJobs.status, ['pending', 'running'])))
    .orderBy(codegenJobs.id)
    .for('update');
  for (const job of open) {
    await endJob(tx, job, { status: 'canceled' });
    await tx.execute(sql`select pg_notify(${CHANNELS.jobCanceled}, ${job.id})`);
  }
}

async function cancelExports(tx: Transaction, orgId: string, at: Date): Promise<void> {
  const ofOrg = tx.select({ id: projects.id }).from(projects).where(eq(projects.orgId, orgId));
  const open = await tx
    .select()
    .from(exportsTable)
    .where(and(inArray(exportsTable.projectId, ofOrg), isOpenExport))
    .orderBy(exportsTable.id)
    .for('update');
  for (const row of open) {
    await endExport(tx, { orgId, row }, { status: 'canceled', finishedAt: at });
  }
}
