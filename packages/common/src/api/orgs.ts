import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { roleSchema } from '../roles.ts';
import { nameSchema, pageOf, timestampSchema } from './shared.ts';

export const createOrgBodySchema = z.object({ name: nameSchema });
export type CreateOrgBody = z.infer<typeof createOrgBodySchema>;

export const updateOrgBodySchema = z.strictObject({ name: nameSchema });
export type UpdateOrgBody = z.infer<typeof updateOrgBodySchema>;

export const transferOrgBodySchema = z.strictObject({
  /** The member who becomes the owner. */
  userId: idSchema('user'),
});

export const orgSchema = z.object({
  id: idSchema('org'),
  name: z.string(),
  slug: z.string(),
  plan: z.string(),
  /** The caller's own role. */
  role: roleSchema,
  createdAt: timestampSchema,
});
export type Org = z.infer<typeof orgSchema>;
export const orgPageSchema = pageOf(orgSchema);
