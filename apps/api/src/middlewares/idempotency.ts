import { createHash } from 'node:crypto';

import type { Request } from 'express';

import { AppError } from '@promptly/common';

import type { Transaction } from '../db/client.ts';
import type { Route } from '../http/define-route.ts';
import type { Actor } from '../services/actor.ts';
import {
  replay,
  type IdempotencyKey,
  type IdempotencyService,
  type StoredAnswer,
} from '../services/idempotency.ts';
import { errorBody, toAppError } from './errors.ts';
import { principalOf } from './rate-limit.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;
/** What says nothing of the request itself, and may be otherwise next time. */
const NEVER_KEPT = new Set([401, 402, 403, 429]);

/** The key of a request; undefined where it has none or its route takes none. Throws `validation_failed`. */
export function idempotencyKeyOf(
  route: Route,
  actor: Actor | null,
  req: Request,
): IdempotencyKey | undefined {
  const key = req.get('Idempotency-Key');
  if (!route.idempotent || !actor || key === undefined) return undefined;
  const isSecret = route.idempotent.secret ?? false;
  if (KEY.test(key)) {
    return { principal: principalOf(actor), route: route.operationId, key, isSecret };
  }
  const issues = [
    { in: 'header', path: 'Idempotency-Key', message: 'must be 1 to 255 characters' },
  ];
  throw new AppError('validation_failed', 'Idempotency-Key: must be 1 to 255 characters', {
    issues,
  });
}

export type Answer = StoredAnswer & { replayed: boolean };

/**
 * Does the work once for each key, and answers repetitions with what the first one was answered. The work
 * then belongs to the transaction that it is given; it is given none where there is no key.
 */
export async function idempotently(
  idempotency: IdempotencyService,
  { key, req, rawBody }: { key: IdempotencyKey | undefined; req: Request; rawBody: unknown },
  work: (tx: Transaction | null) => Promise<StoredAnswer>,
): Promise<Answer> {
  if (!key) return { ...(await work(null)), replayed: false };
  let refused: AppError | undefined;
  const refusalToKeep = (thrown: unknown) => {
    refused = toAppError(thrown);
    if (refused.status >= 500 || NEVER_KEPT.has(refused.status)) return null;
    return { status: refused.status, body: errorBody(refused) };
  };
  const request = { ...key, requestHash: hashOf(req, rawBody) };
  const answer = await idempotency.once(request, work, refusalToKeep);
  if (refused) throw refused;
  return answer;
}

/**
 * The answer that is kept, for who must not begin what was done: what is to be answered again is not to be refused,
 * unpacked, stored or asked of others before that. The body, or the hash of an upload, is asked for only where there is one.
 */
export async function keptBefore(
  idempotency: IdempotencyService,
  { key, req }: { key: IdempotencyKey; req: Request },
  body: () => unknown,
): Promise<Answer | undefined> {
  const kept = await idempotency.find(key);
  return kept && replay(kept, hashOf(req, await body()));
}

function hashOf(req: Request, rawBody: unknown): string {
  const parts = [req.method, req.originalUrl, canonical(rawBody)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The same value with its keys in order: two clients may write one object in two ways. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, inner]) => [name, canonical(inner)]);
}
