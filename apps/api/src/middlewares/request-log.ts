import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { pinoHttp } from 'pino-http';

import type { Logger } from '../observability/logger.ts';

/** Ids that others sent are taken over when they cannot harm a log or a header. */
const SANE_ID = /^[\w.:-]{8,128}$/;

/** Gives every request an id, answers it in `X-Request-Id`, and logs one line when the request ends. */
export function requestLog(log: Logger) {
  return pinoHttp({
    logger: log,
    genReqId(req, res) {
      const given = req.headers['x-request-id'];
      const id = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    serializers: { req: describeRequest, res: describeResponse },
    wrapSerializers: false,
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId', responseTime: 'durationMs' },
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
  });
}

/** The id that `requestLog` gave. */
export function requestIdOf({ id }: IncomingMessage): string {
  return typeof id === 'string' ? id : '';
}

/** An allow-list: headers may hold credentials, bodies are never logged. */
function describeRequest(req: IncomingMessage & { originalUrl?: string }) {
  return {
    method: req.method,
    url: redactUrl(req.originalUrl ?? req.url ?? ''),
    address: req.socket.remoteAddress,
    agent: req.headers['user-agent'],
  };
}

function describeResponse(res: ServerResponse) {
  return { status: res.statusCode };
}

const SECRET_PARAMETER = /token|sig|key|secret|password|code|state|expires/i;

/** The address without the values of parameters that may carry a right of access. */
export function redactUrl(url: string): string {
  const [path = '', query] = url.split('?', 2);
  if (query === undefined) return path;
  const parts = query.split('&').map((part) => {
    const [name = ''] = part.split('=', 1);
    return SECRET_PARAMETER.test(name) ? `${name}=[redacted]` : part;
  });
  return `${path}?${parts.join('&')}`;
}
