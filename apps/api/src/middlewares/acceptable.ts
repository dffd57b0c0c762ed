import type { Request } from 'express';

import { AppError } from '@promptly/common';

import type { Route } from '../http/define-route.ts';

/** Refuses a caller who takes nothing of what the route answers, before anything is done. Throws `not_acceptable`. */
export function assertAcceptable({ success, otherAnswers = [] }: Route, req: Request): void {
  if (req.headers.accept === undefined) return;
  const types = [success, ...otherAnswers].map(
    ({ contentType }) => contentType ?? 'application/json',
  );
  // The type of some bytes is only known once they are found.
  if (types.includes('*/*')) return;
  // Errors are JSON, and whoever takes that can be told why there is nothing else.
  if (req.accepts([...types, 'application/json']) !== false) return;
  throw new AppError('not_acceptable', `This is answered as ${types.join(' or ')}: accept that.`);
}
