import { and, asc, type SQL } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { exportsTable } from '../../db/schema/index.ts';
import { endExport, isOpenExport } from './end-export.ts';
import type { ExportRow } from './list-exports.ts';

/** After the project's row, as workers do. */
function holdOpenExports(tx: Transaction, isTheirs: SQL): Promise<ExportRow[]> {
  return tx
    .select()
    .from(exportsTable)
    .where(and(isTheirs, isOpenExport))
    .orderBy(asc(exportsTable.id))
    .for('update');
}

/** Ends the exports of an organization that are these and have not ended. */
export async function cancelOpenExports(
  tx: Transaction,
  { orgId, isTheirs, at }: { orgId: string; isTheirs: SQL; at: Date },
): Promise<void> {
  for (const row of await holdOpenExports(tx, isTheirs)) {
    await endExport(tx, { orgId, row }, { status: 'canceled', finishedAt: at });
  }
}
