import { z } from 'zod';

import { pageOf, timestampSchema } from './shared.ts';

/** Services to which a browser is sent, to sign in there or to link an account. */
export const oauthProviderSchema = z.enum(['github', 'figma', 'oidc']);
export type OAuthProviderName = z.infer<typeof oauthProviderSchema>;

/** Those which tell who signs in; Figma is linked for its designs alone. */
export const signInProviderSchema = oauthProviderSchema.extract(['github', 'oidc']);
export type SignInProviderName = z.infer<typeof signInProviderSchema>;

/** All that an account can be linked to; the tokens of the last two are taken as bearer tokens. */
export const linkedProviderSchema = z.enum([
  ...oauthProviderSchema.options,
  'supabase',
  'firebase',
]);
export type LinkedProviderName = z.infer<typeof linkedProviderSchema>;

/** What this instance offers beside the password. */
export const authProviderSchema = z.object({
  provider: oauthProviderSchema,
  /** As the operator calls it. */
  label: z.string(),
  signIn: z.boolean(),
  link: z.boolean(),
});
export type AuthProvider = z.infer<typeof authProviderSchema>;
export const authProviderPageSchema = pageOf(authProviderSchema);

export const linkedAccountSchema = z.object({
  provider: linkedProviderSchema,
  /** The user's name there, or their address. */
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  /** What the kept token may do there; empty where none is kept. */
  scopes: z.array(z.string()),
  linkedAt: timestampSchema,
  lastUsedAt: timestampSchema,
});
export type LinkedAccount = z.infer<typeof linkedAccountSchema>;
export const linkedAccountPageSchema = pageOf(linkedAccountSchema);

/** A path of the studio itself: one slash at its start, so that it cannot lead to another host. */
const ownPathSchema = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u, { error: 'must be a path of the studio, such as /projects' })
  .default('/')
  .meta({ examples: ['/projects/prj_01JZ8Q4T9V3N6W2X5Y7RBKCDEF'] });

/** `returnTo` is where the studio goes on afterwards. */
export const startOAuthQuerySchema = z.strictObject({ returnTo: ownPathSchema });
export const linkAccountBodySchema = z.strictObject({ returnTo: ownPathSchema });

/** A token of Supabase Auth or Firebase Auth. */
export const linkForeignAccountBodySchema = z.strictObject({ token: z.string().min(1).max(8_192) });
export type LinkForeignAccountBody = z.infer<typeof linkForeignAccountBodySchema>;

/** `url` is at the provider: the browser that asked goes there, and no other one can use it. */
export const linkAccountAnswerSchema = z.object({ url: z.string() });

const parameter = z.string().max(4_096).optional();

/** What providers send along: others may come, too. */
export const oauthCallbackQuerySchema = z.object({
  code: parameter,
  state: parameter,
  iss: parameter,
  error: parameter,
});
export type OAuthCallbackQuery = z.infer<typeof oauthCallbackQuerySchema>;
