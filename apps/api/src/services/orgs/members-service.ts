import { and, eq } from 'drizzle-orm';

import { AppError, roleAtLeast, type PageQuery, type Role } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { orgMembers, orgs, users } from '../../db/schema/index.ts';
import { authorizeOrg, userOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit, type AuditEntry } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import { notFound } from '../not-found.ts';
import { changePeople, type PeopleDeps } from './change-people.ts';
import type { OrgWithRole } from './orgs-service.ts';
import { nameOwner, passOnFrom, refuseLeaving } from './ownership.ts';
import { endVouching } from './vouching.ts';

export interface MemberView {
  user: Pick<typeof users.$inferSelect, 'id' | 'email' | 'name' | 'avatarUrl'>;
  role: Role;
  joinedAt: Date;
}

export interface MembersService {
  /** Who joined last comes first. */
  list(actor: Actor, orgId: string, page: PageQuery): Promise<Page<MemberView>>;
  /** Throws `forbidden` to an admin who decides about owners, and `last_owner`. */
  changeRole(actor: Actor, orgId: string, userId: string, role: Role): Promise<MemberView>;
  /** Everybody may remove themselves. Throws `forbidden` to an admin who removes an owner, and `last_owner`. */
  remove(actor: Actor, orgId: string, userId: string): Promise<void>;
  /**
   * Makes an admin the owner in place of the actor, who becomes an admin. Throws `conflict` for a member who is
   * none.
   */
  transfer(actor: Actor, orgId: string, userId: string): Promise<OrgWithRole>;
}

export interface MembersDeps extends PeopleDeps {
  now: () => Date;
  cursors: Cursors;
}

const VIEW = {
  user: { id: users.id, email: users.email, name: users.name, avatarUrl: users.avatarUrl },
  role: orgMembers.role,
  joinedAt: orgMembers.joinedAt,
};

export function createMembersService(deps: MembersDeps): MembersService {
  const { db, now, cursors } = deps;
  return {
    async list(actor, orgId, page) {
      await authorizeOrg(db, actor, orgId, 'org.read');
      const where = eq(orgMembers.orgId, orgId);
      const keyset = [orgMembers.joinedAt, orgMembers.userId];
      const list = { scope: 'members', filters: { orgId }, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db
          .select({ ...VIEW, position })
          .from(orgMembers)
          .innerJoin(users, eq(users.id, orgMembers.userId)),
      );
    },

    changeRole: (actor, orgId, userId, role) =>
      changePeople(deps, { actor, orgId, permission: 'member.manage' }, async (tx, own) => {
        const member = await findMember(tx, orgId, userId);
        if (member.role === role) return member;
        refuseAboutOwners(own.role, [member.role, role]);
        if (member.role === 'owner') await passOnFrom(tx, own.org, userId);
        if (role === 'owner') await refuseLeaving(tx, userId);
        await setRole(tx, orgId, userId, role);
        const ended = roleAtLeast(role, 'admin')
          ? {}
          : await endVouching(tx, { orgId, userId, at: now() });
        await recordAudit(tx, {
          ...entry(actor, orgId, 'member.role_changed', userId),
          metadata: { before: member.role, after: role, ...ended },
        });
        return { ...member, role };
      }),

    async remove(actor, orgId, userId) {
      const isOneself = actor.kind === 'user' && actor.userId === userId;
      const permission = isOneself ? 'org.read' : 'member.manage';
      await changePeople(deps, { actor, orgId, permission }, async (tx, own) => {
        const { role } = await findMember(tx, orgId, userId);
        refuseAboutOwners(own.role, [role]);
        if (role === 'owner') await passOnFrom(tx, own.org, userId);
        await tx.delete(orgMembers).where(isMember(orgId, userId));
        const ended = await endVouching(tx, { orgId, userId, at: now() });
        await recordAudit(tx, {
          ...entry(actor, orgId, isOneself ? 'member.left' : 'member.removed', userId),
          metadata: { role, ...ended },
        });
      });
    },

    transfer: (actor, orgId, userId) =>
      changePeople(
        deps,
        { actor, orgId, permission: 'org.transfer' },
        async (tx, { org, role }) => {
          const { userId: from } = userOf(actor);
          const next = await findMember(tx, orgId, userId);
          if (userId === from) return { org, role };
          if (!roleAtLeast(next.role, 'admin')) {
            throw new AppError(
              'conflict',
              'Only an admin can become the owner: make this member one first.',
              { role: next.role },
            );
          }
          await refuseLeaving(tx, userId);
          await setRole(tx, orgId, userId, 'owner');
          await setRole(tx, orgId, from, 'admin');
          if (org.ownerUserId === from) await nameOwner(tx, orgId, userId);
          const [transferred = org] = await tx.select().from(orgs).where(eq(orgs.id, orgId));
          await recordAudit(tx, {
            ...entry(actor, orgId, 'org.transferred', userId),
            metadata: { from, to: userId },
          });
          return { org: transferred, role: 'admin' };
        },
      ),
  };
}

/** A member as others see them. Throws `not_found`. */
export async function findMember(
  db: Queryable,
  orgId: string,
  userId: string,
): Promise<MemberView> {
  const [member] = await db
    .select(VIEW)
    .from(orgMembers)
    .innerJoin(users, eq(users.id, orgMembers.userId))
    .where(isMember(orgId, userId));
  if (!member) throw notFound('member');
  return member;
}

function isMember(orgId: string, userId: string) {
  return and(eq(orgMembers.orgId, orgId), eq(orgMembers.userId, userId));
}

function refuseAboutOwners(own: Role, touched: readonly Role[]): void {
  if (own === 'owner' || !touched.includes('owner')) return;
  throw new AppError('forbidden', 'Only an owner decides who owns the organization.');
}

async function setRole(tx: Transaction, orgId: string, userId: string, role: Role): Promise<void> {
  await tx.update(orgMembers).set({ role }).where(isMember(orgId, userId));
}

function entry(actor: Actor, orgId: string, action: string, userId: string): AuditEntry {
  return { actor, orgId, action, entityType: 'member', entityId: userId };
}
