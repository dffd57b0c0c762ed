import type { Request } from 'express';
import type { z } from 'zod';

import { AppError } from '@promptly/common';

import type { Route } from '../http/define-route.ts';

export interface RouteInputs {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** Parses what came in by the route's schemas. Throws `validation_failed` with `details.issues`. */
export function validate(route: Route, req: Request, rawBody: unknown): RouteInputs {
  const params = route.params?.safeParse(req.params);
  // An id of another shape names nothing that exists.
  if (params?.success === false) throw new AppError('not_found', 'There is no such resource.');
  const query = route.query?.safeParse(req.query);
  const body = route.body?.safeParse(rawBody ?? {});
  const issues = [...issuesOf('query', query), ...issuesOf('body', body)];
  if (issues.length > 0) {
    throw new AppError('validation_failed', describe(issues), { issues });
  }
  return { params: params?.data, query: query?.data, body: body?.data };
}

interface Issue {
  in: 'query' | 'body';
  path: string;
  message: string;
}

function issuesOf(place: Issue['in'], result: z.ZodSafeParseResult<unknown> | undefined): Issue[] {
  if (!result || result.success) return [];
  return result.error.issues.map((issue) => ({
    in: place,
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
}

function describe(issues: Issue[]): string {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return first ? `${first.path || first.in}: ${first.message}${more}` : 'The request is not valid.';
}
