import { and, eq, gt, isNull, lt } from 'drizzle-orm';

import {
  AppError,
  LIMITS,
  newId,
  type CreateInvitationBody,
  type PageQuery,
} from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { after, exactTime, newestFirst, pageOfRows, type Keyset } from '../../db/keyset.ts';
import { invitations, orgMembers, users } from '../../db/schema/index.ts';
import { authorizeOrg, userOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { changePeople, type PeopleDeps } from './change-people.ts';
import { generateInvitationToken } from './invitation-token.ts';
import type { MemberView } from './members-service.ts';

export type InvitationRow = typeof invitations.$inferSelect;

export interface InvitationsService {
  /**
   * In place of an open one for the same address. The token is told this once.
   * Throws `already_member` or `limit_exceeded`.
   */
  create(
    actor: Actor,
    orgId: string,
    body: CreateInvitationBody,
  ): Promise<{ row: InvitationRow; token: string }>;
  /** Those that can be accepted, newest first. */
  list(
    actor: Actor,
    orgId: string,
    page: PageQuery,
  ): Promise<{ items: InvitationRow[]; nextCursor: string | null }>;
  revoke(actor: Actor, orgId: string, invitationId: string): Promise<void>;
  /**
   * Makes the actor a member; whoever did so with this token before is told again.
   * Throws `not_found` for a token that is none (any more), `forbidden` for somebody else's, `link_expired`
   * `already_member` and `quota_exceeded`.
   */
  accept(actor: Actor, orgId: string, token: string): Promise<MemberView>;
  /** Forgets what expired a month ago. */
  purge(): Promise<void>;
}

export interface InvitationsDeps extends PeopleDeps {
  now: () => Date;
  quotas: Pick<QuotaRules, 'admit'>;
  cursors: Cursors;
}

const DAY_MS = 24 * 60 * 60_000;
const LIFE_MS = 7 * DAY_MS;
const KEPT_MS = 30 * DAY_MS;
const BY_AGE: Keyset = { createdAt: invitations.createdAt, id: invitations.id };

export function createInvitationsService(deps: InvitationsDeps): InvitationsService {
  const { db, now, cursors } = deps;

  const isOpen = (orgId: string) =>
    and(
      eq(invitations.orgId, orgId),
      isNull(invitations.acceptedAt),
      gt(invitations.expiresAt, now()),
    );

  return {
    create: (actor, orgId, { email, role }) =>
      changePeople(deps, { actor, orgId, permission: 'member.manage' }, async (tx) => {
        await refuseMember(tx, orgId, email);
        await tx
          .delete(invitations)
          .where(
            and(
              eq(invitations.orgId, orgId),
              eq(invitations.email, email),
              isNull(invitations.acceptedAt),
            ),
          );
        refuseTooMany(await tx.$count(invitations, isOpen(orgId)));
        const { token, tokenHash } = generateInvitationToken();
        const createdAt = now();
        const [row] = await tx
          .insert(invitations)
          .values({
            ...{ id: newId('invitation'), orgId, email, role, tokenHash, createdAt },
            invitedBy: userOf(actor).userId,
            expiresAt: new Date(createdAt.getTime() + LIFE_MS),
          })
          .returning();
        if (!row) throw new Error('the invitation was not stored');
        const metadata = { email, role };
        await recordAudit(tx, { actor, ...entry('invitation.created', row), metadata });
        return { row, token };
      }),

    async list(actor, orgId, { limit, cursor }) {
      await authorizeOrg(db, actor, orgId, 'member.manage');
      const scope = `invitations:${orgId}`;
      const position = cursors.decode(scope, cursor);
      const found = await db
        .select({ row: invitations, id: invitations.id, exactTime: exactTime(BY_AGE) })
        .from(invitations)
        .where(and(isOpen(orgId), after(BY_AGE, position)))
        .orderBy(...newestFirst(BY_AGE))
        .limit(limit + 1);
      const { rows, next } = pageOfRows(found, limit);
      return { items: rows.map(({ row }) => row), nextCursor: cursors.encode(scope, next) };
    },

    revoke: (actor, orgId, invitationId) =>
      changePeople(deps, { actor, orgId, permission: 'member.manage' }, async (tx) => {
        const [row] = await tx
          .delete(invitations)
          .where(and(eq(invitations.id, invitationId), isOpen(orgId)))
          .returning();
        if (!row) throw new AppError('not_found', 'There is no such invitation.');
        const metadata = { email: row.email, role: row.role };
        await recordAudit(tx, { actor, ...entry('invitation.revoked', row), metadata });
      }),

    async accept(actor, orgId, token) {
      // A key that is not of this organization is told no more than others who are not.
      if (actor.kind === 'api_key') await authorizeOrg(db, actor, orgId, 'member.manage');
      return acceptInvitation(deps, userOf(actor), orgId, token);
    },

    async purge() {
      const oldest = new Date(now().getTime() - KEPT_MS);
      await db.delete(invitations).where(lt(invitations.expiresAt, oldest));
    },
  };
}

async function refuseMember(tx: Transaction, orgId: string, email: string): Promise<void> {
  const found = await tx
    .select({ id: users.id })
    .from(orgMembers)
    .innerJoin(users, eq(users.id, orgMembers.userId))
    .where(and(eq(orgMembers.orgId, orgId), eq(users.email, email)));
  if (found.length === 0) return;
  throw new AppError('already_member', 'Who has this address belongs to the organization already.');
}

function refuseTooMany(actual: number): void {
  const max = LIMITS.openInvitationsPerOrgMax;
  if (actual < max) return;
  throw new AppError('limit_exceeded', `At most ${max} invitations of an organization are open.`, {
    ...{ limit: 'openInvitationsPerOrgMax', max, actual },
  });
}

function entry(action: string, { id, orgId }: InvitationRow) {
  return { orgId, action, entityType: 'invitation', entityId: id };
}
