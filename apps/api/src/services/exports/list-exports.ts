import { and, eq, getTableColumns } from 'drizzle-orm';

import type { ExportFilters, PageQuery } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { exportsTable } from '../../db/schema/index.ts';
import { authorizeProject } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';

export type ExportRow = typeof exportsTable.$inferSelect;

/** A page of the exports of a project, newest first. */
export async function listExports(
  { db, cursors }: { db: Database; cursors: Cursors },
  actor: Actor,
  projectId: string,
  { status, format, ...page }: PageQuery & ExportFilters,
): Promise<Page<ExportRow>> {
  await authorizeProject(db, actor, projectId, 'project.read');
  const filters = { projectId, status, format };
  const where = and(
    eq(exportsTable.projectId, projectId),
    status && eq(exportsTable.status, status === 'queued' ? 'pending' : status),
    format && eq(exportsTable.format, format),
  );
  const keyset = [exportsTable.createdAt, exportsTable.id];
  const list = { scope: 'exports', filters, page, where, keyset };
  return listPage(cursors, list, (position) =>
    db.select({ ...getTableColumns(exportsTable), position }).from(exportsTable),
  );
}
