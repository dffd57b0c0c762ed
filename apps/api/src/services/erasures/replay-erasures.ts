import { eq } from 'drizzle-orm';

import type { Database, Transaction } from '../../db/client.ts';
import { erasures, orgs, sessions, users } from '../../db/schema/index.ts';
import { closeOrgs } from '../orgs/close-orgs.ts';
import type { Tombstone } from './erasure-list.ts';
import { findErasure, scheduleErasure, subjectHash, type Subject } from './schedule.ts';

/**
 * Has those of a list erased again whom a restored backup brought back, and tells who they are: nobody gets in as
 * them from now on, and the running program erases them.
 */
export async function replayErasures(
  db: Database,
  tombstones: readonly Tombstone[],
  now: () => Date,
): Promise<Subject[]> {
  const erased = new Set(tombstones.map((tombstone) => tombstone.subjectHash));
  const found: Subject[] = [];
  for (const { id } of await db.select({ id: users.id }).from(users)) {
    const subject = { kind: 'user', id } as const;
    if (erased.has(subjectHash(subject))) found.push(subject);
  }
  for (const { id } of await db.select({ id: orgs.id }).from(orgs)) {
    const subject = { kind: 'org', id } as const;
    if (erased.has(subjectHash(subject))) found.push(subject);
  }
  for (const subject of found) await db.transaction((tx) => eraseNow(tx, subject, now()));
  return found;
}

async function eraseNow(tx: Transaction, subject: Subject, at: Date): Promise<void> {
  const open = await findErasure(tx, subject);
  if (open) await tx.update(erasures).set({ dueAt: at }).where(eq(erasures.id, open.id));
  else if (subject.kind === 'org') await closeOrgs(tx, [subject.id], { at, dueAt: at });
  else await scheduleErasure(tx, { subject, at, dueAt: at });
  if (subject.kind === 'org') return;
  await tx.update(users).set({ deletedAt: at, passwordHash: null }).where(eq(users.id, subject.id));
  await tx.delete(sessions).where(eq(sessions.userId, subject.id));
}
