import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { orgs } from '../../db/schema/index.ts';
import type { Logger } from '../../observability/logger.ts';
import { collectOrg, type CollectDeps } from './collect-org.ts';

/** Takes back the room of what is stored and not used any more. */
export interface Collector {
  /** Collects for each organization whose turn it is, which is once a day; each is one process's at a time. */
  run(): Promise<void>;
}

const EVERY_MS = 24 * 60 * 60_000;
/** After which an organization is gone on with that a killed process left. */
const LEASE_MS = 60 * 60_000;

export function createCollector(deps: CollectDeps & { log: Logger }): Collector {
  const { db, now, log, stopping } = deps;
  return {
    async run() {
      while (!stopping.aborted) {
        const orgId = await claimNext(db, now());
        if (orgId === undefined) return;
        try {
          const collected = await collectOrg(deps, orgId, { isDryRun: false });
          log.info({ orgId, ...collected }, 'the storage of an organization was collected');
          await comeBack(db, orgId, new Date(now().getTime() + EVERY_MS));
        } catch (error) {
          // The others are collected; this one is again once the lease is over.
          log.warn({ err: error, orgId }, 'the storage of an organization was not collected');
        }
      }
    },
  };
}

async function claimNext(db: Database, at: Date): Promise<string | undefined> {
  const next = db
    .select({ id: orgs.id })
    .from(orgs)
    // The others are erased as a whole.
    .where(and(isNull(orgs.deletedAt), or(isNull(orgs.collectAfter), lte(orgs.collectAfter, at))))
    .orderBy(sql`${orgs.collectAfter} nulls first`, asc(orgs.id))
    .limit(1)
    .for('no key update', { skipLocked: true });
  const [org] = await db
    .update(orgs)
    .set({ collectAfter: new Date(at.getTime() + LEASE_MS) })
    .where(inArray(orgs.id, next))
    .returning({ id: orgs.id });
  return org?.id;
}

async function comeBack(db: Database, orgId: string, at: Date): Promise<void> {
  await db.update(orgs).set({ collectAfter: at }).where(eq(orgs.id, orgId));
}
