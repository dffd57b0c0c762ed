import type { Request, Response } from 'express';

import { AppError } from '@promptly/common';

/** What a handler returns in place of a body that the caller has already; see `isCurrent`. */
export const NOT_MODIFIED = Symbol('not modified');
export type NotModified = typeof NOT_MODIFIED;

/** May be kept, and is asked for again each time. */
export const REVALIDATED = 'private, no-cache';

/** Names the version of the answer, and tells whether it is the one that the caller has (`If-None-Match`). */
export function isCurrent(
  { req, res }: { req: Request; res: Response },
  etag: string,
  cacheControl = REVALIDATED,
): boolean {
  res.set({ ETag: etag, 'Cache-Control': cacheControl });
  return hasVersion(req, etag);
}

/**
 * Whether `If-None-Match` names the version; weakly, as for reads. `Cache-Control: no-cache` is for caches on the way, and
 * programs send it along without being asked to.
 */
export function hasVersion({ headers }: Pick<Request, 'headers'>, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return known.trim() === '*' || known.split(',').some((tag) => opaque(tag) === opaque(etag));
}

/** The tag of an answer that may be packed on its way: another for the same content would not be the same bytes. */
export function weakTag(version: string): string {
  return `W/"${version}"`;
}

const STRONG_SHA_TAG = /^"([0-9a-f]{64})"$/;

/**
 * The version that a write is made on: its hash by `If-Match`, null by `If-None-Match: *` for what is not to exist.
 * Throws `precondition_required` where neither is sent, `validation_failed` for anything else in them.
 */
export function expectedVersion({ headers }: Pick<Request, 'headers'>): string | null {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  if (ifMatch === undefined && ifNoneMatch === undefined) {
    throw new AppError(
      'precondition_required',
      'Say which version this replaces: its ETag in If-Match, or If-None-Match: * for a new file.',
    );
  }
  if (ifMatch === undefined && ifNoneMatch?.trim() === '*') return null;
  const sha = ifNoneMatch === undefined && STRONG_SHA_TAG.exec(ifMatch?.trim() ?? '')?.[1];
  if (sha) return sha;
  const message = 'must be one ETag of the file, or If-None-Match must be *';
  throw new AppError('validation_failed', `If-Match: ${message}`, {
    issues: [{ in: 'header', path: 'If-Match', message }],
  });
}
