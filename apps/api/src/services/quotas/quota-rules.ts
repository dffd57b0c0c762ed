import { eq } from 'drizzle-orm';

import {
  AppError,
  QUOTAS,
  type Limits,
  type Plans,
  type Quota,
  type QuotaUsage,
} from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { LOCKS, lockUntilEnd } from '../../db/locks.ts';
import { orgs } from '../../db/schema/index.ts';
import { orgDeleted, type OrgRow } from '../access.ts';
import { holdProject, type HeldProject } from './hold-project.ts';
import { periodOf, type Period } from './period.ts';
import { readUsage, type Usage } from './usage.ts';

export interface QuotasView extends Period {
  plan: string;
  quotas: QuotaUsage[];
}

/** Bytes that are to count as stored. */
export interface MoreBytes {
  files: number;
  /** What tells of files, such as manifests: for it there is an allowance beyond the limit. */
  about: number;
}

/** What organizations may spend. */
export interface QuotaRules {
  view(db: Queryable, org: OrgRow): Promise<QuotasView>;
  /**
   * Before something is begun that spends of these, in the transaction that begins it and is counted from then on:
   * one decides after the other. The project that it is about is returned, and is there with its head until that ends.
   * Throws `quota_exceeded` where one of them is used up, `org_deleted`, and `not_found` for the project.
   */
  admit(
    tx: Transaction,
    about: { orgId: string; projectId?: string },
    quotas: readonly Quota[],
  ): Promise<HeldProject | undefined>;
  /**
   * Tells whether stored bytes are limited, and throws `quota_exceeded` where so many more find no room: files within
   * the limit, what tells of them within an allowance beyond it, so that a full storage can be tidied. `isCounted` is
   * for the transaction that counts them: no other one counts any from when it asks how many they are to its end.
   */
  admitBytes(
    db: Queryable,
    orgId: string,
    bytes: () => Promise<MoreBytes>,
    isCounted: boolean,
  ): Promise<boolean>;
}

const MONTHLY: ReadonlySet<Quota> = new Set(['jobs', 'tokens', 'costCents', 'exports'] as const);
/** The larger one of these lies beyond the limit of stored bytes, for what tells of files. */
const ABOUT_ALLOWANCE_SHARE = 0.05;
const ABOUT_ALLOWANCE_MIN_BYTES = 20 * 1024 * 1024;
const NOTHING_LIMITED = Object.fromEntries(QUOTAS.map((quota) => [quota, null])) as Limits;

export function createQuotaRules({ now, plans }: { now: () => Date; plans: Plans }): QuotaRules {
  return {
    async view(db, org) {
      const period = periodOf(now());
      const usage = await readUsage(db, org.id, period);
      const limits = limitsOf(org, plans);
      const quotas = QUOTAS.map((quota) => viewOf(quota, usage, limits, period));
      return { ...period, plan: org.plan, quotas };
    },

    async admit(tx, { orgId, projectId }, quotas) {
      // Shared: the organization cannot be deleted before this is done, nor is this begun after it was.
      const [org] = await tx.select().from(orgs).where(eq(orgs.id, orgId)).for('share');
      if (!org || org.deletedAt) throw orgDeleted();
      const held = projectId === undefined ? undefined : await holdProject(tx, projectId);
      const limits = limitsOf(org, plans);
      const limited = quotas.filter((quota) => limits[quota] !== null);
      if (limited.length === 0) return held;
      // One decision at a time for each organization, or two could both take the last of something.
      await lockUntilEnd(tx, LOCKS.usage(orgId));
      const period = periodOf(now());
      const usage = await readUsage(tx, orgId, period);
      for (const quota of limited) {
        const view = viewOf(quota, usage, limits, period);
        if (view.remaining === 0) throw exceeded(view);
      }
      return held;
    },

    async admitBytes(db, orgId, bytes, isCounted) {
      const [org] = await db.select().from(orgs).where(eq(orgs.id, orgId));
      const limits = org && limitsOf(org, plans);
      if (limits?.storageBytes == null) return false;
      if (isCounted) await lockUntilEnd(db, LOCKS.usage(orgId));
      const period = periodOf(now());
      const usage = await readUsage(db, orgId, period);
      const limit = limits.storageBytes;
      const view = viewOf('storageBytes', usage, limits, period);
      // Asked last: what another one counts at this moment is not taken for more.
      const { files, about } = await bytes();
      const allowance = Math.max(limit * ABOUT_ALLOWANCE_SHARE, ABOUT_ALLOWANCE_MIN_BYTES);
      const left = limit - view.used - view.reserved - files;
      if (files > 0 && left < 0) throw exceeded(view);
      if (about > 0 && left + allowance < about) throw exceeded(view);
      return true;
    },
  };
}

/** Of its plan, and what is set for it in particular; a plan that is not there any more is the free one. */
function limitsOf({ plan, limitsJson }: OrgRow, plans: Plans): Limits {
  return { ...NOTHING_LIMITED, ...(plans[plan] ?? plans.free), ...limitsJson };
}

function viewOf(quota: Quota, usage: Usage, limits: Limits, period: Period): QuotaUsage {
  const { used, held: reserved } = usage[quota];
  const limit = limits[quota];
  return {
    ...{ quota, used, reserved, limit },
    remaining: limit === null ? null : Math.max(0, limit - used - reserved),
    resetsAt: MONTHLY.has(quota) ? period.end.toISOString() : null,
  };
}

const WORDS: Record<Quota, string> = {
  jobs: 'generation jobs of this month are',
  tokens: 'model tokens of this month are',
  costCents: 'money for models of this month is',
  exports: 'exports of this month are',
  storageBytes: 'storage is',
  members: 'places for members are',
};

function exceeded({ quota, limit, used, reserved, resetsAt }: QuotaUsage): AppError {
  const message = `The ${WORDS[quota]} used up. The operator of this instance sets the limit.`;
  return new AppError('quota_exceeded', message, { quota, limit, used, reserved, resetsAt });
}
