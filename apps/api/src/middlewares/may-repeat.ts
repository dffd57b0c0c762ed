import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Queryable } from '../db/client.ts';
import { codegenJobs, exportsTable } from '../db/schema/index.ts';
import type { Route } from '../http/define-route.ts';
import { authorizeOrg, authorizeProject } from '../services/access.ts';
import type { Actor } from '../services/actor.ts';
import { assertStillValid } from '../services/credentials.ts';

/**
 * Refuses a caller who may no longer do what the route does in the project or organization that the address
 * names, or the body where the address names none: whoever lost access is not told again what they were told
 * before. A secret is told again only while the session goes on. Throws `not_found`, `forbidden` or `unauthenticated`.
 */
export async function assertMayRepeat(
  { db, now }: { db: Queryable; now: () => Date },
  route: Route,
  { actor, params, body }: { actor: Actor | null; params: unknown; body: unknown },
): Promise<void> {
  const needs = route.idempotent?.needs;
  if (!needs || !actor) return;
  if (route.idempotent?.secret) await assertStillValid(db, actor, now());
  const named = { ...(body as Named), ...(params as Named) };
  const { orgId } = named;
  const { projectId, asked } = await projectOf(db, named);
  if (projectId !== undefined) await authorizeProject(db, actor, projectId, needs, asked);
  else if (orgId !== undefined) await authorizeOrg(db, actor, orgId, needs);
  else throw new Error(`${route.operationId} names nothing in which ${needs} can be checked.`);
}

type Named = Partial<Record<'projectId' | 'orgId' | 'jobId' | 'exportId', string>>;

/** The project, by its own id or by that of one of its things. */
async function projectOf(
  db: Queryable,
  { projectId, jobId, exportId }: Named,
): Promise<{ projectId?: string; asked?: string }> {
  if (projectId !== undefined) return { projectId };
  const parts = [
    { id: jobId, table: codegenJobs, asked: 'job' },
    { id: exportId, table: exportsTable, asked: 'export' },
  ];
  for (const { id, table, asked } of parts) {
    if (id === undefined) continue;
    const [found] = await db
      .select({ projectId: table.projectId })
      .from(table)
      .where(eq(table.id, id));
    if (!found) throw new AppError('not_found', `There is no such ${asked}.`);
    return { ...found, asked };
  }
  return {};
}
