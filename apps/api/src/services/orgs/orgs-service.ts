import { and, eq } from 'drizzle-orm';

import {
  AppError,
  type CreateOrgBody,
  type PageQuery,
  type Role,
  type UpdateOrgBody,
} from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { after, exactTime, newestFirst, pageOfRows, type Keyset } from '../../db/keyset.ts';
import { orgMembers, orgs } from '../../db/schema/index.ts';
import { authorizeOrg, userOf, type OrgRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import type { Lanes } from '../lanes.ts';
import { insertOrg } from './insert-org.ts';

/** An organization as one of its members sees it. */
export interface OrgWithRole {
  org: OrgRow;
  role: Role;
}

export interface OrgsService {
  /** Throws `limit_exceeded` where the actor owns too many. */
  create(actor: Actor, body: CreateOrgBody): Promise<OrgWithRole>;
  /** Those that the actor belongs to, newest first. */
  list(actor: Actor, page: PageQuery): Promise<{ items: OrgWithRole[]; nextCursor: string | null }>;
  get(actor: Actor, orgId: string): Promise<OrgWithRole>;
  /** Renames it; the slug stays, as links hold it. */
  update(actor: Actor, orgId: string, body: UpdateOrgBody): Promise<OrgWithRole>;
  /** Every organization of a user, by name. */
  membershipsOf(userId: string): Promise<OrgWithRole[]>;
}

const BY_AGE: Keyset = { createdAt: orgs.createdAt, id: orgs.id };

export interface OrgsDeps {
  db: Database;
  cursors: Cursors;
  /** Left out in a transaction, which has its connection already. */
  lanes?: Lanes;
}

export function createOrgsService({ db, cursors, lanes }: OrgsDeps): OrgsService {
  return {
    async create(actor, { name }) {
      const person = userOf(actor);
      const { userId } = person;
      const insert = () => db.transaction((tx) => insertOrg(tx, person, userId, name));
      const org = await (lanes ? lanes.run(`orgs:${userId}`, insert) : insert());
      return { org, role: 'owner' };
    },

    async list(actor, { limit, cursor }) {
      if (actor.kind === 'api_key') {
        return {
          items: [await authorizeOrg(db, actor, actor.orgId, 'org.read')],
          nextCursor: null,
        };
      }
      const scope = `orgs:${actor.userId}`;
      const position = cursors.decode(scope, cursor);
      const found = await db
        .select({ org: orgs, role: orgMembers.role, id: orgs.id, exactTime: exactTime(BY_AGE) })
        .from(orgMembers)
        .innerJoin(orgs, eq(orgs.id, orgMembers.orgId))
        .where(and(eq(orgMembers.userId, actor.userId), after(BY_AGE, position)))
        .orderBy(...newestFirst(BY_AGE))
        .limit(limit + 1);
      const { rows, next } = pageOfRows(found, limit);
      return { items: rows, nextCursor: cursors.encode(scope, next) };
    },

    get: (actor, orgId) => authorizeOrg(db, actor, orgId, 'org.read'),

    update: (actor, orgId, { name }) =>
      db.transaction(async (tx) => {
        const { org: before, role } = await authorizeOrg(tx, actor, orgId, 'org.update');
        const [org] = await tx.update(orgs).set({ name }).where(eq(orgs.id, orgId)).returning();
        if (!org) throw new AppError('not_found', 'There is no such organization.');
        await recordAudit(tx, {
          actor,
          orgId,
          action: 'org.updated',
          entityType: 'org',
          entityId: orgId,
          metadata: { before: { name: before.name }, after: { name } },
        });
        return { org, role };
      }),

    membershipsOf: (userId) =>
      db
        .select({ org: orgs, role: orgMembers.role })
        .from(orgMembers)
        .innerJoin(orgs, eq(orgs.id, orgMembers.orgId))
        .where(eq(orgMembers.userId, userId))
        .orderBy(orgs.name, orgs.id),
  };
}
