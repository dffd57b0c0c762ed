/**
 * The role of the database in which the API works for its callers: rules of rows bind it, while they bind neither
 * a table's owner nor a superuser, as whom the program signs in.
 */
export const APP_ROLE = 'ps_app';

/** Whom a connection works for. */
export interface Caller {
  /** Null for an API key, which is nobody. */
  userId: string | null;
  /** The one organization of an API key. */
  orgId: string | null;
  /** The user or the key. */
  principal: string;
}
