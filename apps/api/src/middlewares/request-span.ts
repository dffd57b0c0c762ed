import type { Request, Response } from 'express';

import { currentCorrelation } from '../observability/correlation.ts';
import type { Tracer } from '../observability/tracing.ts';

/**
 * Begins the span of a request, which ends with its answer; `route` is a template. It goes on with the trace of a
 * proxy that is believed. Of anybody else a new trace begins: strangers do not decide what is kept.
 */
export function traceRequest(
  tracer: Tracer | null,
  route: string,
  req: Request,
  res: Response,
): void {
  const correlation = currentCorrelation();
  if (!correlation) return;
  const template = req.baseUrl + route;
  correlation.name = `${req.method} ${template}`;
  if (!tracer) return;
  const span = tracer.start(correlation.name, {
    kind: 'server',
    traceparent: isFromTrustedProxy(req) ? req.get('traceparent') : undefined,
    attributes: {
      'http.request.method': req.method,
      'http.route': template,
      'url.path': req.baseUrl + req.path,
      'url.scheme': req.protocol,
      'user_agent.original': req.get('user-agent'),
      'promptly.request.id': correlation.requestId,
    },
  });
  correlation.span = span;
  res.once('close', () => {
    span.set({ 'http.response.status_code': res.statusCode });
    if (res.statusCode >= 500) span.fail(res.statusCode);
    span.end();
  });
}

function isFromTrustedProxy(req: Request): boolean {
  const isTrusted = req.app.get('trust proxy fn') as (address: string, hops: number) => boolean;
  return isTrusted(req.socket.remoteAddress ?? '', 0);
}
