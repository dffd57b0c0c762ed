import { and, eq, isNull } from 'drizzle-orm';

import { AppError, emailSchema, quotaSchema } from '@promptly/common';

import type { Transaction } from '../db/client.ts';
import { orgMembers, orgs, users } from '../db/schema/index.ts';
import type { OrgRow } from '../services/access.ts';
import { recordAudit } from '../services/audit.ts';
import { restoreOrg } from '../services/orgs/org-deletion.ts';
import { StartupError } from '../startup-error.ts';
import type { Command, CommandDeps } from './command.ts';

/** Puts an organization on a plan of the settings. */
export const setPlan: Command = {
  parameters: ['<orgId>', '<plan>'],
  summary: 'Puts an organization on one of the PLANS',
  async run(deps, [orgId = '', plan = '']) {
    const plans = Object.keys(deps.config.plans);
    if (!plans.includes(plan)) {
      throw new StartupError(`There is no plan ${plan}. PLANS has: ${plans.join(', ')}.`);
    }
    await changeOrg(deps, orgId, 'org.plan_changed', async (tx, org) => {
      await tx.update(orgs).set({ plan }).where(eq(orgs.id, orgId));
      return { before: org.plan, after: plan };
    });
    deps.print(`${orgId} is on the plan ${plan}.\n`);
    return true;
  },
};

/** Sets one limit of an organization apart from its plan. */
export const setLimit: Command = {
  parameters: ['<orgId>', '<quota>', '<number|unlimited|plan>'],
  summary: `Limits an organization apart from its plan: ${quotaSchema.options.join(', ')}`,
  async run(deps, [orgId = '', name = '', text = '']) {
    const quota = quotaSchema.safeParse(name);
    if (!quota.success) {
      throw new StartupError(`There is no quota ${name}, but ${quotaSchema.options.join(', ')}.`);
    }
    const limit = limitFrom(text);
    await changeOrg(deps, orgId, 'org.limit_changed', async (tx, org) => {
      const { [quota.data]: before, ...others } = org.limitsJson;
      const limitsJson = limit === undefined ? others : { ...others, [quota.data]: limit };
      await tx.update(orgs).set({ limitsJson }).where(eq(orgs.id, orgId));
      return { quota: quota.data, before: toldLimit(before), after: toldLimit(limit) };
    });
    deps.print(`The limit of ${orgId} for ${quota.data} is: ${text}.\n`);
    return true;
  },
};

/** Restores an organization that was deleted and is not being erased. */
export const restoreDeletedOrg: Command = {
  parameters: ['<orgId>'],
  summary: 'Restores a deleted organization that is not erased yet',
  async run(deps, [orgId = '']) {
    await changeOrg(deps, orgId, 'org.restored', async (tx, org) => {
      if (!org.deletedAt) throw new StartupError(`${orgId} is not deleted.`);
      await restoreOrg(tx, orgId, deps.now());
      return {};
    }).catch((error: unknown) => {
      const isTooLate = error instanceof AppError && error.code === 'org_deleted';
      throw isTooLate ? new StartupError(`${orgId} is being erased.`) : error;
    });
    deps.print(`${orgId} is restored.\n`);
    return true;
  },
};

/** Names an owner of an organization, also one that was no member; owners that there are stay so. */
export const setOwner: Command = {
  parameters: ['<orgId>', '<e-mail>'],
  summary: 'Makes the account of an address an owner, where nobody else can',
  async run(deps, [orgId = '', text = '']) {
    const email = emailSchema.safeParse(text).data ?? text;
    await changeOrg(deps, orgId, 'org.owner_named', async (tx, org) => {
      if (org.deletedAt) throw new StartupError(`${orgId} is deleted: restore it first.`);
      const [user] = await tx
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.email, email), isNull(users.deletedAt)));
      if (!user) throw new StartupError(`There is no account with the address ${email}.`);
      const joinedAt = deps.now();
      await tx
        .insert(orgMembers)
        .values({ orgId, userId: user.id, role: 'owner', joinedAt })
        .onConflictDoUpdate({
          target: [orgMembers.orgId, orgMembers.userId],
          set: { role: 'owner' },
        });
      await tx.update(orgs).set({ ownerUserId: user.id }).where(eq(orgs.id, orgId));
      return { from: org.ownerUserId, to: user.id };
    });
    deps.print(`${email} is an owner of ${orgId}.\n`);
    return true;
  },
};

async function changeOrg(
  { db }: CommandDeps,
  orgId: string,
  action: string,
  change: (tx: Transaction, org: OrgRow) => Promise<Record<string, unknown>>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [org] = await tx.select().from(orgs).where(eq(orgs.id, orgId)).for('no key update');
    if (!org) throw new StartupError(`There is no organization ${orgId}.`);
    const metadata = { ...(await change(tx, org)), byOperator: true };
    await recordAudit(tx, { orgId, action, entityType: 'org', entityId: orgId, metadata });
  });
}

/** As the audit log has it: a number, or the operator's words for none of its own. */
function toldLimit(limit: number | null | undefined): number | 'unlimited' | 'plan' {
  return limit === undefined ? 'plan' : (limit ?? 'unlimited');
}

function limitFrom(text: string): number | null | undefined {
  if (text === 'plan') return undefined;
  if (text === 'unlimited') return null;
  const limit = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(limit)) return limit;
  throw new StartupError(`A limit is a whole number, unlimited or plan, and not ${text}.`);
}
