import type { Queryable } from '../db/client.ts';
import type { Route } from '../http/define-route.ts';
import { authorizeOrg, authorizeProject } from '../services/access.ts';
import type { Actor } from '../services/actor.ts';
import { assertStillValid } from '../services/credentials.ts';

/**
 * Refuses a caller who may no longer do what the route does in the project or organization of the address, or
 * of the body where the address names none: whoever lost access is not told again what they were told before.
 * A secret is told again only while the session goes on. Throws `not_found`, `forbidden` or `unauthenticated`.
 */
export async function assertMayRepeat(
  { db, now }: { db: Queryable; now: () => Date },
  route: Route,
  { actor, params, body }: { actor: Actor | null; params: unknown; body: unknown },
): Promise<void> {
  const needs = route.idempotent?.needs;
  if (!needs || !actor) return;
  if (route.idempotent?.secret) await assertStillValid(db, actor, now());
  const named = { ...(body as object), ...(params as object) };
  const { projectId, orgId } = named as { projectId?: string; orgId?: string };
  if (projectId !== undefined) await authorizeProject(db, actor, projectId, needs);
  else if (orgId !== undefined) await authorizeOrg(db, actor, orgId, needs);
  else throw new Error(`${route.operationId} names nothing in which ${needs} can be checked.`);
}
