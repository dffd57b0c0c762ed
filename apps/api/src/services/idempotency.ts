import { and, eq, lt } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Database, Queryable, Transaction } from '../db/client.ts';
import { storableJson } from '../db/json.ts';
import { LOCKS, tryLockUntilEnd } from '../db/locks.ts';
import { idempotencyRecords } from '../db/schema/index.ts';
import type { Envelope } from './keys/envelope.ts';

/** An `Idempotency-Key`, which is its sender's own for one route. */
export interface IdempotencyKey {
  /** The user or API key. */
  principal: string;
  route: string;
  key: string;
  /** The answer holds a secret, and is kept wrapped by the key-encryption key. */
  isSecret: boolean;
}

/** One use of a key. */
export interface IdempotentRequest extends IdempotencyKey {
  /** Of everything that makes the request what it is. */
  requestHash: string;
}

export interface StoredAnswer {
  status: number;
  body: unknown;
}

/** An answer, and the request to which it belongs. */
export interface KeptAnswer extends StoredAnswer {
  requestHash: string;
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
  /** What is kept under a key, to look before its request is taken in; the answer is for `requestHash` alone. */
  find(key: IdempotencyKey): Promise<KeptAnswer | undefined>;
  /** Forgets answers that are older than a day. */
  purge(): Promise<void>;
}

const KEPT_MS = 24 * 60 * 60_000;

export function createIdempotencyService(
  db: Database,
  now: () => Date,
  envelope: Envelope,
): IdempotencyService {
  const t = idempotencyRecords;

  return {
    once: (request, work, asAnswer) =>
      db.transaction(async (tx) => {
        const { principal, route, key, requestHash } = request;
        const lock = LOCKS.idempotencyKey(principal, route, key);
        if (!(await tryLockUntilEnd(tx, lock))) throw inProgress();
        const kept = await findKept(tx, envelope, request);
        if (kept) return replay(kept, requestHash);
        const answer = await attempt(tx, work, asAnswer);
        await tx.insert(t).values({
          ...{ principal, route, key, requestHash, createdAt: now() },
          responseStatus: answer.status,
          responseBody: keep(envelope, request, storableJson(answer.body ?? null)),
        });
        return { ...answer, replayed: false };
      }),

    find: (key) => findKept(db, envelope, key),

    async purge() {
      await db.delete(t).where(lt(t.createdAt, new Date(now().getTime() - KEPT_MS)));
    },
  };
}

/** Throws `idempotency_key_reused` when the answer is that of another request. */
export function replay(
  { status, body, requestHash }: KeptAnswer,
  askedHash: string,
): StoredAnswer & { replayed: true } {
  if (requestHash !== askedHash) throw reused();
  return { status, body, replayed: true };
}

/** The body as the database may hold it. */
function keep(envelope: Envelope, key: IdempotencyKey, body: unknown): unknown {
  return key.isSecret ? envelope.wrap(JSON.stringify(body), keptAnswerContext(key)) : body;
}

/** Where an answer lies, as it is bound to it. */
export function keptAnswerContext(kept: Omit<IdempotencyKey, 'isSecret'>): string {
  const { principal, route, key } = kept;
  return `ps_idempotency_records.response_body:${JSON.stringify([principal, route, key])}`;
}

async function findKept(
  db: Queryable,
  envelope: Envelope,
  asked: IdempotencyKey,
): Promise<KeptAnswer | undefined> {
  const { principal, route, key } = asked;
  const t = idempotencyRecords;
  const [kept] = await db
    .select({ status: t.responseStatus, body: t.responseBody, requestHash: t.requestHash })
    .from(t)
    .where(and(eq(t.principal, principal), eq(t.route, route), eq(t.key, key)));
  if (!kept || !asked.isSecret) return kept;
  const text = envelope.unwrap(String(kept.body), keptAnswerContext(asked)).toString();
  return { ...kept, body: JSON.parse(text) as unknown };
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
