import express, { type Express } from 'express';

import type { Route } from '../http/define-route.ts';
import { mountRoutes } from '../http/mount.ts';
import { answerErrors, notFound } from '../middlewares/errors.ts';
import { requestLog } from '../middlewares/request-log.ts';
import type { TestApp } from './test-app.ts';

/** An app of some routes of a test's own, on the container of a test app. */
export function mounted({ container }: TestApp, routes: readonly Route[]): Express {
  const app = express();
  app.use(requestLog(container.log));
  app.use(mountRoutes(routes, container));
  app.use(notFound);
  app.use(answerErrors(container.services.metrics, container.log));
  return app;
}
