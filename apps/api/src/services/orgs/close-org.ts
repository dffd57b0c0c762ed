import { eq, inArray } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { codegenJobs, exportsTable, orgs, projects } from '../../db/schema/index.ts';
import { cancelOpenJobs } from '../codegen/cancel-open-jobs.ts';
import { cancelOpenExports } from '../exports/cancel-open-exports.ts';
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
  await cancelOpenJobs(tx, eq(codegenJobs.orgId, orgId));
  const ofOrg = tx.select({ id: projects.id }).from(projects).where(eq(projects.orgId, orgId));
  await cancelOpenExports(tx, { orgId, isTheirs: inArray(exportsTable.projectId, ofOrg), at });
}
