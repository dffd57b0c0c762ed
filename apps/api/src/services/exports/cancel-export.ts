import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { exportsTable } from '../../db/schema/index.ts';
import type { ProjectRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { notFound } from '../not-found.ts';
import { endExport } from './end-export.ts';
import type { ExportRow } from './list-exports.ts';

/**
 * Ends an export that has not ended; whether this or its archive came first is decided by its row, and a worker that
 * builds it finds out. Throws `job_not_cancelable` for one that has ended otherwise.
 */
export function cancelExport(
  db: Database,
  {
    actor,
    project,
    exportId,
    now,
  }: { actor: Actor; project: ProjectRow; exportId: string; now: Date },
): Promise<ExportRow> {
  return db.transaction(async (tx) => {
    const isIt = eq(exportsTable.id, exportId);
    const [row] = await tx.select().from(exportsTable).where(isIt).for('update');
    if (!row) throw notFound('export');
    if (row.status === 'canceled') return row;
    if (row.status !== 'pending' && row.status !== 'running') {
      throw new AppError('job_not_cancelable', `The export has ${row.status} already.`, {
        status: row.status,
      });
    }
    const { orgId, id: projectId } = project;
    const ended = await endExport(tx, { orgId, row }, { status: 'canceled', finishedAt: now });
    await recordAudit(tx, {
      ...{ actor, orgId, action: 'export.canceled' },
      ...{ entityType: 'export', entityId: exportId, metadata: { projectId } },
    });
    return ended;
  });
}
