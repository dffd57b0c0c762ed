import { newId, type Role } from '@promptly/common';

import type { Database } from '../db/client.ts';
import { orgMembers, orgs, users } from '../db/schema/index.ts';

export type UserRow = typeof users.$inferSelect;
export type OrgRow = typeof orgs.$inferSelect;

let made = 0;

/** Makes rows as the services would, without the detour through HTTP. */
export function createFactories(db: Database) {
  return {
    async buildUser(values: Partial<UserRow> = {}): Promise<UserRow> {
      made += 1;
      const [row] = await db
        .insert(users)
        .values({
          id: newId('user'),
          email: `user${made}@example.com`,
          name: `User ${made}`,
          ...values,
        })
        .returning();
      return present(row);
    },

    /** With an owner; one is made when none is given. */
    async buildOrg(values: Partial<OrgRow> = {}): Promise<OrgRow> {
      made += 1;
      const ownerUserId = values.ownerUserId ?? (await this.buildUser()).id;
      const [row] = await db
        .insert(orgs)
        .values({
          id: newId('org'),
          name: `Org ${made}`,
          slug: `org-${made}`,
          ...values,
          ownerUserId,
        })
        .returning();
      const org = present(row);
      await this.addMember(org.id, ownerUserId, 'owner');
      return org;
    },

    async addMember(orgId: string, userId: string, role: Role): Promise<void> {
      await db.insert(orgMembers).values({ orgId, userId, role, joinedAt: new Date() });
    },
  };
}

export type Factories = ReturnType<typeof createFactories>;

function present<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('The row was not made.');
  return row;
}
