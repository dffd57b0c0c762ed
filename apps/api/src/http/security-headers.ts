import type { RequestHandler } from 'express';
import helmet from 'helmet';

import type { Config } from '../config.ts';
import { originsOf } from './origins.ts';

const HALF_A_YEAR_S = 15_552_000;

/**
 * Headers of everything that the studio's origin answers. Nothing here breaks plain HTTP: no upgrade,
 * and HSTS only where PUBLIC_URL is https.
 */
export function securityHeaders(http: Config['http']): RequestHandler {
  const isHttps = http.publicUrl?.startsWith('https:') ?? false;
  return helmet({
    contentSecurityPolicy: false,
    hsts: isHttps ? { maxAge: HALF_A_YEAR_S, includeSubDomains: false } : false,
    // Browsers warn about it on plain HTTP, where it does nothing.
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}

/** For answers that are data: should a browser ever show one as a page, it can do nothing. */
export const DATA_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** For the studio's page: own scripts, the editor's workers and inline styles, and previews in frames. */
export function studioCsp(http: Config['http']): RequestHandler {
  return (req, res, next) => {
    const { preview } = originsOf(req, http);
    const directives = [
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self' blob:",
      `frame-src ${preview}`,
      "connect-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "font-src 'self' data:",
      "img-src 'self' data: blob:",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ];
    res.set('Content-Security-Policy', directives.join('; '));
    next();
  };
}
