import { create as contentDisposition } from 'content-disposition';
import { Router, type Response } from 'express';

import { AppError } from '@promptly/common';

import { sendBytes } from '../http/send-bytes.ts';
import { setRetryAfter } from '../middlewares/errors.ts';
import type { ArtifactsService } from '../services/artifacts/artifacts-service.ts';

const YEAR_S = 31_536_000;
/** A page or a picture that could run something is shown, and runs nothing. */
const INERT_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";
const PATH = '/cdn/:id/:sha256/:name';

/**
 * The private delivery network: bytes at addresses that name them, so that an answer can be kept as long as its
 * address may be used. Without logins, on the origin of previews; who is not let in finds nothing there.
 */
export function serveArtifacts(artifacts: Pick<ArtifactsService, 'deliver'>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(PATH, async (req, res) => {
    const { id, sha256, name } = req.params;
    const { expires, signature } = req.query;
    const found = await artifacts.deliver(
      { id, sha256, name },
      { expires: textOf(expires), signature: textOf(signature) },
    );
    if (!found) return refuse(res, 404, 'There is nothing at this address, or not any more.');
    const { fileName, kind, maxAgeSeconds } = found;
    res.set({
      'Content-Security-Policy': INERT_CSP,
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
      'Referrer-Policy': 'no-referrer',
    });
    try {
      await sendBytes(req, res, {
        etag: `"${sha256}"`,
        size: found.size,
        contentType: found.mediaType,
        disposition: contentDisposition(fileName, {
          type: kind === 'archive' ? 'attachment' : 'inline',
        }),
        cacheControl:
          maxAgeSeconds === undefined
            ? `public, max-age=${YEAR_S}, immutable`
            : `private, max-age=${maxAgeSeconds}, immutable`,
        open: (range, over) => found.open(range, { ip: req.ip ?? null, gone: over }),
      });
    } catch (error) {
      if (!(error instanceof AppError) || res.headersSent) throw error;
      setRetryAfter(res, error);
      refuse(res, error.status, error.message);
    }
  });
  return router;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function refuse(res: Response, status: number, message: string): void {
  res.removeHeader('Content-Type');
  res.status(status).set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  res.type('text/plain').send(message);
}
