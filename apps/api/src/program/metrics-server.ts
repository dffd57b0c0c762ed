import express from 'express';

import type { Container } from '../container.ts';
import { mountRoutes } from '../http/mount.ts';
import { answerErrors, notFound } from '../middlewares/errors.ts';
import { requestLog } from '../middlewares/request-log.ts';
import { healthRoute } from '../routes/system/health.routes.ts';
import { metricsRoute } from '../routes/system/metrics.routes.ts';
import { listen, type HttpServer } from './http-server.ts';
import type { Part } from './part.ts';

const STOP_TIMEOUT_MS = 1_000;

/** Serves figures and health on a port of their own, where one is set: a worker has no other. */
export function metricsServer(container: Container): Part {
  const { config, log, services } = container;
  const port = config.telemetry.metricsPort;
  let server: HttpServer | undefined;
  return {
    name: 'metrics',
    async start() {
      if (port === null) return;
      server = await listen(config.http.host, port, 'METRICS_PORT');
      const app = express();
      app.disable('x-powered-by');
      app.use(requestLog(log));
      app.use(mountRoutes([healthRoute, metricsRoute], container));
      app.use(notFound);
      app.use(answerErrors(services.metrics, log));
      server.serve(app);
    },
    async stop() {
      await server?.stop(STOP_TIMEOUT_MS);
    },
  };
}
