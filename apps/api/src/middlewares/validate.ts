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
  if (query?.success === false || body?.success === false) throw invalid({ query, body });
  return { params: params?.data, query: query?.data, body: body?.data };
}

/** `validation_failed` with `details.issues`, for what was parsed and did not fit. */
export function invalid(parsed: Parsed): AppError {
  const issues = Object.entries(parsed).flatMap(([place, result]) => issuesOf(place, result));
  return new AppError('validation_failed', describe(issues), { issues });
}

/** By the part of the request: `query`, `body`, or the `arguments` of a tool. */
type Parsed = Readonly<Record<string, z.ZodSafeParseResult<unknown> | undefined>>;

interface Issue {
  in: string;
  path: string;
  message: string;
}

function issuesOf(place: string, result: Parsed[string]): Issue[] {
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
