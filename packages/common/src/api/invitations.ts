import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { roleSchema } from '../roles.ts';
import { emailSchema, linkTokenSchema, pageOf, timestampSchema } from './shared.ts';

export const createInvitationBodySchema = z.strictObject({
  email: emailSchema,
  /** Nobody is invited as an owner: an organization is transferred to a member. */
  role: roleSchema.exclude(['owner']),
});
export type CreateInvitationBody = z.infer<typeof createInvitationBodySchema>;

export const invitationSchema = z.object({
  id: idSchema('invitation'),
  orgId: idSchema('org'),
  email: z.string(),
  role: roleSchema,
  /** Null where that account is gone. */
  invitedBy: idSchema('user').nullable(),
  createdAt: timestampSchema,
  expiresAt: timestampSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;
export const invitationPageSchema = pageOf(invitationSchema);

/** Only the answer that makes an invitation tells its token. */
export const createdInvitationSchema = invitationSchema.extend({
  token: z.string(),
  /** Of the studio's page on which it is accepted; the token is in its fragment, which no server sees. */
  acceptUrl: z.url(),
  /** False where the address was sent too many by all together: the link is to be handed on. */
  mailed: z.boolean(),
});
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;

/** The right to accept is the token: whoever has it, and an account with the address, may. */
export const acceptInvitationBodySchema = z.strictObject({ token: linkTokenSchema });

export const lookUpInvitationBodySchema = z.strictObject({ token: linkTokenSchema });

/** What an invitation is to, for whoever holds its token. */
export const invitationOfferSchema = z.object({
  orgId: idSchema('org'),
  orgName: z.string(),
  /** The address that was invited. */
  email: z.string(),
  role: roleSchema,
  expiresAt: timestampSchema,
});
export type InvitationOffer = z.infer<typeof invitationOfferSchema>;
