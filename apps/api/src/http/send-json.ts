import { createHash } from 'node:crypto';

import type { Request, Response } from 'express';

import { hasVersion } from './conditional.ts';

/**
 * Sends a JSON answer. What was read carries an `ETag`, and a reader who has the same already is told so by 304.
 */
export function sendJson(req: Request, res: Response, status: number, body: unknown): void {
  res.status(status);
  if (body === undefined || body === null) return void res.end();
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    // It may hold tokens, or a secret that is told once.
    return void res.set('Cache-Control', 'no-store').json(body);
  }
  const text = JSON.stringify(body);
  // A handler may know a version that is told without the body.
  if (!res.hasHeader('ETag')) {
    res.set('ETag', `W/"${createHash('sha256').update(text).digest('base64url')}"`);
  }
  // Kept by the caller alone, and asked about before each use.
  if (!res.hasHeader('Cache-Control')) res.set('Cache-Control', 'private, no-cache');
  if (hasVersion(req, res.get('ETag') ?? '')) return void res.status(304).end();
  res.type('application/json').send(text);
}
