import { and, eq, isNull, sql } from 'drizzle-orm';

import { AppError, LIMITS } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { LOCKS } from '../../db/locks.ts';
import { components, snippets, templates } from '../../db/schema/index.ts';
import { authorizeOrg } from '../access.ts';
import type { Actor } from '../actor.ts';
import { inTurn, type TurnDeps } from '../in-turn.ts';

export interface LibraryDeps extends TurnDeps {
  now: () => Date;
}

/**
 * Changes the library of an organization, one change after the other: what each decides on stays so until it ends.
 * `asked` is what the caller asked for. Throws `not_found` for outsiders and `forbidden` for members who may not.
 */
export async function changeLibrary<T>(
  deps: LibraryDeps,
  { actor, orgId, asked }: { actor: Actor; orgId: string; asked?: string },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  // Those who may not are refused before they wait.
  await authorizeOrg(deps.db, actor, orgId, 'library.manage', asked);
  return inTurn(deps, LOCKS.library(orgId), async (tx) => {
    // Again: whoever was removed while they waited changes nothing.
    await authorizeOrg(tx, actor, orgId, 'library.manage', asked);
    return work(tx);
  });
}

/** Throws `limit_exceeded` where the library of an organization would hold more bytes than it may. */
export async function refuseBeyondRoom(
  db: Queryable,
  orgId: string,
  addedBytes: number,
): Promise<void> {
  const max = LIMITS.libraryMaxBytes;
  const actual = (await usedBytes(db, orgId)) + addedBytes;
  if (actual <= max) return;
  throw new AppError('limit_exceeded', 'The library is full: delete something from it first.', {
    ...{ limit: 'libraryMaxBytes', max, actual },
  });
}

/** Throws `limit_exceeded` where there are as many as there may be; `limit` is the name of the figure. */
export function refuseBeyond(
  limit:
    | 'componentsPerOrgMax'
    | 'componentVersionsMax'
    | 'componentVersionsPerOrgMax'
    | 'templatesPerOrgMax'
    | 'snippetsPerOrgMax',
  actual: number,
  message: string,
): void {
  const max = LIMITS[limit];
  if (actual < max) return;
  throw new AppError('limit_exceeded', message, { limit, max, actual });
}

async function usedBytes(db: Queryable, orgId: string): Promise<number> {
  const isLiving = and(eq(components.orgId, orgId), isNull(components.deletedAt));
  const total = (table: typeof components | typeof templates | typeof snippets) =>
    db.select({ bytes: sql<string>`coalesce(sum(${table.sizeBytes}), 0)` }).from(table);
  const sums = [
    await total(components).where(isLiving),
    await total(templates).where(eq(templates.orgId, orgId)),
    await total(snippets).where(eq(snippets.orgId, orgId)),
  ];
  return sums.flat().reduce((sum, { bytes }) => sum + Number(bytes), 0);
}
