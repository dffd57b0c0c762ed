import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { roleSchema } from '../roles.ts';
import { pageOf, timestampSchema } from './shared.ts';

export const memberSchema = z.object({
  userId: idSchema('user'),
  email: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  role: roleSchema,
  joinedAt: timestampSchema,
});
export type Member = z.infer<typeof memberSchema>;
export const memberPageSchema = pageOf(memberSchema);

export const updateMemberBodySchema = z.strictObject({ role: roleSchema });
