import { ROLES, roleAtLeast, SCOPES, type Role, type Scope } from '@promptly/common';

import { ACTORS, type Answers, type Outcome } from './actors.ts';

/**
 * What belongs to an organization, for members of at least this role, and for keys with this scope, or one of these; null
 * where only people may. To all others it does not exist.
 */
export function least(
  role: Role,
  scope: Scope | readonly Scope[] | null,
  ok: Outcome = 'ok',
): Answers {
  const scopes: readonly (Scope | null)[] = [scope].flat();
  const roles = ROLES.map((name) => [name, roleAtLeast(name, role) ? ok : 403] as const);
  const keys = SCOPES.map((name) => [`key for ${name}`, scopes.includes(name) ? ok : 403] as const);
  return {
    ...everybody(404),
    ...(Object.fromEntries([...roles, ...keys]) as Partial<Answers>),
    'owner whose session has ended': ok,
    ...WITHOUT_CREDENTIALS,
  };
}

/** What all who are signed in may, for themselves; an API key is nobody. */
export function signedIn(ok: Outcome = 'ok'): Answers {
  const keys = SCOPES.map((name) => [`key for ${name}`, 403] as const);
  return {
    ...everybody(ok),
    ...(Object.fromEntries(keys) as Partial<Answers>),
    'key of another organization': 403,
    ...WITHOUT_CREDENTIALS,
  };
}

/** A part of the owner's account: to others who are signed in it does not exist. */
export function ownersOnly(): Answers {
  const people = { viewer: 404, editor: 404, admin: 404, operator: 404 };
  return { ...signedIn(), ...people, 'owner of another organization': 404 };
}

/** What needs no credentials, and looks at none. */
export function anybody(ok: Outcome = 'ok'): Answers {
  return everybody(ok);
}

const WITHOUT_CREDENTIALS = {
  ...{ nobody: 401, 'revoked key': 401, 'expired key': 401 },
  'owner whose token has expired': 401,
} as const;

function everybody(outcome: Outcome): Answers {
  return Object.fromEntries(ACTORS.map((name) => [name, outcome])) as Answers;
}
