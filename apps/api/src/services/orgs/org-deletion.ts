import { eq } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { orgs } from '../../db/schema/index.ts';
import { orgDeleted } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { cancelErasure } from '../erasures/schedule.ts';
import { changePeople, type PeopleDeps } from './change-people.ts';
import { closeOrgs } from './close-orgs.ts';
import type { OrgWithRole } from './orgs-service.ts';

/** Deletes organizations, and takes that back while they are not erased. */
export interface OrgDeletion {
  /** For owners. Throws `org_deleted` where it was done before. */
  delete(actor: Actor, orgId: string): Promise<{ erasesAt: Date }>;
  /** For owners; one that is in use stays so. Throws `org_deleted` once it is being erased. */
  restore(actor: Actor, orgId: string): Promise<OrgWithRole>;
}

export interface OrgDeletionDeps extends PeopleDeps {
  graceMs: number;
}

export function createOrgDeletion(deps: OrgDeletionDeps): OrgDeletion {
  return {
    delete: (actor, orgId) =>
      changePeople(deps, { actor, orgId, permission: 'org.delete' }, async (tx) => {
        const at = deps.now();
        const dueAt = new Date(at.getTime() + deps.graceMs);
        await closeOrgs(tx, [orgId], { at, dueAt });
        const metadata = { erasesAt: dueAt.toISOString() };
        await recordAudit(tx, { actor, ...entry('org.deleted', orgId), metadata });
        return { erasesAt: dueAt };
      }),

    restore: (actor, orgId) =>
      changePeople(deps, { actor, orgId, permission: 'org.restore' }, async (tx, own) => {
        if (!own.org.deletedAt) return own;
        await restoreOrg(tx, orgId, deps.now());
        await recordAudit(tx, { actor, ...entry('org.restored', orgId) });
        return { ...own, org: { ...own.org, deletedAt: null } };
      }),
  };
}

/** Throws `org_deleted` where its erasure has begun or is due. The caller holds the organization's row. */
export async function restoreOrg(tx: Transaction, orgId: string, at: Date): Promise<void> {
  const isCanceled = await cancelErasure(tx, { kind: 'org', id: orgId }, at);
  if (!isCanceled) throw orgDeleted();
  await tx.update(orgs).set({ deletedAt: null }).where(eq(orgs.id, orgId));
}

function entry(action: string, orgId: string) {
  return { action, orgId, entityType: 'org', entityId: orgId };
}
