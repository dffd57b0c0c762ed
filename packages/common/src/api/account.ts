import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { passwordSchema, presentPasswordSchema } from './auth.ts';
import { emailSchema, linkTokenSchema, nameSchema, pageOf, timestampSchema } from './shared.ts';

/** A picture elsewhere, without credentials in its address. */
const pictureUrlSchema = z
  .url({ protocol: /^https$/, error: 'must be an address with https://', abort: true })
  .max(2_048)
  .refine((text) => URL.canParse(text) && new URL(text).username === '', {
    error: 'must hold no credentials',
  });

export const updateMeBodySchema = z
  .strictObject({ name: nameSchema, avatarUrl: pictureUrlSchema.nullable() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, { error: 'name at least one field to change' });
export type UpdateMeBody = z.infer<typeof updateMeBodySchema>;

export const changePasswordBodySchema = z.strictObject({
  currentPassword: presentPasswordSchema,
  newPassword: passwordSchema,
});
export type ChangePasswordBody = z.infer<typeof changePasswordBodySchema>;

/** Where somebody is signed in; `current` is the one that the request came with. */
export const accountSessionSchema = z.object({
  id: idSchema('session'),
  createdAt: timestampSchema,
  /** When its tokens were renewed last, which a client at work does every ten minutes. */
  lastUsedAt: timestampSchema,
  /** Ends then where it is not used before. */
  expiresAt: timestampSchema,
  /** Of the sign-in. */
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  current: z.boolean(),
});
export type AccountSession = z.infer<typeof accountSessionSchema>;
export const accountSessionPageSchema = pageOf(accountSessionSchema);

export const requestPasswordResetBodySchema = z.strictObject({ email: emailSchema });
export type RequestPasswordResetBody = z.infer<typeof requestPasswordResetBodySchema>;

export const resetPasswordBodySchema = z.strictObject({
  token: linkTokenSchema,
  newPassword: passwordSchema,
});
export type ResetPasswordBody = z.infer<typeof resetPasswordBodySchema>;

export const verifyEmailBodySchema = z.strictObject({ token: linkTokenSchema });
export type VerifyEmailBody = z.infer<typeof verifyEmailBodySchema>;
