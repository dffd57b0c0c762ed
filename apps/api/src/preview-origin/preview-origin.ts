import type { RequestListener } from 'node:http';

import express, { type ErrorRequestHandler } from 'express';

import { createPreviewHandler, inertHeaders } from '@promptly/preview';

import type { Config } from '../config.ts';
import { setRetryAfter, toAppError } from '../middlewares/errors.ts';
import type { Logger } from '../observability/logger.ts';
import type { ArtifactsService } from '../services/artifacts/artifacts-service.ts';
import type { PreviewEngine } from '../services/previews/preview-engine.ts';
import type { PreviewsService } from '../services/previews/previews-service.ts';
import type { RateLimiter } from '../services/rate-limiter.ts';
import { serveArtifacts } from './serve-artifacts.ts';
import { limitRequests } from './limit-requests.ts';

export interface PreviewOriginDeps {
  config: Pick<Config, 'http' | 'rateLimitPerMinute'>;
  rateLimiter: RateLimiter;
  previews: Pick<PreviewsService, 'resolve'>;
  artifacts: Pick<ArtifactsService, 'deliver'>;
  engine: PreviewEngine;
  log: Logger;
}

/**
 * Answers the preview origin, which generated code runs on: another port or host than the studio's, without
 * logins or cookies. The token in an address is all the right there is.
 */
export async function createPreviewOrigin(deps: PreviewOriginDeps): Promise<RequestListener> {
  const { config, previews, engine, log } = deps;
  const { vendor } = await engine.start();
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.http.trustProxy);
  const frameAncestors = studioOrigins(config.http);
  const refusalHeaders = inertHeaders(frameAncestors);
  app.use(limitRequests(deps.rateLimiter, config.rateLimitPerMinute, refusalHeaders));
  app.use(serveArtifacts(deps.artifacts));
  const serve = createPreviewHandler({
    vendor,
    frameAncestors,
    async resolve(token, file) {
      const build = await previews.resolve(token, file);
      return build ? { build } : null;
    },
    onError: (error) => log.error({ err: error }, 'a preview could not be served'),
  });
  app.use((req, res) => serve(req, res));
  app.use(((thrown: unknown, _req, res, _next) => {
    const error = toAppError(thrown);
    const { status, message } = error;
    if (status >= 500) log.error({ err: thrown }, 'a request of the preview origin failed');
    if (res.headersSent) return void res.destroy();
    setRetryAfter(res, error);
    res.status(status).set(refusalHeaders).type('text/plain').send(message);
  }) satisfies ErrorRequestHandler);
  return app;
}

/** Where the studio may be open with a preview in it. */
export function studioOrigins({ publicUrl, host, port }: Config['http']): string[] {
  if (publicUrl !== null) return [publicUrl];
  // Open to the network under any of its addresses: whoever frames a preview needs its token anyway.
  if (['0.0.0.0', '::'].includes(host)) return [`http://*:${port}`];
  const name = host.includes(':') ? `[${host}]` : host;
  return [...new Set(['localhost', '127.0.0.1', name])].map((each) => `http://${each}:${port}`);
}
