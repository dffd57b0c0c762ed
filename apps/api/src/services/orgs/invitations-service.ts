import { and, eq, getTableColumns, gt, isNull, lt } from 'drizzle-orm';

import {
  AppError,
  LIMITS,
  newId,
  type CreateInvitationBody,
  type PageQuery,
} from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { invitations, orgMembers, users } from '../../db/schema/index.ts';
import { authorizeOrg, userOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { refuseBeyond } from '../auth/refuse-beyond.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import { notFound } from '../not-found.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { invitationMail } from '../mail/messages.ts';
import type { Limit, RateLimiter } from '../rate-limiter.ts';
import { generateSecret } from '../random-secret.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { changePeople, type PeopleDeps } from './change-people.ts';
import { findOffer, type InvitationOffer } from './invitation-offers.ts';
import type { MemberView } from './members-service.ts';

export type InvitationRow = typeof invitations.$inferSelect;

export interface InvitationsService {
  /**
   * In place of an open one for the same address, to which its link is sent by mail, unless too many are by now. The
   * token is told here, too, this once. Throws `already_member`, `limit_exceeded` or `rate_limited`.
   */
  create(
    actor: Actor,
    orgId: string,
    body: CreateInvitationBody,
  ): Promise<{ row: InvitationRow; token: string; mailed: boolean }>;
  /** Those that can be accepted, newest first. */
  list(actor: Actor, orgId: string, page: PageQuery): Promise<Page<InvitationRow>>;
  revoke(actor: Actor, orgId: string, invitationId: string): Promise<void>;
  /** For whoever holds a token, signed in or not. Throws `not_found` and `link_expired`. */
  offer(orgId: string, token: string): Promise<InvitationOffer>;
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
  mails: MailOutbox;
  rateLimiter: RateLimiter;
  /** Where the links of mails lead. */
  studioUrl: string;
}

const DAY_MS = 24 * 60 * 60_000;
const LIFE_MS = 7 * DAY_MS;
const KEPT_MS = 30 * DAY_MS;
const TOKEN_BYTES = 32;

/**
 * Mails to people who did not ask for any: one of them, by an organization, and by whomever; and all that one admin
 * sends. What all share leaves out the mail only: strangers who use it up stop nobody else's invitation.
 */
const PER_ADDRESS: Limit = { capacity: 20, refillPerMinute: 0.2 };
const PER_INVITER: Limit = { capacity: 200, refillPerMinute: 5 };

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
        const { userId: invitedBy } = userOf(actor);
        await refuseBeyond(deps.rateLimiter, `inviter:${invitedBy}`, PER_INVITER);
        await refuseBeyond(deps.rateLimiter, `invited:${orgId}:${email}`, PER_ADDRESS);
        const { allowed: mailed } = await deps.rateLimiter.take(`invited:${email}`, PER_ADDRESS);
        const { secret: token, hash: tokenHash } = generateSecret(TOKEN_BYTES);
        const createdAt = now();
        const expiresAt = new Date(createdAt.getTime() + LIFE_MS);
        const [row] = await tx
          .insert(invitations)
          .values({
            ...{ id: newId('invitation'), orgId, email, role, tokenHash, createdAt },
            ...{ invitedBy, expiresAt },
          })
          .returning();
        if (!row) throw new Error('the invitation was not stored');
        const mail = invitationMail(email, deps.studioUrl, { orgId, token });
        if (mailed) await deps.mails.add(tx, mail, expiresAt);
        const metadata = { email, role };
        await recordAudit(tx, { actor, ...entry('invitation.created', row), metadata });
        return { row, token, mailed };
      }),

    async list(actor, orgId, page) {
      await authorizeOrg(db, actor, orgId, 'member.manage');
      const where = isOpen(orgId);
      const keyset = [invitations.createdAt, invitations.id];
      const list = { scope: 'invitations', filters: { orgId }, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(invitations), position }).from(invitations),
      );
    },

    revoke: (actor, orgId, invitationId) =>
      changePeople(deps, { actor, orgId, permission: 'member.manage' }, async (tx) => {
        const [row] = await tx
          .delete(invitations)
          .where(and(eq(invitations.id, invitationId), isOpen(orgId)))
          .returning();
        if (!row) throw notFound('invitation');
        const metadata = { email: row.email, role: row.role };
        await recordAudit(tx, { actor, ...entry('invitation.revoked', row), metadata });
      }),

    offer: (orgId, token) => findOffer(db, { orgId, token, now: now() }),

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
