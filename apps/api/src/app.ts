import compression from 'compression';
import express, { type Express, type Router } from 'express';

import type { Container } from './container.ts';
import { cors } from './http/cors.ts';
import { mountRoutes } from './http/mount.ts';
import { DATA_CSP, securityHeaders } from './http/security-headers.ts';
import { answerErrors, notFound } from './middlewares/errors.ts';
import { countUnrouted } from './middlewares/request-metrics.ts';
import { requestLog } from './middlewares/request-log.ts';
import { serveOpenApi } from './openapi/serve.ts';
import { API_BASE, apiRoutes, documentedRoutes, rootRoutes } from './routes/index.ts';

/** The Express app of a container; it listens nowhere. `studio` serves the built studio, if there is one. */
export function createApp(container: Container, studio: Router | null = null): Express {
  const { config, log, services } = container;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.http.trustProxy);
  app.set('query parser', 'simple');

  app.use(requestLog(log));
  app.use(securityHeaders(config.http));
  app.use(API_BASE, cors(config.http.corsOrigins), compression());
  app.use((_req, res, next) => {
    res.set('Content-Security-Policy', DATA_CSP);
    next();
  });
  app.use(serveOpenApi(documentedRoutes));
  app.use(API_BASE, mountRoutes(apiRoutes, container));
  app.use(mountRoutes(rootRoutes, container));
  if (studio) app.use(studio);
  app.use(countUnrouted(services.metrics), notFound);
  app.use(answerErrors(services.metrics, log));
  return app;
}
