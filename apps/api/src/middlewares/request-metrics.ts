import type { Request, RequestHandler, Response } from 'express';

import type { Metrics } from '../observability/metrics.ts';

/** Counts a request under its route's template when its answer is out. */
export function countRequest(metrics: Metrics, route: string, req: Request, res: Response): void {
  const startedAt = performance.now();
  res.once('close', () => {
    const seconds = (performance.now() - startedAt) / 1000;
    metrics.http.observeRequest({ method: req.method, route, status: res.statusCode, seconds });
  });
}

/** Counts, as one, the requests that no route of the API took. */
export function countUnrouted(metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    countRequest(metrics, 'none', req, res);
    next();
  };
}
