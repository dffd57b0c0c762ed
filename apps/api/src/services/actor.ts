/** Who asks, as the authentication found it. Services decide on it through policies. */
export type Actor = UserActor | ApiKeyActor;

interface ActorBase {
  requestId: string;
  ip: string | null;
}

export interface UserActor extends ActorBase {
  kind: 'user';
  userId: string;
  sessionId: string;
}

/** A key acts for its organization only, within its scopes. */
export interface ApiKeyActor extends ActorBase {
  kind: 'api_key';
  apiKeyId: string;
  orgId: string;
  scopes: readonly string[];
}
