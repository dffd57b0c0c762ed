import { DrizzleQueryError } from 'drizzle-orm';

/**
 * What kind of an error it is, in one word without anything of its message: its code, else the name of its class. An
 * HTTP status is a kind by itself.
 */
export function errorType(error: unknown): string {
  if (error instanceof DrizzleQueryError) return errorType(error.cause);
  if (typeof error === 'number') return String(error);
  if (!(error instanceof Error)) return typeof error;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name;
}
