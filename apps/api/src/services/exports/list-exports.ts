import { and, eq } from 'drizzle-orm';

import type { ExportFilters, PageQuery } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { after, exactTime, newestFirst, pageOfRows, type Keyset } from '../../db/keyset.ts';
import { exportsTable } from '../../db/schema/index.ts';
import { authorizeProject } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { Cursors } from '../cursors.ts';

export type ExportRow = typeof exportsTable.$inferSelect;

const BY_AGE: Keyset = { createdAt: exportsTable.createdAt, id: exportsTable.id };

/** A page of the exports of a project, newest first. */
export async function listExports(
  { db, cursors }: { db: Database; cursors: Cursors },
  actor: Actor,
  projectId: string,
  { limit, cursor, status, format }: PageQuery & ExportFilters,
): Promise<{ rows: ExportRow[]; nextCursor: string | null }> {
  await authorizeProject(db, actor, projectId, 'project.read');
  const scope = `exports:${projectId}:${status ?? ''}:${format ?? ''}`;
  const found = await db
    .select({ row: exportsTable, id: exportsTable.id, exactTime: exactTime(BY_AGE) })
    .from(exportsTable)
    .where(
      and(
        eq(exportsTable.projectId, projectId),
        status && eq(exportsTable.status, status === 'queued' ? 'pending' : status),
        format && eq(exportsTable.format, format),
        after(BY_AGE, cursors.decode(scope, cursor)),
      ),
    )
    .orderBy(...newestFirst(BY_AGE))
    .limit(limit + 1);
  const { rows, next } = pageOfRows(found, limit);
  return { rows: rows.map(({ row }) => row), nextCursor: cursors.encode(scope, next) };
}
