import { createHash } from 'node:crypto';

import type { Request } from 'express';

import { AppError } from '@promptly/common';

import type { Transaction } from '../db/client.ts';
import type { Route } from '../http/define-route.ts';
import type { Actor } from '../services/actor.ts';
import type { IdempotencyService, StoredAnswer } from '../services/idempotency.ts';
import { errorBody, toAppError } from './errors.ts';
import { principalOf } from './rate-limit.ts';

export interface IdempotentUse {
  route: Route;
  actor: Actor | null;
  req: Request;
  rawBody: unknown;
}

const KEY = /^[\x21-\x7e]{1,255}$/;
/** What says nothing of the request itself, and may be otherwise next time. */
const NEVER_KEPT = new Set([401, 403, 429]);

/**
 * Does the work once for each `Idempotency-Key` of a caller, and answers repetitions with what the
 * first one was answered. The work then belongs to the transaction that it is given; it is given none
 * where the request has no key or the route takes none.
 */
export async function idempotently(
  idempotency: IdempotencyService,
  { route, actor, req, rawBody }: IdempotentUse,
  work: (tx: Transaction | null) => Promise<StoredAnswer>,
): Promise<StoredAnswer & { replayed: boolean }> {
  const key = req.get('Idempotency-Key');
  if (!route.idempotent || !actor || key === undefined) {
    return { ...(await work(null)), replayed: false };
  }
  if (!KEY.test(key)) {
    const issues = [
      { in: 'header', path: 'Idempotency-Key', message: 'must be 1 to 255 characters' },
    ];
    throw new AppError('validation_failed', 'Idempotency-Key: must be 1 to 255 characters', {
      issues,
    });
  }
  const principal = principalOf(actor);
  const request = { principal, route: route.operationId, key, requestHash: hashOf(req, rawBody) };
  let refused: AppError | undefined;
  const refusalToKeep = (thrown: unknown) => {
    refused = toAppError(thrown);
    if (refused.status >= 500 || NEVER_KEPT.has(refused.status)) return null;
    return { status: refused.status, body: errorBody(refused) };
  };
  const answer = await idempotency.once(request, work, refusalToKeep);
  if (refused) throw refused;
  return answer;
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
