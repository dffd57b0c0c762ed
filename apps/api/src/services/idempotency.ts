import { and, eq, lt } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Database } from '../db/client.ts';
import { idempotencyRecords } from '../db/schema/index.ts';

/** One use of an `Idempotency-Key`. */
export interface IdempotentRequest {
  /** The user or API key. */
  principal: string;
  route: string;
  key: string;
  /** Of everything that makes the request what it is. */
  requestHash: string;
}

export interface StoredAnswer {
  status: number;
  body: unknown;
}

export interface IdempotencyService {
  /**
   * Null when the work is to be done now, or the answer it had. Throws `idempotency_key_reused` for
   * another request under the same key, and `idempotency_in_progress` while the first one works.
   */
  begin(request: IdempotentRequest): Promise<StoredAnswer | null>;
  /** Keeps the answer for repetitions. */
  finish(request: IdempotentRequest, answer: StoredAnswer): Promise<void>;
  /** Lets a repetition try again. */
  abandon(request: IdempotentRequest): Promise<void>;
  /** Forgets answers that are older than a day. */
  purge(): Promise<void>;
}

/** A request that holds a key longer than this has died; a repetition takes it over. */
const LOCK_MS = 60_000;
const KEPT_MS = 24 * 60 * 60_000;

export function createIdempotencyService(db: Database, now: () => Date): IdempotencyService {
  const t = idempotencyRecords;
  const isRecord = ({ principal, route, key }: IdempotentRequest) =>
    and(eq(t.principal, principal), eq(t.route, route), eq(t.key, key));

  return {
    async begin(request) {
      const lockedUntil = new Date(now().getTime() + LOCK_MS);
      const values = { ...request, state: 'in_progress' as const, lockedUntil, createdAt: now() };
      const inserted = await db.insert(t).values(values).onConflictDoNothing().returning();
      if (inserted.length > 0) return null;
      const [record] = await db.select().from(t).where(isRecord(request));
      // Abandoned between the two statements.
      if (!record) throw inProgress();
      if (record.requestHash !== request.requestHash) {
        throw new AppError(
          'idempotency_key_reused',
          'This Idempotency-Key was used for another request: make a new one.',
        );
      }
      if (record.state === 'done') {
        return { status: record.responseStatus ?? 200, body: record.responseBody };
      }
      const takenOver = await db
        .update(t)
        .set({ lockedUntil })
        .where(and(isRecord(request), eq(t.state, 'in_progress'), lt(t.lockedUntil, now())))
        .returning();
      if (takenOver.length === 0) throw inProgress();
      return null;
    },

    async finish(request, { status, body }) {
      await db
        .update(t)
        .set({ state: 'done', lockedUntil: null, responseStatus: status, responseBody: body })
        .where(isRecord(request));
    },

    async abandon(request) {
      await db.delete(t).where(isRecord(request));
    },

    async purge() {
      await db.delete(t).where(lt(t.createdAt, new Date(now().getTime() - KEPT_MS)));
    },
  };
}

function inProgress(): AppError {
  return new AppError('idempotency_in_progress', 'The first request with this key still works.');
}
