import { type AppKind, type AppSpec } from '../spec/app-spec.ts';
import { type Ask } from './asks.ts';

const SIGN_IN =
  /\b(?:auth|authentication|log(?:ging)?[- ]?in|login|sign(?:ing)?[- ]?in|sign(?:ing)?[- ]?up|register (?:an |and |as |through )|user registration|registration (?:and|functionality|or)|register,|create (?:an )?accounts?|user accounts?|their (?:own )?accounts?|passwords?|connexion|s'inscrire|se connecter|compte utilisateur)\b/i;
const SIGN_UP =
  /\b(?:register|registration|sign(?:ing)?[- ]?up|create (?:an )?accounts?|s'inscrire|inscription)\b/i;
const ROLES =
  /\b(?:administrators?|admins?|admin (?:portal|panel)|roles?|permissions?|access control|user permissions?|moderators?|rôles?|administrateurs?)\b/i;

/** Whether people sign in, and as what. A dashboard always asks; a marketing site never does. */
export function readAuth(
  kind: AppKind,
  asks: readonly Ask[],
  sentences: readonly string[],
): AppSpec['auth'] {
  if (kind === 'marketing') return { signIn: false, signUp: false, profile: false, roles: [] };
  const text = sentences.join('. ');
  const asked =
    SIGN_IN.test(text) || asks.some(({ verb }) => verb === 'register' || verb === 'log in');
  const signIn = kind === 'dashboard' || asked;
  return {
    signIn,
    signUp: signIn && SIGN_UP.test(text),
    profile:
      signIn &&
      /\b(?:profiles?|personal (?:information|info|center|data)|account information|their (?:own )?accounts?|user center|profil)\b/i.test(
        text,
      ),
    roles: signIn && ROLES.test(text) ? ['admin', 'member'] : ['admin'],
  };
}
