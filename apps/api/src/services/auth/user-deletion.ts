import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';

import { AppError, type DeleteMeBody } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { orgMembers, orgs, users } from '../../db/schema/index.ts';
import { userOf } from '../access.ts';
import type { Actor, UserActor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { assertStillValid } from '../credentials.ts';
import { scheduleErasure } from '../erasures/schedule.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { accountDeletedMail, NOTICE_LIFE_MS } from '../mail/messages.ts';
import { closeOrgs } from '../orgs/close-orgs.ts';
import { endVouching } from '../orgs/vouching.ts';
import { confirmPassword, type ConfirmPasswordDeps } from './confirm-password.ts';
import { endSessionsOf } from './open-sessions.ts';
import { assertRecentSignIn } from './recent-sign-in.ts';

/** Ends accounts; signing in takes it back until they are erased. */
export interface UserDeletion {
  /**
   * With the organizations that have no other member. Throws `wrong_password`, `reauthentication_required` where
   * there is no password and the sign-in is not recent, and `last_owner` for an organization of others besides.
   */
  deleteMe(actor: Actor, body: DeleteMeBody): Promise<{ erasesAt: Date }>;
}

export interface UserDeletionDeps extends ConfirmPasswordDeps {
  db: Database;
  now: () => Date;
  mails: MailOutbox;
  studioUrl: string;
  graceMs: number;
}

export function createUserDeletion(deps: UserDeletionDeps): UserDeletion {
  const { db, now } = deps;
  return {
    async deleteMe(actor, { password }) {
      const person = userOf(actor);
      const { userId } = person;
      await assertStillValid(db, person, now());
      await confirm(person, password);
      return db.transaction(async (tx) => {
        const at = now();
        await assertStillValid(tx, person, at);
        // Rows that refer to the user can be written meanwhile.
        await tx.select().from(users).where(eq(users.id, userId)).for('no key update');
        await lockOrgsOf(tx, userId);
        const trusted = await findWhereTrusted(tx, userId);
        const alone = new Set(await orgsToClose(tx, userId));
        const dueAt = new Date(at.getTime() + deps.graceMs);
        const subject = { kind: 'user', id: userId } as const;
        await tx.update(users).set({ deletedAt: at }).where(eq(users.id, userId));
        const parentId = await scheduleErasure(tx, { subject, at, dueAt });
        await endSessionsOf(tx, userId, { reason: 'account_deleted', at });
        const endedIn = new Map<string, Record<string, number>>();
        for (const orgId of trusted.filter((id) => !alone.has(id))) {
          endedIn.set(orgId, await endVouching(tx, { orgId, userId, at }));
        }
        await closeOrgs(tx, [...alone], { at, dueAt, parentId });
        const [{ email } = { email: '' }] = await tx
          .select({ email: users.email })
          .from(users)
          .where(eq(users.id, userId));
        const notice = accountDeletedMail(email, deps.studioUrl, dueAt);
        await deps.mails.add(tx, notice, new Date(at.getTime() + NOTICE_LIFE_MS));
        const metadata = { erasesAt: dueAt.toISOString() };
        for (const orgId of trusted) {
          const told = alone.has(orgId)
            ? { action: 'org.deleted', entityType: 'org', entityId: orgId, metadata }
            : {
                ...{ action: 'member.account_deleted', metadata: endedIn.get(orgId) },
                ...{ entityType: 'member', entityId: userId },
              };
          await recordAudit(tx, { actor, orgId, ...told });
        }
        const entity = { entityType: 'user', entityId: userId };
        await recordAudit(tx, { actor, orgId: null, action: 'user.deleted', ...entity, metadata });
        return { erasesAt: dueAt };
      });
    },
  };

  async function confirm(actor: UserActor, password: string | undefined): Promise<void> {
    const [user] = await db.select().from(users).where(eq(users.id, actor.userId));
    if (!user) throw new AppError('unauthenticated', 'This account does not exist any more.');
    if (user.passwordHash === null && password === undefined) {
      const purpose = 'delete the account';
      return assertRecentSignIn(db, actor.sessionId, { now: now(), purpose });
    }
    const failure = 'user.deletion_failed';
    await confirmPassword(deps, actor, { user, password: password ?? '', failure });
  }
}

/**
 * All at once and in one order, in which changes of people lock them, too: from then on, nobody else decides who the
 * user is in them.
 */
async function lockOrgsOf(tx: Transaction, userId: string): Promise<void> {
  await tx
    .select({ id: orgs.id })
    .from(orgs)
    .innerJoin(orgMembers, and(eq(orgMembers.orgId, orgs.id), eq(orgMembers.userId, userId)))
    .orderBy(asc(orgs.id))
    .for('no key update', { of: orgs });
}

/** Where they could give out keys and invitations, which end with the account: nobody would know of them. */
async function findWhereTrusted(tx: Transaction, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ orgId: orgMembers.orgId })
    .from(orgMembers)
    .where(and(eq(orgMembers.userId, userId), inArray(orgMembers.role, ['owner', 'admin'])))
    .orderBy(asc(orgMembers.orgId));
  return rows.map(({ orgId }) => orgId);
}

/** Those in use that have nobody else. Throws `last_owner` where one would be left without an owner. */
async function orgsToClose(tx: Transaction, userId: string): Promise<string[]> {
  const owned = await tx
    .select({ id: orgs.id, name: orgs.name })
    .from(orgs)
    .innerJoin(orgMembers, and(eq(orgMembers.orgId, orgs.id), eq(orgMembers.userId, userId)))
    .where(and(eq(orgMembers.role, 'owner'), isNull(orgs.deletedAt)))
    .orderBy(asc(orgs.id));
  if (owned.length === 0) return [];
  const ids = owned.map(({ id }) => id);
  const others = await tx
    .select({
      orgId: orgMembers.orgId,
      // Whose account is deleted, too, is no owner that others could turn to.
      owners: sql<number>`count(*) filter (
        where ${orgMembers.role} = 'owner' and ${users.deletedAt} is null)::int`,
    })
    .from(orgMembers)
    .innerJoin(users, eq(users.id, orgMembers.userId))
    .where(and(inArray(orgMembers.orgId, ids), ne(orgMembers.userId, userId)))
    .groupBy(orgMembers.orgId);
  const ownerless = others.filter(({ owners }) => owners === 0).map(({ orgId }) => orgId);
  if (ownerless.length > 0) {
    throw new AppError(
      'last_owner',
      'Others belong to organizations that only you own: transfer or delete these first.',
      { orgIds: ownerless },
    );
  }
  const shared = new Set(others.map(({ orgId }) => orgId));
  return ids.filter((id) => !shared.has(id));
}
