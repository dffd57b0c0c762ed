import { eq } from 'drizzle-orm';

import type { Role } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { beyondRowRules } from '../../db/row-security/beyond.ts';
import { orgs } from '../../db/schema/index.ts';
import type { Permission } from '../../policies/permissions.ts';
import { authorizeOrg, type OrgRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import { assertStillValid } from '../credentials.ts';
import { inLane, type Lanes } from '../lanes.ts';

export interface PeopleDeps {
  db: Database;
  now: () => Date;
  /** Left out in a transaction, which has its connection already. */
  lanes?: Lanes;
}

/**
 * Changes who belongs to an organization, one change after the other, so that each decides on what the ones
 * before it left. Throws `not_found` for outsiders and `forbidden` for members who may not.
 */
export async function changePeople<T>(
  deps: PeopleDeps,
  { actor, orgId, permission }: { actor: Actor; orgId: string; permission: Permission },
  work: (tx: Transaction, own: { org: OrgRow; role: Role }) => Promise<T>,
): Promise<T> {
  // Those who may not are refused before they wait: strangers do not stand in the way of members.
  await authorizeOrg(deps.db, actor, orgId, permission);
  return oneByOne(deps, orgId, async (tx) => {
    // Who belongs to an organization outlasts the session in which it was decided.
    await assertStillValid(tx, actor, deps.now());
    return work(tx, await authorizeOrg(tx, actor, orgId, permission));
  });
}

/**
 * The same for those who do not belong to it yet. On all rows: who leaves is no member any more while that is
 * written down.
 */
export async function oneByOne<T>(
  { db, lanes }: Pick<PeopleDeps, 'db' | 'lanes'>,
  orgId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inLane(lanes, `people:${orgId}`, () =>
    beyondRowRules(db, async (tx) => {
      // Rows that refer to the organization can be written meanwhile.
      await tx.select({ id: orgs.id }).from(orgs).where(eq(orgs.id, orgId)).for('no key update');
      return work(tx);
    }),
  );
}
