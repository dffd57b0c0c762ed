import { eq, inArray } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { codegenJobs, exportsTable, orgs, projects } from '../../db/schema/index.ts';
import { cancelOpenWork } from '../cancel-open-work.ts';
import { scheduleErasure } from '../erasures/schedule.ts';

/**
 * Puts organizations out of use and notes when they are to be erased. Their jobs and exports end now; their keys,
 * members and previews find them deleted from now on. The caller holds the organizations' rows.
 */
export async function closeOrgs(
  tx: Transaction,
  orgIds: readonly string[],
  { at, dueAt, parentId }: { at: Date; dueAt: Date; parentId?: string },
): Promise<void> {
  const inOrder = [...orgIds].sort();
  await tx.update(orgs).set({ deletedAt: at }).where(inArray(orgs.id, inOrder));
  for (const id of inOrder) {
    await scheduleErasure(tx, { subject: { kind: 'org', id }, at, dueAt, parentId });
  }
  const work = inOrder.map((orgId) => {
    const ofOrg = tx.select({ id: projects.id }).from(projects).where(eq(projects.orgId, orgId));
    const isExport = inArray(exportsTable.projectId, ofOrg);
    return { orgId, isJob: eq(codegenJobs.orgId, orgId), isExport };
  });
  await cancelOpenWork(tx, work, at);
}
