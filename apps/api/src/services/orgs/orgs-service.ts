import { isDeepStrictEqual } from 'node:util';

import { and, eq, isNotNull, isNull } from 'drizzle-orm';

import {
  AppError,
  type CreateOrgBody,
  type PageQuery,
  type Role,
  type UpdateOrgBody,
} from '@promptly/common';

import type { OrgDefaults } from '../../config.ts';
import { LOCKS } from '../../db/locks.ts';
import { orgMembers, orgs } from '../../db/schema/index.ts';
import { authorizeOrg, userOf, type OrgRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import { inTurn, type TurnDeps } from '../in-turn.ts';
import { listPage, type Page } from '../list-page.ts';
import { insertOrg } from './insert-org.ts';
import { changeSettings, readSettings, type EffectiveSettings } from './org-settings.ts';

/** An organization as one of its members sees it. */
export interface OrgWithRole {
  org: OrgRow;
  role: Role;
}

export interface OrgDetails extends OrgWithRole, EffectiveSettings {}

export interface OrgsService {
  /** Throws `limit_exceeded` where the actor made too many, and `validation_failed` for a region that is not ours. */
  create(actor: Actor, body: CreateOrgBody): Promise<OrgWithRole>;
  /** Those in use that the actor belongs to, or the deleted ones that they own, newest first. */
  list(actor: Actor, query: PageQuery & { deleted?: 'true' | 'false' }): Promise<Page<OrgWithRole>>;
  get(actor: Actor, orgId: string): Promise<OrgDetails>;
  /** Renames it, where the slug stays, as links hold it; changes settings and flags. */
  update(actor: Actor, orgId: string, body: UpdateOrgBody): Promise<OrgDetails>;
  /** Every organization of a user that is in use, by name. */
  membershipsOf(userId: string): Promise<OrgWithRole[]>;
}

export interface OrgsDeps extends TurnDeps {
  cursors: Cursors;
  orgDefaults: OrgDefaults;
  /** That of the instance. */
  region: string | null;
}

export function createOrgsService(deps: OrgsDeps): OrgsService {
  const { db, cursors, orgDefaults } = deps;
  return {
    async create(actor, { name, region }) {
      const person = userOf(actor);
      const { userId } = person;
      if (region !== undefined && region !== deps.region) throw otherRegion(deps.region);
      const values = { ownerUserId: userId, name, region: deps.region };
      const org = await inTurn(deps, LOCKS.madeOrgs(userId), (tx) => insertOrg(tx, person, values));
      return { org, role: 'owner' };
    },

    async list(actor, { deleted, ...page }) {
      if (actor.kind === 'api_key') {
        return {
          items: [await authorizeOrg(db, actor, actor.orgId, 'org.read')],
          nextCursor: null,
        };
      }
      const { userId } = actor;
      const isTrash = deleted === 'true';
      const where = and(
        eq(orgMembers.userId, userId),
        isTrash ? isNotNull(orgs.deletedAt) : isNull(orgs.deletedAt),
        isTrash ? eq(orgMembers.role, 'owner') : undefined,
      );
      const keyset = [orgs.createdAt, orgs.id];
      const list = { scope: 'orgs', filters: { userId, isTrash }, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db
          .select({ org: orgs, role: orgMembers.role, position })
          .from(orgMembers)
          .innerJoin(orgs, eq(orgs.id, orgMembers.orgId)),
      );
    },

    async get(actor, orgId) {
      const own = await authorizeOrg(db, actor, orgId, 'org.read');
      return { ...own, ...(await readSettings(db, orgId, orgDefaults)) };
    },

    async update(actor, orgId, { name, settings, flags }) {
      // Those who may not are refused before they wait.
      await authorizeOrg(db, actor, orgId, 'org.update');
      return db.transaction(async (tx) => {
        // One after the other, so that the audit log tells what each found and left.
        await tx.select({ id: orgs.id }).from(orgs).where(eq(orgs.id, orgId)).for('no key update');
        const { org: before, role } = await authorizeOrg(tx, actor, orgId, 'org.update');
        const had = await readSettings(tx, orgId, orgDefaults);
        const org = { ...before, name: name ?? before.name };
        await tx.update(orgs).set({ name: org.name }).where(eq(orgs.id, orgId));
        await changeSettings(tx, orgId, { settings, flags });
        const has = await readSettings(tx, orgId, orgDefaults);
        await recordAudit(tx, {
          actor,
          orgId,
          action: 'org.updated',
          entityType: 'org',
          entityId: orgId,
          metadata: changesOf({ name: before.name, ...had }, { name: org.name, ...has }),
        });
        return { org, role, ...has };
      });
    },

    membershipsOf: (userId) =>
      db
        .select({ org: orgs, role: orgMembers.role })
        .from(orgMembers)
        .innerJoin(orgs, eq(orgs.id, orgMembers.orgId))
        .where(and(eq(orgMembers.userId, userId), isNull(orgs.deletedAt)))
        .orderBy(orgs.name, orgs.id),
  };
}

type Named = EffectiveSettings & { name: string };

/** Of what can be changed, what was. */
function changesOf(before: Named, after: Named) {
  const changed = (['name', 'settings', 'flags'] as const).filter(
    (field) => !isDeepStrictEqual(before[field], after[field]),
  );
  const only = (values: Named) =>
    Object.fromEntries(changed.map((field) => [field, values[field]] as const));
  return { before: only(before), after: only(after) };
}

function otherRegion(region: string | null): AppError {
  const message = region === null ? 'there is no region here' : `must be ${region}`;
  const issues = [{ in: 'body', path: 'region', message }];
  return new AppError('validation_failed', `region: ${message}`, { issues });
}
