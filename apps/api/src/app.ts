import express, { type Express } from 'express';

import type { Container } from './container.ts';
import { mountRoutes } from './http/mount.ts';
import { answerErrors, notFound } from './middlewares/errors.ts';
import { requestLog } from './middlewares/request-log.ts';
import { routes } from './routes/index.ts';

export const API_BASE = '/api/v1';

/** The Express app of a container; it listens nowhere. */
export function createApp(container: Container): Express {
  const { config, log } = container;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.http.trustProxy);
  app.use(requestLog(log));
  app.use(API_BASE, mountRoutes(routes, container));
  app.use(notFound);
  app.use(answerErrors);
  return app;
}
