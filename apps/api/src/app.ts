import compression from 'compression';
import express, { type Express } from 'express';

import type { Container } from './container.ts';
import { cors } from './http/cors.ts';
import { mountRoutes } from './http/mount.ts';
import { DATA_CSP, securityHeaders } from './http/security-headers.ts';
import { answerErrors, notFound } from './middlewares/errors.ts';
import { requestLog } from './middlewares/request-log.ts';
import { API_BASE, apiRoutes, rootRoutes } from './routes/index.ts';

/** The Express app of a container; it listens nowhere. */
export function createApp(container: Container): Express {
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
  app.use(API_BASE, mountRoutes(apiRoutes, container));
  app.use(mountRoutes(rootRoutes, container));
  app.use(notFound);
  app.use(answerErrors(services.metrics));
  return app;
}
