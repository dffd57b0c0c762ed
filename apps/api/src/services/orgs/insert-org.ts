import { eq, sql } from 'drizzle-orm';

import { AppError, LIMITS, newId } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { orgMembers, orgs } from '../../db/schema/index.ts';
import type { OrgRow } from '../access.ts';
import type { UserActor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { slugCandidates } from '../slugs.ts';

/** Makes an organization that a user owns, in the caller's transaction; `limit_exceeded` where they own too many. */
export async function insertOrg(
  tx: Transaction,
  actor: UserActor,
  ownerUserId: string,
  name: string,
): Promise<OrgRow> {
  await refuseTooMany(tx, ownerUserId);
  const org = await insertWithFreeSlug(tx, ownerUserId, name);
  const joinedAt = org.createdAt;
  await tx
    .insert(orgMembers)
    .values({ orgId: org.id, userId: ownerUserId, role: 'owner', joinedAt });
  await recordAudit(tx, {
    actor,
    orgId: org.id,
    action: 'org.created',
    entityType: 'org',
    entityId: org.id,
    metadata: { name },
  });
  return org;
}

async function refuseTooMany(tx: Transaction, ownerUserId: string): Promise<void> {
  // One at a time for each owner, or two could both take the last place.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`orgs:${ownerUserId}`}))`);
  const actual = await tx.$count(orgs, eq(orgs.ownerUserId, ownerUserId));
  const max = LIMITS.orgsPerOwnerMax;
  if (actual < max) return;
  throw new AppError('limit_exceeded', `A user owns at most ${max} organizations.`, {
    ...{ limit: 'orgsPerOwnerMax', max, actual },
  });
}

async function insertWithFreeSlug(
  tx: Transaction,
  ownerUserId: string,
  name: string,
): Promise<OrgRow> {
  for (const slug of slugCandidates(name, 'team')) {
    const [org] = await tx
      .insert(orgs)
      .values({ id: newId('org'), name, slug, ownerUserId })
      .onConflictDoNothing({ target: orgs.slug })
      .returning();
    if (org) return org;
  }
  throw new AppError('slug_taken', 'No short name is free for this one: choose another name.');
}
