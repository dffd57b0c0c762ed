import { isDeepStrictEqual } from 'node:util';

import { Router, type RequestHandler, type Response } from 'express';

import type { Container } from '../container.ts';
import { authenticate } from '../middlewares/authenticate.ts';
import { methodNotAllowed } from '../middlewares/errors.ts';
import { jsonBodyReader } from '../middlewares/json-body.ts';
import { validate } from '../middlewares/validate.ts';
import type { Route, RouteContext } from './define-route.ts';
import { checkOrigins } from './origins.ts';

/** Mounts routes below one base; a path that is known answers 405 to methods it does not have. */
export function mountRoutes(routes: readonly Route[], container: Container): Router {
  const router = Router({ caseSensitive: true });
  for (const [path, group] of groupByPath(routes)) {
    const mounted = router.route(path);
    for (const route of group) mounted[route.method](pipeline(route, container));
    mounted.all(methodNotAllowed(group.map((route) => route.method)));
  }
  return router;
}

function groupByPath(routes: readonly Route[]): Map<string, Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) groups.set(route.path, [...(groups.get(route.path) ?? []), route]);
  return groups;
}

/** What happens to every request of a route, in order. */
function pipeline(route: Route, container: Container): RequestHandler {
  const readBody = jsonBodyReader(route);
  return async (req, res) => {
    const requestId = String(req.id);
    const origins = checkOrigins(req, container.config.http);
    const actor =
      route.auth === 'required'
        ? await authenticate(req, requestId, container.accessTokens, container.services.apiKeys)
        : null;
    await readBody(req, res);
    const context: RouteContext = {
      ...validate(route, req),
      actor,
      services: container.services,
      origins,
      requestId,
      ip: req.ip ?? null,
      log: req.log,
      req,
      res,
    };
    const body = await route.handle(context);
    if (!route.raw) answer(route, res, body, container.validateResponses);
  };
}

function answer(route: Route, res: Response, body: unknown, checked: boolean): void {
  res.status(route.success.status);
  if (!route.success.schema) return void res.end();
  if (checked) assertMatchesSchema(route, body);
  res.json(body);
}

/** For tests: an answer must be what the contract says, without a field more. */
function assertMatchesSchema(route: Route, body: unknown): void {
  const sent: unknown = JSON.parse(JSON.stringify(body));
  const parsed = route.success.schema?.parse(sent);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(parsed)), sent)) {
    throw new Error(`${route.operationId} answers fields that its contract does not have.`);
  }
}
