import { and, eq, lt, sql } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Database, Transaction } from '../db/client.ts';
import { storableJson } from '../db/json.ts';
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
   * Has the work done once, in the transaction that also keeps its answer: both are there or neither is,
   * wherever the program dies. What `asAnswer` makes an answer of is kept likewise, without what the work
   * wrote before it threw. Throws `idempotency_key_reused` for another request under the same key, and
   * `idempotency_in_progress` while the first one works.
   */
  once(
    request: IdempotentRequest,
    work: (tx: Transaction) => Promise<StoredAnswer>,
    asAnswer: (thrown: unknown) => StoredAnswer | null,
  ): Promise<StoredAnswer & { replayed: boolean }>;
  /** Forgets answers that are older than a day. */
  purge(): Promise<void>;
}

const KEPT_MS = 24 * 60 * 60_000;

export function createIdempotencyService(db: Database, now: () => Date): IdempotencyService {
  const t = idempotencyRecords;

  return {
    once: (request, work, asAnswer) =>
      db.transaction(async (tx) => {
        const { principal, route, key, requestHash } = request;
        if (!(await tryLock(tx, request))) throw inProgress();
        const [kept] = await tx
          .select()
          .from(t)
          .where(and(eq(t.principal, principal), eq(t.route, route), eq(t.key, key)));
        if (kept && kept.requestHash !== requestHash) throw reused();
        if (kept) return { status: kept.responseStatus, body: kept.responseBody, replayed: true };
        const answer = await attempt(tx, work, asAnswer);
        await tx.insert(t).values({
          ...{ principal, route, key, requestHash, createdAt: now() },
          responseStatus: answer.status,
          responseBody: storableJson(answer.body ?? null),
        });
        return { ...answer, replayed: false };
      }),

    async purge() {
      await db.delete(t).where(lt(t.createdAt, new Date(now().getTime() - KEPT_MS)));
    },
  };
}

/** Until the transaction ends, and with it goes: a program that dies leaves no key locked. */
async function tryLock(
  tx: Transaction,
  { principal, route, key }: IdempotentRequest,
): Promise<boolean> {
  const name = JSON.stringify(['idempotency', principal, route, key]);
  const { rows } = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`,
  );
  return rows[0]?.taken === true;
}

/** In a savepoint: a refusal undoes what was written before it, and can still be kept. */
async function attempt(
  tx: Transaction,
  work: (tx: Transaction) => Promise<StoredAnswer>,
  asAnswer: (thrown: unknown) => StoredAnswer | null,
): Promise<StoredAnswer> {
  try {
    return await tx.transaction(work);
  } catch (thrown) {
    const answer = asAnswer(thrown);
    if (!answer) throw thrown;
    return answer;
  }
}

function inProgress(): AppError {
  return new AppError('idempotency_in_progress', 'The first request with this key still works.');
}

function reused(): AppError {
  return new AppError(
    'idempotency_key_reused',
    'This Idempotency-Key was used for another request: make a new one.',
  );
}
