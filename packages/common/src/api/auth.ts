import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { roleSchema } from '../roles.ts';
import { emailSchema, linkTokenSchema, nameSchema, timestampSchema } from './shared.ts';

/** One that is chosen anew. */
export const passwordSchema = z.string().min(LIMITS.passwordMinChars).max(LIMITS.passwordMaxChars);

/** One to be compared, which may be from before today's rules. */
export const presentPasswordSchema = z.string().min(1).max(LIMITS.passwordMaxChars);

export const signupBodySchema = z.strictObject({
  email: emailSchema,
  password: passwordSchema,
  name: nameSchema.optional(),
  /** The token of an invitation for this address; needed where accounts are made by invitation. */
  invitation: linkTokenSchema.optional(),
});
export type SignupBody = z.infer<typeof signupBodySchema>;

/** Who may make an account now. Of a new instance the first person always may, and operates it from then on. */
export const signupRuleSchema = z.object({
  mode: z.enum(['open', 'invite', 'closed']),
  isFirst: z.boolean(),
});
export type SignupRule = z.infer<typeof signupRuleSchema>;

export const loginBodySchema = z.strictObject({
  email: emailSchema,
  password: presentPasswordSchema,
});
export type LoginBody = z.infer<typeof loginBodySchema>;

/** The studio sends its refresh token in a cookie, other clients in the body. */
export const refreshBodySchema = z.strictObject({ refreshToken: z.string().max(1024).optional() });
export type RefreshBody = z.infer<typeof refreshBodySchema>;

export const userSchema = z.object({
  id: idSchema('user'),
  email: z.string(),
  /** Whether somebody who reads that address said so. */
  emailVerified: z.boolean(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  createdAt: timestampSchema,
});
export type User = z.infer<typeof userSchema>;

/** `expiresIn` is the access token's life in seconds. */
export const sessionSchema = z.object({
  user: userSchema,
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.int().positive(),
});
export type Session = z.infer<typeof sessionSchema>;

export const meSchema = userSchema.extend({
  orgs: z.array(
    z.object({ id: idSchema('org'), name: z.string(), slug: z.string(), role: roleSchema }),
  ),
});
export type Me = z.infer<typeof meSchema>;
