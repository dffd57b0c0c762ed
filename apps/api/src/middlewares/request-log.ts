import { randomUUID } from 'node:crypto';

import type { Request, RequestHandler } from 'express';

import { correlated, currentCorrelation } from '../observability/correlation.ts';
import type { Logger } from '../observability/logger.ts';
import { REDACTED } from '../observability/redact.ts';

const RESPONSE_LISTENERS_MAX = 20;
/** Ids that others sent are taken over when they cannot harm a log or a header. */
const SANE_ID = /^[\w.:-]{8,128}$/;

/** Gives every request an id, answers it in `X-Request-Id`, and logs one line when the request ends. */
export function requestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    // A download alone adds seven for a moment, beside those that log, count, trace and admit.
    res.setMaxListeners(RESPONSE_LISTENERS_MAX);
    const given = req.headers['x-request-id'];
    const requestId = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
    const correlation = { requestId };
    res.setHeader('X-Request-Id', requestId);
    res.once('close', () => {
      const line = {
        req: describeRequest(req),
        res: { status: res.statusCode },
        durationMs: Math.round(performance.now() - startedAt),
        ...(!res.writableFinished && { isBrokenOff: true }),
      };
      correlated(correlation, () => log[levelOf(res.statusCode)](line, 'request'));
    });
    correlated(correlation, next);
  };
}

/** The id that `requestLog` gave. */
export function currentRequestId(): string {
  return currentCorrelation()?.requestId ?? '';
}

function levelOf(status: number): 'info' | 'error' {
  return status >= 500 ? 'error' : 'info';
}

/** An allow-list: headers may hold credentials, bodies are never logged. */
function describeRequest(req: Request) {
  return {
    method: req.method,
    url: redactUrl(req.originalUrl),
    address: req.socket.remoteAddress,
    agent: req.headers['user-agent'],
  };
}

const SECRET_PARAMETER = /token|sig|key|secret|password|code|state|expires/i;

/** The address without the values of parameters that may carry a right of access. */
export function redactUrl(url: string): string {
  const [path = '', query] = url.split('?', 2);
  if (query === undefined) return path;
  const parts = query.split('&').map((part) => {
    const [name = ''] = part.split('=', 1);
    return SECRET_PARAMETER.test(name) ? `${name}=${REDACTED}` : part;
  });
  return `${path}?${parts.join('&')}`;
}
