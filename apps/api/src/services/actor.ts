import type { Caller } from '../db/row-security/app-role.ts';

/** Who asks, as the authentication found it. Services decide on it through policies. */
export type Actor = UserActor | ApiKeyActor;

/** What policies look at. */
export type Identity = UserIdentity | ApiKeyIdentity;

interface Counted {
  /**
   * Counts the request, once, for the organization that it turns out to be about. It may wait for another server: what
   * locks a row asks for the right to it before. Throws `rate_limited`.
   */
  countFor?: (orgId: string) => Promise<void>;
}

interface ActorBase {
  requestId: string;
  ip: string | null;
}

export interface UserIdentity extends Counted {
  kind: 'user';
  userId: string;
  sessionId: string;
}

/** A key acts for its organization only, within its scopes. */
export interface ApiKeyIdentity extends Counted {
  kind: 'api_key';
  apiKeyId: string;
  orgId: string;
  scopes: readonly string[];
}

export interface UserActor extends UserIdentity, ActorBase {}
export interface ApiKeyActor extends ApiKeyIdentity, ActorBase {}

/** Whose rows the database shows an actor. */
export function callerOf(identity: Identity): Caller {
  return identity.kind === 'user'
    ? { userId: identity.userId, orgId: null, principal: identity.userId }
    : { userId: null, orgId: identity.orgId, principal: identity.apiKeyId };
}

/** Null for an API key, which is nobody. */
export function userIdOf(actor: Identity): string | null {
  return actor.kind === 'user' ? actor.userId : null;
}
