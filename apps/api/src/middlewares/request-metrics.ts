import type { Request, Response } from 'express';

import type { Metrics } from '../observability/metrics.ts';

/** Counts a request under its route's template when its answer is out. */
export function countRequest(metrics: Metrics, route: string, req: Request, res: Response): void {
  const startedAt = performance.now();
  res.once('close', () => {
    const seconds = (performance.now() - startedAt) / 1000;
    metrics.observeRequest({ method: req.method, route, status: res.statusCode, seconds });
  });
}
