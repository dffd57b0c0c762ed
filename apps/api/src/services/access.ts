import { and, eq } from 'drizzle-orm';

import { AppError, roleAtLeast, type Role } from '@promptly/common';

import type { Queryable } from '../db/client.ts';
import { orgMembers, orgs, projects } from '../db/schema/index.ts';
import { PERMISSIONS, type Permission, type Requirement } from '../policies/permissions.ts';
import type { Actor, Identity, UserActor } from './actor.ts';

export type OrgRow = typeof orgs.$inferSelect;
export type ProjectRow = typeof projects.$inferSelect;

/**
 * The organization, when the actor may do this in it. Else `not_found` for outsiders, `forbidden` for members.
 * `asked` is what the caller asked for, as with projects.
 */
export async function authorizeOrg(
  db: Queryable,
  actor: Identity,
  orgId: string,
  permission: Permission,
  asked = 'organization',
): Promise<{ org: OrgRow; role: Role }> {
  const role = await roleIn(db, actor, orgId);
  const [org] = role ? await db.select().from(orgs).where(eq(orgs.id, orgId)) : [];
  if (!org || !role) throw new AppError('not_found', `There is no such ${asked}.`);
  assertPermission(actor, role, permission);
  return { org, role };
}

/**
 * The project, when the actor may do this in its organization; a foreign one is `not_found`. `asked` is what
 * the caller asked for: a foreign export must read like one that never was, not like a foreign project.
 */
export async function authorizeProject(
  db: Queryable,
  actor: Identity,
  projectId: string,
  permission: Permission,
  asked = 'project',
): Promise<{ project: ProjectRow; role: Role }> {
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  const role = project && (await roleIn(db, actor, project.orgId));
  if (!project || !role) throw new AppError('not_found', `There is no such ${asked}.`);
  assertPermission(actor, role, permission);
  return { project, role };
}

/** The user, for what concerns their account. Throws `forbidden` for an API key, which is nobody. */
export function userOf(actor: Actor): UserActor {
  if (actor.kind === 'user') return actor;
  throw new AppError('forbidden', 'An API key belongs to no user.');
}

async function roleIn(db: Queryable, actor: Identity, orgId: string): Promise<Role | undefined> {
  // A key is bound to its organization and limited by its scopes; the admin who made it vouches for it.
  if (actor.kind === 'api_key') return actor.orgId === orgId ? 'admin' : undefined;
  const [member] = await db
    .select({ role: orgMembers.role })
    .from(orgMembers)
    .where(and(eq(orgMembers.orgId, orgId), eq(orgMembers.userId, actor.userId)));
  return member?.role;
}

function assertPermission(actor: Identity, role: Role, permission: Permission): void {
  const needed: Requirement = PERMISSIONS[permission];
  if (!roleAtLeast(role, needed.role)) {
    throw new AppError('forbidden', `This needs the role ${needed.role} or higher.`, {
      permission,
    });
  }
  if (actor.kind !== 'api_key') return;
  if (needed.scope === null) {
    throw new AppError('forbidden', 'An API key cannot do this: sign in.', { permission });
  }
  if (!actor.scopes.includes(needed.scope)) {
    throw new AppError('forbidden', `This key lacks the scope ${needed.scope}.`, { permission });
  }
}
