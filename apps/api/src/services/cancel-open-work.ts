import { and, asc, type SQL } from 'drizzle-orm';

import type { Transaction } from '../db/client.ts';
import { exportsTable } from '../db/schema/index.ts';
import { cancelJobs, holdOpenJobs } from './codegen/cancel-open-jobs.ts';
import { endExport, isOpenExport } from './exports/end-export.ts';
import type { ExportRow } from './exports/list-exports.ts';

/** The jobs and exports of an organization, or some of them. */
export interface WorkOfOrg {
  orgId: string;
  isJob: SQL;
  isExport: SQL;
}

/**
 * Ends the jobs and exports that have not ended. After the rows of their project, or of their organizations. All of
 * them are held before the first one ends, as that one's webhooks are locked then.
 */
export async function cancelOpenWork(
  tx: Transaction,
  work: readonly WorkOfOrg[],
  at: Date,
): Promise<void> {
  const held = [];
  for (const { orgId, isJob, isExport } of work) {
    const jobs = await holdOpenJobs(tx, isJob);
    held.push({ orgId, jobs, exports: await holdOpenExports(tx, isExport) });
  }
  for (const { orgId, jobs, exports } of held) {
    await cancelJobs(tx, jobs);
    for (const row of exports) {
      await endExport(tx, { orgId, row }, { status: 'canceled', finishedAt: at });
    }
  }
}

function holdOpenExports(tx: Transaction, isTheirs: SQL): Promise<ExportRow[]> {
  return tx
    .select()
    .from(exportsTable)
    .where(and(isTheirs, isOpenExport))
    .orderBy(asc(exportsTable.id))
    .for('update');
}
