import express, { type Request, type Response } from 'express';

import { AppError, LIMITS } from '@promptly/common';

import type { Route } from '../http/define-route.ts';

/** A reader of JSON bodies for one route: called after the caller is known, so that strangers cannot make us parse. */
export function jsonBodyReader(route: Route): (req: Request, res: Response) => Promise<void> {
  if (!route.body) return () => Promise.resolve();
  const parse = express.json({ limit: route.bodyMaxBytes ?? LIMITS.jsonBodyMaxBytes });
  return async (req, res) => {
    if (hasBody(req) && !req.is('application/json')) {
      throw new AppError('unsupported_media_type', 'Send the body as application/json.');
    }
    await new Promise<void>((resolve, reject) => {
      parse(req, res, (error?: Error) => (error ? reject(error) : resolve()));
    });
  };
}

function hasBody(req: Request): boolean {
  return (
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length']) > 0
  );
}
