import { types } from 'node:util';

import { DrizzleQueryError } from 'drizzle-orm';

import { AppError } from '@promptly/common';

/** What the driver says of connections that broke or were never made. */
const WITHOUT_CODE =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/i;
const SOCKET_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/**
 * Whether the same work may well succeed a little later: the database or the storage is not reachable,
 * restarts or is full, or a transaction lost a race or waited too long for a lock.
 */
export function isTransient(thrown: unknown): boolean {
  if (thrown instanceof AppError) return thrown.code === 'unavailable' || thrown.code === 'busy';
  if (lostToOthers(thrown)) return true;
  const error = thrown instanceof DrizzleQueryError ? thrown.cause : thrown;
  if (!types.isNativeError(error)) return false;
  if ('code' in error && typeof error.code === 'string') {
    // Shutting down or starting, too many connections, no disk or memory, no connection, or one that the server
    // ended as its transaction stood still.
    return SOCKET_ERRORS.has(error.code) || /^(57P|53|08|25P03)/.test(error.code);
  }
  return WITHOUT_CODE.test(error.message);
}

/** Whether other transactions were in the way: a lock that did not come in time, a deadlock, a lost race. */
export function lostToOthers(thrown: unknown): boolean {
  const error = thrown instanceof DrizzleQueryError ? thrown.cause : thrown;
  if (!types.isNativeError(error) || !('code' in error)) return false;
  return typeof error.code === 'string' && /^(40|55P03)/.test(error.code);
}
