import ipaddr from 'ipaddr.js';
import type { Request } from 'express';

import { AppError } from '@promptly/common';

import { defineRawRoute } from '../../http/define-route.ts';

export const metricsRoute = defineRawRoute({
  operationId: 'getMetrics',
  method: 'get',
  path: '/metrics',
  tag: 'System',
  summary: 'Read the figures that Prometheus collects',
  description:
    'With `METRICS_TOKEN` as bearer token; where none is set, from the same machine only.',
  auth: 'none',
  anyHost: true,
  success: { status: 200, description: 'The figures', contentType: 'text/plain' },
  errors: ['unauthenticated'],
  async handle({ req, res, origins, services }) {
    const { authorization } = req.headers;
    // A page of another site, whose name was pointed at this machine, is no local program.
    const isLocal = isDirectFromLoopback(req) && origins.isOurHost;
    if (!services.metrics.mayRead({ authorization, isLocal })) {
      throw new AppError('unauthenticated', 'Send METRICS_TOKEN as a bearer token.');
    }
    const { contentType, body } = await services.metrics.render();
    res.set('Content-Type', contentType).send(body);
  },
});

/** A proxy on this machine makes all the world look local, so what passed one does not count. */
function isDirectFromLoopback(req: Request): boolean {
  const { remoteAddress } = req.socket;
  const passedProxy = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => req.headers[name] !== undefined,
  );
  if (passedProxy || remoteAddress === undefined) return false;
  return ipaddr.process(remoteAddress).range() === 'loopback';
}
