import { AppError, newId } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { orgMembers, orgs } from '../../db/schema/index.ts';
import type { OrgRow } from '../access.ts';
import type { UserActor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { slugCandidates } from '../slugs.ts';
import { refuseTooManyOrgs } from './ownership.ts';

type NewOrg = Pick<OrgRow, 'ownerUserId' | 'name' | 'region'>;

/** Makes an organization that a user owns, in the caller's transaction; `limit_exceeded` where they made too many. */
export async function insertOrg(
  tx: Transaction,
  actor: UserActor,
  values: NewOrg,
): Promise<OrgRow> {
  const { ownerUserId, name } = values;
  await refuseTooManyOrgs(tx, ownerUserId);
  const org = await insertWithFreeSlug(tx, values);
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

async function insertWithFreeSlug(tx: Transaction, values: NewOrg): Promise<OrgRow> {
  for (const slug of slugCandidates(values.name, 'team')) {
    const [org] = await tx
      .insert(orgs)
      .values({ id: newId('org'), slug, ...values, createdBy: values.ownerUserId })
      .onConflictDoNothing({ target: orgs.slug })
      .returning();
    if (org) return org;
  }
  throw new AppError('slug_taken', 'No short name is free for this one: choose another name.');
}
