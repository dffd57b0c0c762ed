import { createHash } from 'node:crypto';

import { and, eq, gt } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { erasures } from '../../db/schema/index.ts';

export type ErasureRow = typeof erasures.$inferSelect;

/** A user or an organization. */
export interface Subject {
  kind: ErasureRow['kind'];
  id: string;
}

/** All that a tombstone tells: ids are random, so that nobody finds one by trying. */
export function subjectHash({ kind, id }: Subject): string {
  return createHash('sha256').update(`${kind}:${id}`).digest('hex');
}

/** Where what is known of a subject lies, as it is bound to it. */
export function erasureContext(erasureId: string): string {
  return `ps_erasures.subject_wrapped:${erasureId}`;
}

/** Notes when a subject is to be erased; `parentId` is the erasure of the user whom an organization goes with. */
export async function scheduleErasure(
  tx: Transaction,
  { subject, at, dueAt, parentId }: { subject: Subject; at: Date; dueAt: Date; parentId?: string },
): Promise<string> {
  const id = newId('erasure');
  await tx.insert(erasures).values({
    ...{ id, kind: subject.kind, subjectId: subject.id, subjectHash: subjectHash(subject) },
    ...{ parentId, status: 'scheduled', createdAt: at, dueAt },
  });
  return id;
}

/** Takes it back, unless its time has come; its id, or null where there was none to take back. */
export async function cancelErasure(
  tx: Transaction,
  subject: Subject,
  at: Date,
): Promise<string | null> {
  const [canceled] = await tx
    .delete(erasures)
    .where(
      and(
        eq(erasures.subjectHash, subjectHash(subject)),
        eq(erasures.status, 'scheduled'),
        gt(erasures.dueAt, at),
      ),
    )
    .returning({ id: erasures.id });
  return canceled?.id ?? null;
}

/** The erasure of a subject that is scheduled or under way. */
export async function findErasure(db: Queryable, subject: Subject): Promise<ErasureRow | null> {
  const rows = await db
    .select()
    .from(erasures)
    .where(eq(erasures.subjectHash, subjectHash(subject)));
  return rows.find(({ status }) => status !== 'done') ?? null;
}
