import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { quotaSchema } from '../quotas.ts';
import { roleSchema } from '../roles.ts';
import {
  flagChangesSchema,
  flagsSchema,
  orgSettingsSchema,
  settingChangesSchema,
} from '../settings.ts';
import { nameSchema, pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

/** `region` can only be that of the instance, for callers who want to be sure of it. */
export const createOrgBodySchema = z.strictObject({
  name: nameSchema,
  region: z.string().max(31).optional(),
});
export type CreateOrgBody = z.infer<typeof createOrgBodySchema>;

/** `deleted` lists those that the caller owns and can restore, instead of those that are in use. */
export const listOrgsQuerySchema = pageQuerySchema.extend({
  deleted: z.enum(['true', 'false']).optional(),
});

export const updateOrgBodySchema = z
  .strictObject({ name: nameSchema, settings: settingChangesSchema, flags: flagChangesSchema })
  .partial()
  .refine((body) => Object.keys(body).length > 0, { error: 'name at least one field to change' });
export type UpdateOrgBody = z.infer<typeof updateOrgBodySchema>;

export const transferOrgBodySchema = z.strictObject({
  /** The admin who becomes the owner. */
  userId: idSchema('user'),
});

export const orgSchema = z.object({
  id: idSchema('org'),
  name: z.string(),
  slug: z.string(),
  plan: z.string(),
  /** The operator's label of where its data lies; null where there is none. */
  region: z.string().nullable(),
  /** The caller's own role. */
  role: roleSchema,
  createdAt: timestampSchema,
  /** Since when it waits to be erased; null for one in use. */
  deletedAt: timestampSchema.nullable(),
});
export type Org = z.infer<typeof orgSchema>;
export const orgPageSchema = pageOf(orgSchema);

/** With what holds for it, by its own choice, the operator's or by default. */
export const orgDetailSchema = orgSchema.extend({
  settings: orgSettingsSchema,
  flags: flagsSchema,
});
export type OrgDetail = z.infer<typeof orgDetailSchema>;

/** Until `erasesAt`, what was deleted can be restored. */
export const scheduledErasureSchema = z.object({ erasesAt: timestampSchema });
export type ScheduledErasure = z.infer<typeof scheduledErasureSchema>;

export const quotaUsageSchema = z.object({
  quota: quotaSchema,
  used: z.number().nonnegative(),
  /** Taken by what runs or waits, until it is known what it spends. */
  reserved: z.number().nonnegative(),
  /** Null is no limit. */
  limit: z.number().nonnegative().nullable(),
  remaining: z.number().nonnegative().nullable(),
  /** When it is counted from zero again; null for what is counted as it is. */
  resetsAt: timestampSchema.nullable(),
});
export type QuotaUsage = z.infer<typeof quotaUsageSchema>;

export const quotasSchema = z.object({
  plan: z.string(),
  periodStart: timestampSchema,
  periodEnd: timestampSchema,
  quotas: z.array(quotaUsageSchema),
  storage: z.object({
    /** The operator's label of where files and archives lie; null where there is none. */
    region: z.string().nullable(),
  }),
});
export type Quotas = z.infer<typeof quotasSchema>;
