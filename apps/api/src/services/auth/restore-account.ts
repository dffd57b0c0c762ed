import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { erasures, orgs, users } from '../../db/schema/index.ts';
import { recordAudit, type RequestMeta } from '../audit.ts';
import { cancelErasure } from '../erasures/schedule.ts';
import { restoreOrg } from '../orgs/org-deletion.ts';

/**
 * Takes the deletion of an account back, with that of the organizations that went with it, as its user signs in.
 * Throws `unauthenticated` once it is being erased.
 */
export async function restoreAccount(
  tx: Transaction,
  userId: string,
  meta: RequestMeta,
  at: Date,
): Promise<void> {
  const isIt = eq(users.id, userId);
  const [user] = await tx.select({ deletedAt: users.deletedAt }).from(users).where(isIt);
  if (!user?.deletedAt) return;
  const erasureId = await cancelErasure(tx, { kind: 'user', id: userId }, at);
  if (!erasureId) throw new AppError('unauthenticated', 'This account is being erased.');
  await tx.update(users).set({ deletedAt: null }).where(isIt);
  const withIt = await tx
    .select({ orgId: orgs.id })
    .from(erasures)
    .innerJoin(orgs, eq(orgs.id, erasures.subjectId))
    .where(eq(erasures.parentId, erasureId))
    .orderBy(orgs.id)
    .for('no key update', { of: orgs });
  for (const { orgId } of withIt) await restoreOrg(tx, orgId, at);
  const about = { meta, userId };
  for (const { orgId } of withIt) {
    const entity = { entityType: 'org', entityId: orgId };
    await recordAudit(tx, { ...about, orgId, action: 'org.restored', ...entity });
  }
  const entity = { entityType: 'user', entityId: userId };
  await recordAudit(tx, { ...about, orgId: null, action: 'user.restored', ...entity });
}
