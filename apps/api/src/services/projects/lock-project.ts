import { eq, sql } from 'drizzle-orm';

import type { Queryable } from '../../db/client.ts';
import { projects } from '../../db/schema/index.ts';
import type { ProjectRow } from '../access.ts';

/**
 * What a project is locked for: `update` to move its head, `no key update` to change it otherwise, while rows that
 * refer to it can be written, and `share` to keep it as it is.
 */
type LockStrength = 'update' | 'no key update' | 'share';

/** Another process may move the head: who waits for it longer is answered to come back later. */
const MOVE_TIMEOUT_MS = 4_000;

/** Locks a project, also a deleted one, until the transaction ends; undefined where it is gone. */
export async function lockProject(
  tx: Queryable,
  projectId: string,
  strength: LockStrength,
): Promise<ProjectRow | undefined> {
  if (strength === 'update') {
    await tx.execute(sql`select set_config('lock_timeout', ${String(MOVE_TIMEOUT_MS)}, true)`);
  }
  const isIt = eq(projects.id, projectId);
  const [project] = await tx.select().from(projects).where(isIt).for(strength);
  return project;
}
