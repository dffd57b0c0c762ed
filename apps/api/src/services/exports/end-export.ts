import { and, eq, inArray } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { exportsTable } from '../../db/schema/index.ts';
import { recordSpend } from '../quotas/ledger.ts';
import type { Archive } from './archives.ts';
import { emitExportEvent } from './emit-export-event.ts';
import type { ExportRow } from './list-exports.ts';

export type ExportEnd =
  ({ status: 'succeeded' } & Archive) | { status: 'failed' | 'canceled'; finishedAt: Date };

/** The exports that wait or run. */
export const isOpenExport = inArray(exportsTable.status, ['pending', 'running']);

/** The export, held until the transaction ends, as long as it is open. */
export async function holdOpenExport(
  tx: Transaction,
  exportId: string,
): Promise<ExportRow | undefined> {
  const isIt = and(eq(exportsTable.id, exportId), isOpenExport);
  const [row] = await tx.select().from(exportsTable).where(isIt).for('update');
  return row;
}

/**
 * Ends an export: its state, what webhooks are told, and its row in the ledger. Before any audit row. The caller holds
 * the row and has seen that it is open, so an export ends once. What was canceled while it was built is spent, as with
 * jobs; what failed did so by a fault of ours, and costs nothing.
 */
export async function endExport(
  tx: Transaction,
  { orgId, row }: { orgId: string; row: ExportRow },
  end: ExportEnd,
): Promise<ExportRow> {
  const ended = { ...row, ...end };
  await tx.update(exportsTable).set(end).where(eq(exportsTable.id, row.id));
  await emitExportEvent(tx, `export.${end.status}`, orgId, ended);
  const hasBegun = row.status === 'running';
  if (end.status === 'succeeded' || (end.status === 'canceled' && hasBegun)) {
    await recordSpend(tx, { orgId, kind: 'export', refId: row.id, amount: 1 });
  }
  return ended;
}
