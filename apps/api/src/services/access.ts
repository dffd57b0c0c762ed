import { and, eq, isNull, sql, type Column, type SQL } from 'drizzle-orm';

import { AppError, roleAtLeast, type Role } from '@promptly/common';

import type { Queryable } from '../db/client.ts';
import { orgs, projects } from '../db/schema/index.ts';
import {
  opens,
  PERMISSIONS,
  scopesFor,
  WHILE_DELETED,
  type Permission,
} from '../policies/permissions.ts';
import { userIdOf, type Actor, type Identity, type UserActor } from './actor.ts';
import { notFound } from './not-found.ts';

export type OrgRow = typeof orgs.$inferSelect;
export type ProjectRow = typeof projects.$inferSelect;

/**
 * The organization, when the actor may do this in it. Else `not_found` for outsiders, `forbidden` for members. One
 * that is deleted is `not_found` for all but its owners, who are told `org_deleted`. `asked` is what the caller asked
 * for, as with projects.
 */
export async function authorizeOrg(
  db: Queryable,
  actor: Identity,
  orgId: string,
  permission: Permission,
  asked = 'organization',
): Promise<{ org: OrgRow; role: Role }> {
  const [found] = await orgStatement(db).execute({ id: orgId, userId: userIdOf(actor) });
  const standing = found && standingOf(actor, orgId, found.standing);
  if (!standing) throw notFound(asked);
  assertPermission(actor, standing, permission, asked);
  await actor.countFor?.(orgId);
  return { org: found.org, role: standing.role };
}

/**
 * The project, when the actor may do this in its organization; a foreign or deleted one is `not_found`. `asked` is what
 * the caller asked for: a foreign export must read like one that never was, not like a foreign project.
 */
export async function authorizeProject(
  db: Queryable,
  actor: Identity,
  projectId: string,
  permission: Permission,
  asked = 'project',
): Promise<{ project: ProjectRow; role: Role }> {
  const asking = { id: projectId, userId: userIdOf(actor) };
  const [found] = await projectStatement(db).execute(asking);
  const standing = found && standingOf(actor, found.project.orgId, found.standing);
  if (!standing) throw notFound(asked);
  assertPermission(actor, standing, permission, asked);
  await actor.countFor?.(found.project.orgId);
  return { project: found.project, role: standing.role };
}

/** For what all organizations share: whoever is signed in may, and a key that has the scope. */
export function authorizeShared(actor: Identity, permission: Permission, asked: string): void {
  assertPermission(actor, { role: 'viewer', deletedAt: null }, permission, asked);
}

/** The user, for what concerns their account. Throws `forbidden` for an API key, which is nobody. */
export function userOf(actor: Actor): UserActor {
  if (actor.kind === 'user') return actor;
  throw new AppError('forbidden', 'An API key belongs to no user.');
}

interface Standing {
  role: Role;
  /** Of the organization. */
  deletedAt: Date | null;
}

const STANDING = {
  role: sql<Role | null>`standing.role`.as('member_role'),
  deletedAt: sql<Date | null>`standing.deleted_at`.mapWith(orgs.deletedAt).as('org_deleted_at'),
};

/** Without names: a pooler of transactions has no statements that outlast one. */
const orgStatement = builtOnce((db) =>
  db
    .select({ org: orgs, standing: STANDING })
    .from(orgs)
    .leftJoinLateral(standingIn(orgs.id), sql`true`)
    .where(eq(orgs.id, sql.placeholder('id')))
    .prepare(''),
);

const projectStatement = builtOnce((db) =>
  db
    .select({ project: projects, standing: STANDING })
    .from(projects)
    .leftJoinLateral(standingIn(projects.orgId), sql`true`)
    .where(and(eq(projects.id, sql.placeholder('id')), isNull(projects.deletedAt)))
    .prepare(''),
);

function standingIn(orgId: Column): SQL {
  return sql`public.ps_standing(${orgId}, ${sql.placeholder('userId')}) as standing`;
}

/** Every request asks these: to build them costs as much as the rest of a small read. */
function builtOnce<T>(build: (db: Queryable) => T): (db: Queryable) => T {
  const built = new WeakMap<Queryable, T>();
  return (db) => {
    const statement = built.get(db) ?? build(db);
    built.set(db, statement);
    return statement;
  };
}

function standingOf(
  actor: Identity,
  orgId: string,
  found: { role: Role | null; deletedAt: Date | null },
): Standing | undefined {
  if (actor.kind === 'api_key') {
    // A key is bound to its organization and limited by its scopes; the admin who made it vouches for it. That the
    // organization is not deleted was seen when the key was.
    return actor.orgId === orgId ? { role: 'admin', deletedAt: null } : undefined;
  }
  return found.role === null ? undefined : { role: found.role, deletedAt: found.deletedAt };
}

function assertPermission(
  actor: Identity,
  { role, deletedAt }: Standing,
  permission: Permission,
  asked: string,
): void {
  if (deletedAt && role !== 'owner') throw notFound(asked);
  const needed = PERMISSIONS[permission];
  if (!roleAtLeast(role, needed.role)) {
    throw new AppError('forbidden', `This needs the role ${needed.role} or higher.`, {
      permission,
    });
  }
  if (deletedAt && !WHILE_DELETED.has(permission)) throw orgDeleted();
  if (actor.kind === 'api_key') assertOpens(actor.scopes, permission);
}

/** Throws `forbidden` for a key whose scopes do not open this. */
export function assertOpens(scopes: readonly string[], permission: Permission): void {
  if (opens(scopes, permission)) return;
  const needed = scopesFor(permission);
  const message =
    needed.length === 0
      ? 'An API key cannot do this: sign in.'
      : `This key lacks the scope ${needed.join(' or ')}.`;
  throw new AppError('forbidden', message, { permission });
}

/** For what comes to an organization that was deleted meanwhile. */
export function orgDeleted(): AppError {
  return new AppError('org_deleted', 'The organization is deleted. Its owner can restore it.');
}
