import { types } from 'node:util';

import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { DrizzleQueryError } from 'drizzle-orm';

import { AppError, type ErrorBody } from '@promptly/common';

import { isTransient, lostToOthers } from '../db/errors.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import { currentRequestId } from './request-log.ts';

const UNAVAILABLE_RETRY_SECONDS = 2;
const BUSY_RETRY_SECONDS = 2;

/** Answers what no route took. */
export const notFound: RequestHandler = (req) => {
  throw new AppError('not_found', `There is no ${req.method} ${req.path}.`);
};

/** Answers a known path with a method that it does not have. */
export function methodNotAllowed(allowed: readonly string[]): RequestHandler {
  const methods = allowed.map((method) => method.toUpperCase());
  return (req, res) => {
    res.set('Allow', methods.join(', '));
    if (req.method === 'OPTIONS') return void res.status(204).end();
    throw new AppError('method_not_allowed', `${req.path} knows ${methods.join(', ')}.`);
  };
}

/** The one place where a failure becomes an answer. What is not meant for callers is logged and hidden. */
export function answerErrors(metrics: Metrics, log: Logger): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    const error = toAppError(thrown);
    metrics.http.countError(error.code);
    if (error.status >= 500) log.error({ err: thrown }, 'request failed');
    if (res.headersSent) return next(thrown);
    if (error.status === 401) res.set('WWW-Authenticate', 'Bearer');
    setRetryAfter(res, error);
    // Of what the answer was to be: a failure has no version, and nobody is to keep it.
    res.removeHeader('ETag');
    res.set('Cache-Control', 'no-store');
    res.status(error.status);
    const body = errorBody(error);
    if (error.status >= 500) body.error.details.requestId = currentRequestId();
    if (isStillSending(req)) answerSender(req, res, body);
    else res.json(body);
  };
}

/** Tells by the header, too, when it makes sense to come again. */
export function setRetryAfter(res: Response, { details }: AppError): void {
  const { retryAfterSeconds } = details;
  if (typeof retryAfterSeconds === 'number') res.set('Retry-After', String(retryAfterSeconds));
}

/** A refused upload, or a body beyond its limit. */
function isStillSending(req: Request): boolean {
  return (
    !req.complete &&
    // Who left sends nothing more, and takes no answer.
    !req.destroyed &&
    (req.headers['transfer-encoding'] ?? req.headers['content-length']) !== undefined
  );
}

export function errorBody({ code, message, details }: AppError): ErrorBody {
  return { error: { code, message, details: { ...details } } };
}

/** What a caller may know of anything that was thrown. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const error = thrown instanceof DrizzleQueryError ? thrown.cause : thrown;
  if (!types.isNativeError(error)) return internal();
  if (error instanceof URIError) return new AppError('not_found', 'There is no such address.');
  if (lostToOthers(error)) return busy();
  if (isTransient(error)) return unavailable();
  if ('code' in error) return fromConstraint(error.code);
  return internal();
}

/** What a request can run into although it was checked, most of it by another one at the same time. */
function fromConstraint(code: unknown): AppError {
  switch (code) {
    case '23505':
      return new AppError('conflict', 'Something with these values exists already.');
    case '23503':
      return new AppError('conflict', 'Something that this refers to was removed.');
    // A text that the database cannot hold, and a number beyond its column, which no schema had caught.
    case '22021':
    case '22P05':
    case '22003':
      return new AppError('validation_failed', 'A value in this request cannot be stored.');
    default:
      return internal();
  }
}

function internal(): AppError {
  return new AppError(
    'internal',
    'Something went wrong on our side. The request id finds it in the log.',
  );
}

function busy(): AppError {
  return new AppError(
    'busy',
    'Others change the same thing just now, and it took too long. Nothing was changed: try again shortly.',
    { retryAfterSeconds: BUSY_RETRY_SECONDS },
  );
}

function unavailable(): AppError {
  return new AppError(
    'unavailable',
    'A part that this needs is not reachable right now. Try again shortly.',
    { retryAfterSeconds: UNAVAILABLE_RETRY_SECONDS },
  );
}

const DRAIN_TIMEOUT_MS = 15_000;
const DRAIN_MAX_BYTES = 128 * 1024 * 1024;

/**
 * Answers a caller that is still sending: the whole answer goes out at once, and the connection stays
 * open while the rest is read and dropped, as closing it now would reset it under the caller's feet.
 */
function answerSender(req: Request, res: Response, body: ErrorBody): void {
  const text = JSON.stringify(body);
  res.set('Content-Type', 'application/json; charset=utf-8');
  res.set('Content-Length', String(Buffer.byteLength(text)));
  res.write(text);
  let dropped = 0;
  const timer = setTimeout(stop, DRAIN_TIMEOUT_MS);
  req.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > DRAIN_MAX_BYTES) stop();
  });
  req.once('end', finish);
  req.once('close', finish);
  req.resume();

  function finish(): void {
    clearTimeout(timer);
    res.end();
  }

  function stop(): void {
    finish();
    req.socket.destroy();
  }
}
