import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';

import type { Transaction } from '../../db/client.ts';
import {
  apiKeys,
  emailTokens,
  erasures,
  invitations,
  orgMembers,
  orgs,
  sessions,
  users,
} from '../../db/schema/index.ts';
import { pseudonymise } from '../audit-log/pseudonymise.ts';
import { recordAudit } from '../audit.ts';
import { dataExportFolder } from '../data-exports/run-data-export.ts';
import type { Envelope } from '../keys/envelope.ts';
import { closeOrgs } from '../orgs/close-orgs.ts';
import { deleteFolder } from './delete-folder.ts';
import { eraseUserRows } from './erase-rows.ts';
import { erasureContext, findErasure, type ErasureRow } from './schedule.ts';
import type { ErasureDeps, Running, Step } from './step.ts';

type EraseOrg = (erasure: ErasureRow) => Promise<void>;

const knownAsSchema = z.strictObject({
  email: z.string(),
  // Of an erasure that began before this was kept, it is not known.
  isEmailVerified: z.boolean().default(false),
  name: z.string(),
});

/**
 * The order holds: first nobody gets in any more, then what rows point at goes, then the rows, and with nothing left
 * that could write about them, the audit log.
 */
export const userSteps = (eraseOrg: EraseOrg): readonly Step[] => [
  {
    name: 'credentials',
    run: ({ db, now, envelope }, { id, subjectId: userId }) =>
      db.transaction(async (tx) => {
        const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
        if (!user) return;
        const { email, emailVerifiedAt, name } = user;
        const known = { email, isEmailVerified: emailVerifiedAt !== null, name };
        const subjectWrapped = envelope.wrap(JSON.stringify(known), erasureContext(id));
        await tx.update(erasures).set({ subjectWrapped }).where(eq(erasures.id, id));
        // Also where a restored backup has it in use.
        const gone = { passwordHash: null, deletedAt: user.deletedAt ?? now() };
        await tx.update(users).set(gone).where(eq(users.id, userId));
        await tx.delete(sessions).where(eq(sessions.userId, userId));
        await tx.delete(emailTokens).where(eq(emailTokens.userId, userId));
        await tx
          .update(apiKeys)
          .set({ revokedAt: now() })
          .where(and(eq(apiKeys.createdBy, userId), isNull(apiKeys.revokedAt)));
        await tx
          .delete(invitations)
          .where(and(eq(invitations.invitedBy, userId), isNull(invitations.acceptedAt)));
      }),
  },
  { name: 'organizations', run: (deps, erasure) => leaveOrgs(deps, erasure, eraseOrg) },
  {
    name: 'objects',
    run: ({ storage }, { subjectId: userId }) =>
      deleteFolder(storage, dataExportFolder('user', userId)),
  },
  {
    name: 'rows',
    async run({ db, envelope }, erasure) {
      const known = await knownAs({ db, envelope }, erasure);
      const keys = { id: erasure.subjectId, email: known.isEmailVerified ? known.email : null };
      await db.transaction((tx) => eraseUserRows(tx, keys));
    },
  },
  {
    name: 'audit',
    async run({ db, envelope, anchorKey }, erasure) {
      const known = await knownAs({ db, envelope }, erasure);
      await pseudonymise(db, anchorKey, { id: erasure.subjectId, ...known });
    },
  },
];

/** By what the user was known before the rows went. */
async function knownAs(
  { db, envelope }: { db: ErasureDeps['db']; envelope: Envelope },
  { id }: Running,
): Promise<z.infer<typeof knownAsSchema>> {
  const [row] = await db
    .select({ wrapped: erasures.subjectWrapped })
    .from(erasures)
    .where(eq(erasures.id, id));
  // Of an account that was not there to begin with, nothing is known but its id.
  if (!row?.wrapped) return { email: '', isEmailVerified: false, name: '' };
  const text = envelope.unwrap(row.wrapped, erasureContext(id)).toString();
  return knownAsSchema.parse(JSON.parse(text));
}

/** Organizations without another member go with the user, the others to another owner. */
async function leaveOrgs(
  deps: ErasureDeps,
  { id, subjectId: userId }: Running,
  eraseOrg: EraseOrg,
): Promise<void> {
  const theirs = await deps.db
    .selectDistinct({ orgId: orgs.id })
    .from(orgs)
    .leftJoin(orgMembers, eq(orgMembers.orgId, orgs.id))
    .where(or(eq(orgs.ownerUserId, userId), eq(orgMembers.userId, userId)))
    .orderBy(asc(orgs.id));
  for (const { orgId } of theirs) {
    const isAlone = await deps.db.transaction((tx) => leave(tx, deps, { id, userId, orgId }));
    const erasure = isAlone ? await findErasure(deps.db, { kind: 'org', id: orgId }) : null;
    if (erasure) await eraseOrg(erasure);
  }
}

/** Tells whether nobody else belongs to it: it is to be erased then, and is not restored any more. */
async function leave(
  tx: Transaction,
  { now }: ErasureDeps,
  { id, userId, orgId }: { id: string; userId: string; orgId: string },
): Promise<boolean> {
  const isIt = eq(orgs.id, orgId);
  const [org] = await tx.select().from(orgs).where(isIt).for('no key update');
  if (!org) return false;
  const [heir] = await tx
    .select({ userId: orgMembers.userId })
    .from(orgMembers)
    .innerJoin(users, eq(users.id, orgMembers.userId))
    .where(and(eq(orgMembers.orgId, orgId), ne(orgMembers.userId, userId)))
    .orderBy(
      sql`${users.deletedAt} is not null`,
      sql`array_position(array['owner', 'admin', 'editor', 'viewer'], ${orgMembers.role})`,
      asc(orgMembers.joinedAt),
    )
    .limit(1);
  if (!heir) {
    const at = now();
    if (!org.deletedAt) await closeOrgs(tx, [orgId], { at, dueAt: at, parentId: id });
    await tx
      .update(erasures)
      .set({ status: 'running', dueAt: at })
      .where(and(eq(erasures.subjectId, orgId), eq(erasures.status, 'scheduled')));
    return true;
  }
  const isMember = and(eq(orgMembers.orgId, orgId), eq(orgMembers.userId, userId));
  await tx.delete(orgMembers).where(isMember);
  if (org.ownerUserId !== userId) return false;
  const isHeir = and(eq(orgMembers.orgId, orgId), eq(orgMembers.userId, heir.userId));
  await tx.update(orgMembers).set({ role: 'owner' }).where(isHeir);
  await tx.update(orgs).set({ ownerUserId: heir.userId }).where(isIt);
  const entity = { entityType: 'member', entityId: heir.userId };
  const metadata = { from: userId, to: heir.userId };
  await recordAudit(tx, { orgId, action: 'org.transferred', ...entity, metadata });
  return false;
}
