import { DrizzleQueryError } from 'drizzle-orm';

import { AppError } from '@promptly/common';

const SOCKET_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/**
 * Whether the same work may well succeed a little later: the database or the storage is not reachable,
 * restarts or is full, or a transaction lost a race or waited too long for a lock.
 */
export function isTransient(thrown: unknown): boolean {
  if (thrown instanceof AppError) return thrown.code === 'unavailable';
  const error = thrown instanceof DrizzleQueryError ? thrown.cause : thrown;
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') {
    // Shutting down or starting, too many connections, no disk or memory, no connection, deadlock or lost race,
    // a lock that did not come.
    return SOCKET_ERRORS.has(error.code) || /^(57P|53|08|40|55P03)/.test(error.code);
  }
  // What the driver says without a code.
  return /connection terminated|timeout exceeded when trying to connect/i.test(error.message);
}
