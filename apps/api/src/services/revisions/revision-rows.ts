import { and, eq } from 'drizzle-orm';

import { type AppError } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { revisions } from '../../db/schema/index.ts';
import { notFound } from '../not-found.ts';

export type RevisionRow = typeof revisions.$inferSelect;

/** The revision when it is one of the project's, else `not_found`. */
export async function findRevision(
  db: Queryable,
  projectId: string,
  revisionId: string,
): Promise<RevisionRow> {
  const [row] = await db
    .select()
    .from(revisions)
    .where(and(eq(revisions.id, revisionId), eq(revisions.projectId, projectId)));
  if (!row) throw noSuchRevision();
  return row;
}

/** The manifest of an organization's revision, or `not_found`. */
export async function manifestShaOf(
  db: Queryable,
  orgId: string,
  revisionId: string,
): Promise<string> {
  const [row] = await db
    .select({ manifestSha: revisions.manifestSha })
    .from(revisions)
    .where(and(eq(revisions.id, revisionId), eq(revisions.orgId, orgId)));
  if (!row) throw notFound('revision');
  return row.manifestSha;
}

export function noSuchRevision(): AppError {
  return notFound('revision in this project');
}
