import { SCOPES } from '@promptly/common';

const KEYS = SCOPES.map((scope) => `key for ${scope}` as const);

/** Everybody who may send a request, as the columns of the access table. */
export const ACTORS = [
  'nobody',
  'viewer',
  'editor',
  'admin',
  'owner',
  'owner whose session has ended',
  'owner whose token has expired',
  ...KEYS,
  'revoked key',
  'expired key',
  'operator',
  'owner of another organization',
  'key of another organization',
] as const;
export type ActorName = (typeof ACTORS)[number];

/** `ok` is the status that the route documents for a success. */
export type Outcome = 'ok' | number;
export type Answers = Record<ActorName, Outcome>;
