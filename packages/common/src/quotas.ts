import { z } from 'zod';

/**
 * What an organization may spend. Jobs, tokens, cents and exports are counted in calendar months (UTC); bytes and
 * members as there are.
 */
export const QUOTAS = [
  'jobs',
  'tokens',
  'costCents',
  'exports',
  'storageBytes',
  'members',
] as const;
export const quotaSchema = z.enum(QUOTAS);
export type Quota = z.infer<typeof quotaSchema>;

/** Null is no limit. */
export type Limits = Record<Quota, number | null>;

const limitSchema = z.int().nonnegative().nullable();

export const planSchema = z.partialRecord(quotaSchema, limitSchema);

/** Limits by the name of the plan; what a plan does not name has none. There is always `free`. */
export const plansSchema = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/), planSchema)
  .refine((plans) => 'free' in plans, { error: 'must have a plan named free' });
export type Plans = z.infer<typeof plansSchema>;
