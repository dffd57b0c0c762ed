import { and, asc, eq, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';

import { erasures } from '../../db/schema/index.ts';
import { recordAudit } from '../audit.ts';
import { addTombstone } from './erasure-list.ts';
import { ORG_STEPS } from './org-steps.ts';
import type { ErasureRow } from './schedule.ts';
import type { ErasureDeps } from './step.ts';
import { userSteps } from './user-steps.ts';

const LEASE_MS = 10 * 60_000;

/**
 * Erases the subject whose time has come first; false where there is none. What another process has begun and not
 * finished is gone on with, from the step at which it stopped.
 */
export async function runNextErasure(deps: ErasureDeps): Promise<boolean> {
  const erasure = await claim(deps);
  if (!erasure) return false;
  await runErasure(deps, erasure);
  return true;
}

async function runErasure(deps: ErasureDeps, erasure: ErasureRow): Promise<void> {
  const { subjectId } = erasure;
  if (subjectId === null) return;
  const eraseOrg = (other: ErasureRow) => runErasure(deps, other);
  const steps = erasure.kind === 'user' ? userSteps(eraseOrg) : ORG_STEPS;
  for (const step of steps.filter(({ name }) => !erasure.steps.includes(name))) {
    await step.run(deps, { ...erasure, subjectId });
    await deps.db
      .update(erasures)
      .set({
        steps: sql`array_append(${erasures.steps}, ${step.name})`,
        leaseUntil: leaseEnd(deps),
      })
      .where(and(eq(erasures.id, erasure.id), ne(erasures.status, 'done')));
  }
  await finish(deps, erasure);
}

async function claim({ db, now }: ErasureDeps): Promise<ErasureRow | undefined> {
  const at = now();
  const next = db
    .select({ id: erasures.id })
    .from(erasures)
    .where(
      and(
        ne(erasures.status, 'done'),
        lte(erasures.dueAt, at),
        or(isNull(erasures.leaseUntil), lte(erasures.leaseUntil, at)),
      ),
    )
    .orderBy(asc(erasures.dueAt))
    .limit(1)
    .for('update', { skipLocked: true });
  const [row] = await db
    .update(erasures)
    .set({ status: 'running', leaseUntil: leaseEnd({ now }) })
    .where(inArray(erasures.id, next))
    .returning();
  return row;
}

function leaseEnd({ now }: Pick<ErasureDeps, 'now'>): Date {
  return new Date(now().getTime() + LEASE_MS);
}

/** The tombstone first: a backup from before is to be erased again, whatever else is lost. */
async function finish(deps: ErasureDeps, erasure: ErasureRow): Promise<void> {
  const { id, kind, subjectHash } = erasure;
  const finishedAt = deps.now();
  await addTombstone(deps.storage, { kind, subjectHash, erasedAt: finishedAt.toISOString() });
  const isNew = await deps.db.transaction(async (tx) => {
    const done = await tx
      .update(erasures)
      .set({
        ...{ status: 'done', finishedAt, subjectId: null, subjectWrapped: null },
        ...{ leaseUntil: null, parentId: null },
      })
      .where(and(eq(erasures.id, id), ne(erasures.status, 'done')));
    if (done.rowCount === 0) return false;
    const entity = { entityType: kind, entityId: subjectHash };
    await recordAudit(tx, { orgId: null, action: `${kind}.erased`, ...entity });
    return true;
  });
  // Also into the log, which a restored database does not reach.
  if (isNew) deps.log.info({ kind, subjectHash }, 'erased');
}
