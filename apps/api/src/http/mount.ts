import { isDeepStrictEqual } from 'node:util';

import { Router, type Request, type RequestHandler, type Response } from 'express';

import { LIMITS } from '@promptly/common';

import type { Container } from '../container.ts';
import type { Transaction } from '../db/client.ts';
import { assertAcceptable } from '../middlewares/acceptable.ts';
import { admit } from '../middlewares/admit.ts';
import { authenticate } from '../middlewares/authenticate.ts';
import { methodNotAllowed } from '../middlewares/errors.ts';
import {
  idempotencyKeyOf,
  idempotently,
  keptBefore,
  type Answer,
} from '../middlewares/idempotency.ts';
import { readJsonBody } from '../middlewares/json-body.ts';
import { assertMayRepeat } from '../middlewares/may-repeat.ts';
import { createRequestLimits, type RequestLimits } from '../middlewares/rate-limit.ts';
import { currentRequestId } from '../middlewares/request-log.ts';
import { countRequest } from '../middlewares/request-metrics.ts';
import { traceRequest } from '../middlewares/request-span.ts';
import { validate } from '../middlewares/validate.ts';
import { notePrincipal } from '../observability/correlation.ts';
import { callerOf, type Actor } from '../services/actor.ts';
import type { IdempotencyKey } from '../services/idempotency.ts';
import { NOT_MODIFIED } from './conditional.ts';
import type { Route, RouteContext } from './define-route.ts';
import { checkOrigins, originsOf } from './origins.ts';
import { sendJson } from './send-json.ts';

type ReceivedRequest = Omit<RouteContext, 'upload' | 'prepared'>;

/** Mounts routes below one base; a path that is known answers 405 to methods it does not have. */
export function mountRoutes(routes: readonly Route[], container: Container): Router {
  const router = Router({ caseSensitive: true });
  for (const [path, group] of groupByPath(routes)) {
    const mounted = router.route(path);
    const refuse = methodNotAllowed(group.map((route) => route.method));
    // The head of a stream would come when the stream is over.
    if (group.some(isStream)) mounted.head(refuse);
    for (const route of group) mounted[route.method](pipeline(route, container));
    mounted.all(refuse);
  }
  return router;
}

function groupByPath(routes: readonly Route[]): Map<string, Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) groups.set(route.path, [...(groups.get(route.path) ?? []), route]);
  return groups;
}

function isStream({ success }: Route): boolean {
  return success.contentType === 'text/event-stream';
}

/** What happens to every request of a route, in order. */
function pipeline(route: Route, container: Container): RequestHandler {
  const { config, stopping, heartbeatMs } = container;
  const limits = createRequestLimits(container.rateLimiter, {
    each: config.rateLimitPerMinute,
    // Probes are answered also when the instance has as many requests as it may.
    all: route.anyHost ? 0 : config.rateLimitTotalPerMinute,
  });
  const usualMaxBytes = route.auth === 'none' ? LIMITS.openBodyMaxBytes : LIMITS.jsonBodyMaxBytes;
  const bodyMaxBytes = route.bodyMaxBytes ?? usualMaxBytes;

  return async (req, res) => {
    countRequest(container.services.metrics, route.path, req, res);
    traceRequest(container.tracer, route.path, req, res);
    const ip = req.ip ?? null;
    const requestId = currentRequestId();
    const origins = route.anyHost ? originsOf(req, config.http) : checkOrigins(req, config.http);
    if (route.rateLimit) await limits.named(route.rateLimit, ip, res);
    const actor = route.auth === 'required' ? await identify(req, res, requestId) : null;
    if (actor) notePrincipal(callerOf(actor).principal);
    await (actor ? limits.byPrincipal(actor, res) : limits.byAddress(ip, res));
    assertAcceptable(route, req);
    const services = actor ? container.servicesFor(actor) : container.services;
    const key = idempotencyKeyOf(route, actor, req);
    const { account, worked } = await admit(container.admission, route, { actor, ip, res });
    try {
      const rawBody = route.body ? await readJsonBody(req, bodyMaxBytes, account) : undefined;
      const inputs = validate(route, req, rawBody);
      const about = { actor, services, origins, requestId, ip, log: container.log };
      const context = { ...inputs, ...about, stopping, heartbeatMs, req, res };
      if (route.raw) await route.handle({ ...context, upload: undefined, prepared: undefined });
      else await answer(context, rawBody, key);
    } finally {
      worked();
    }
  };

  async function identify(req: Request, res: Response, requestId: string): Promise<Actor> {
    const { accessTokens, admission } = container;
    const { apiKeys, foreignSignIn } = container.services;
    const countUnproven = () => limits.unproven(req.ip ?? null, res);
    const deps = { accessTokens, apiKeys, foreignSignIn, proven: admission.proven, countUnproven };
    const actor = await authenticate(req, requestId, deps);
    return { ...actor, countFor: countedOnce(limits) };
  }

  async function answer(
    received: ReceivedRequest,
    rawBody: unknown,
    key: IdempotencyKey | undefined,
  ): Promise<void> {
    const { req, res, services } = received;
    if (key) await assertMayRepeat(container, route, received);
    const hash = route.prepare ? () => rawBody : route.upload?.hash?.bind(route.upload, received);
    const answerOnce = async () =>
      (key && hash && (await keptBefore(services.idempotency, { key, req }, hash))) ??
      (await perform(received, rawBody, key));
    const done =
      key && route.prepare
        ? await container.lanes.run(JSON.stringify(key), answerOnce)
        : await answerOnce();
    if (done.replayed) res.set('Idempotent-Replayed', 'true');
    sendJson(req, res, done.status, done.body);
  }

  async function perform(
    received: ReceivedRequest,
    rawBody: unknown,
    key: IdempotencyKey | undefined,
  ): Promise<Answer> {
    const upload = await route.upload?.receive(received);
    const prepared = await route.prepare?.(received);
    const context = { ...received, upload: upload?.content, prepared };
    const use = { key, req: received.req, rawBody: upload?.sha256 ?? rawBody };
    const work = async (tx: Transaction | null) => {
      const body = await route.handle(
        tx ? { ...context, services: container.bindTo(tx) } : context,
      );
      if (body === NOT_MODIFIED) return { status: 304, body: undefined };
      if (container.validateResponses) assertMatchesSchema(route, body);
      return { status: route.success.status, body };
    };
    const doOnce = () =>
      // No transaction waits for the storage.
      container.blobs.storingFirst(container.db, () =>
        idempotently(received.services.idempotency, use, work),
      );
    // With a key, a connection is held from here on, also while the work waits for others of its kind.
    return key ? container.lanes.run(laneOf(received, key), doOnce) : doOnce();
  }
}

/** For a request that looks at its rights more than once, as streams do all the time. */
function countedOnce(limits: RequestLimits): (orgId: string) => Promise<void> {
  let isCounted = false;
  return async (orgId) => {
    if (isCounted) return;
    isCounted = true;
    await limits.byOrg(orgId);
  };
}

/** What requests with a key may have to wait for each other in: the project, else the organization, else the caller. */
function laneOf({ params }: ReceivedRequest, { principal }: IdempotencyKey): string {
  const { projectId, orgId } = (params ?? {}) as { projectId?: string; orgId?: string };
  return projectId ?? orgId ?? principal;
}

/** For tests: an answer must be what the contract says, without a field more. */
function assertMatchesSchema(route: Route, body: unknown): void {
  if (!route.success.schema) return;
  const sent: unknown = JSON.parse(JSON.stringify(body));
  const parsed = route.success.schema.parse(sent);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(parsed)), sent)) {
    throw new Error(`${route.operationId} answers fields that its contract does not have.`);
  }
}
