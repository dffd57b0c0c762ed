import { z } from 'zod';

import { baseUrl, exactUrl, flag, list, variableDocs } from './variable-kinds.ts';

const GROUP = 'Signing in elsewhere';

const text = (doc: string, example: string) =>
  z.string().optional().register(variableDocs, { group: GROUP, doc, example });
const secret = (doc: string) =>
  z.string().optional().register(variableDocs, { group: GROUP, doc, example: '…', secret: true });
const address = (doc: string, example: string) =>
  baseUrl.optional().register(variableDocs, { group: GROUP, doc, example });
const exact = (doc: string, example: string) =>
  exactUrl.optional().register(variableDocs, { group: GROUP, doc, example });
const scopes = (doc: string, example: string) =>
  list.optional().register(variableDocs, { group: GROUP, doc, example });
const assertion = (doc: string) =>
  flag.default(false).register(variableDocs, { group: GROUP, doc, example: 'false' });

/** For accounts that are signed in to, or linked, at other services; docs/sign-in.md tells how. */
export const identityVariables = {
  GITHUB_CLIENT_ID: text(
    'Client id of your GitHub app: people sign in with GitHub, and link their account there.',
    'Iv23…',
  ),
  GITHUB_CLIENT_SECRET: secret('Client secret of that app.'),
  GITHUB_URL: address('Address of a GitHub Enterprise Server.', 'https://github.com'),
  GITHUB_API_URL: address(
    'Address of its API; GITHUB_URL/api/v3 when only that is set.',
    'https://api.github.com',
  ),
  GITHUB_SCOPES: scopes('What is asked for at GitHub.', 'read:user,user:email'),
  GITHUB_LABEL: text('Name on the button.', 'GitHub'),

  FIGMA_CLIENT_ID: text(
    'Client id of your Figma app: people link their account there, for its designs.',
    'abc…',
  ),
  FIGMA_CLIENT_SECRET: secret('Client secret of that app.'),
  FIGMA_URL: address('Address at which people allow access.', 'https://www.figma.com'),
  FIGMA_API_URL: address('Address of the API of Figma.', 'https://api.figma.com'),
  FIGMA_SCOPES: scopes(
    'What is asked for at Figma.',
    'current_user:read,file_content:read,file_metadata:read',
  ),
  FIGMA_LABEL: text('Name on the button.', 'Figma'),

  OIDC_ISSUER: exact(
    'Issuer of an OpenID Connect provider with which people sign in.',
    'https://id.example.com',
  ),
  OIDC_CLIENT_ID: text('Client id there.', 'promptly'),
  OIDC_CLIENT_SECRET: secret('Client secret there; a public client has none.'),
  OIDC_SCOPES: scopes('What is asked for there.', 'openid,email,profile'),
  OIDC_LABEL: text('Name on the button.', 'Example ID'),
  OIDC_EMAILS_VERIFIED: assertion(
    'true where that provider verifies every address, but does not say so in email_verified.',
  ),

  SUPABASE_JWKS_URL: exact(
    'Keys of a Supabase project, whose access tokens are then taken as bearer tokens.',
    'https://abc.supabase.co/auth/v1/.well-known/jwks.json',
  ),
  SUPABASE_ISSUER: exact(
    'Issuer of those tokens; what stands before /.well-known/ in SUPABASE_JWKS_URL when not set.',
    'https://abc.supabase.co/auth/v1',
  ),
  SUPABASE_AUDIENCE: text('Audience of those tokens.', 'authenticated'),
  SUPABASE_EMAILS_VERIFIED: assertion(
    'true where “Confirm email” is on in that project. Else only tokens with the claim email_verified, which a hook can add, are taken.',
  ),

  FIREBASE_PROJECT_ID: text(
    'Firebase project, whose ID tokens are then taken as bearer tokens.',
    'my-project',
  ),
  FIREBASE_JWKS_URL: exact(
    'Keys of those tokens.',
    'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
  ),
};
