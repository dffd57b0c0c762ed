import type { Request, Response } from 'express';
import type { z } from 'zod';

import type { ErrorCode } from '@promptly/common';

import type { Services } from '../container.ts';
import type { Logger } from '../observability/logger.ts';
import type { Permission } from '../policies/permissions.ts';
import type { Actor } from '../services/actor.ts';
import type { RequestMeta } from '../services/audit.ts';
import type { NotModified } from './conditional.ts';
import type { RequestOrigins } from './origins.ts';
import type { Tag } from './tags.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Named limits beyond the general one; `middlewares/rate-limit.ts` holds their figures. */
export type RateLimitName = 'signup' | 'oauth';

/** What a handler works with; the inputs are parsed by the route's schemas. */
export interface RouteContext<
  P = unknown,
  Q = unknown,
  B = unknown,
  A = Actor | null,
  U = unknown,
  W = unknown,
> {
  params: P;
  query: Q;
  body: B;
  /** What the route's `upload` made of the body. */
  upload: U;
  /** What the route's `prepare` returned. */
  prepared: W;
  actor: A;
  services: Services;
  origins: RequestOrigins;
  requestId: string;
  ip: string | null;
  log: Logger;
  /** Aborts when the program begins to stop. */
  stopping: AbortSignal;
  /** Of event streams. */
  heartbeatMs: number;
  req: Request;
  res: Response;
}

/** A body that a route takes in by itself, such as `multipart/form-data`. */
interface Upload<P = unknown, Q = unknown, A = Actor | null, U = unknown> {
  contentType: string;
  description: string;
  /**
   * Takes it in before the handler runs, outside of any transaction: it may take long, and may be in vain. The
   * hash tells equal uploads from different ones.
   */
  receive(context: UploadContext<P, Q, A>): Promise<{ sha256: string; content: U }>;
  /** Only that hash, where an answer is kept already: nothing else is to come of the bytes. Of idempotent routes. */
  hash?(context: UploadContext<P, Q, A>): Promise<string>;
}

type UploadContext<P, Q, A> = Omit<RouteContext<P, Q, unknown, A>, 'upload' | 'prepared'>;
type PrepareContext<P, Q, B, A> = Omit<RouteContext<P, Q, B, A>, 'upload' | 'prepared'>;

interface SuccessDoc<R> {
  status: number;
  description: string;
  /** Of a JSON body; left out for an answer without one. Raw routes are not held to it, as they write by themselves. */
  schema?: R;
  /** Media type of an answer that the handler writes itself. */
  contentType?: string;
}

/** One endpoint: how it is mounted, checked and documented is read from this, and nowhere else. */
export interface Route {
  operationId: string;
  method: Method;
  /** Express template below `/api/v1`, such as `/projects/:projectId`. */
  path: string;
  tag: Tag;
  summary: string;
  description?: string;
  auth: 'none' | 'required';
  /**
   * Of what API keys may call: what it takes, from which the document has the scopes; the services hold to it. Left out
   * where `idempotent` says it.
   */
  needs?: Permission;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Most bytes of a JSON body; when left out, `LIMITS.jsonBodyMaxBytes`, or `openBodyMaxBytes` without `auth`. */
  bodyMaxBytes?: number;
  upload?: Upload;
  /**
   * What comes before the handler and outside of any transaction, as it takes long: calls of foreign hosts. Requests
   * with one key prepare one after the other, and those that find an answer not at all; but one that is cut off
   * afterwards is prepared again by its repetition.
   */
  prepare?(context: PrepareContext<unknown, unknown, unknown, Actor | null>): Promise<unknown>;
  /**
   * Honours `Idempotency-Key`; for known callers only. `needs` is what a caller must be allowed to do in the project
   * or organization of the address (or of the body), also to be answered again; null where the answer is about the
   * caller alone. An answer with a `secret` is kept wrapped.
   */
  idempotent?: { needs: Permission | null; secret?: true };
  rateLimit?: RateLimitName;
  /** Headers that the handler reads by itself, for the document. */
  headers?: z.ZodObject;
  /** Names the version of what it answers, and answers 304 to who has it already: see `isCurrent`. */
  conditional?: true;
  /** For probes, which call by whatever address they have. */
  anyHost?: boolean;
  success: SuccessDoc<z.ZodType>;
  /** Of raw routes: what they answer besides, in place of the usual error of that status. */
  otherAnswers?: readonly SuccessDoc<z.ZodType>[];
  /** Codes beyond those which every route can answer. */
  errors: readonly ErrorCode[];
  /** True when the handler writes the answer itself (streams, files). */
  raw: boolean;
  handle(context: RouteContext): Promise<unknown>;
}

type ActorOf<A> = A extends 'required' ? Actor : null;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;

type Spec<P, Q, B, A, R, U = undefined, W = undefined> = Omit<
  Route,
  'params' | 'query' | 'body' | 'upload' | 'prepare' | 'auth' | 'success' | 'raw' | 'handle'
> & {
  auth: A;
  params?: P;
  query?: Q;
  body?: B;
  upload?: Upload<OutputOf<P>, OutputOf<Q>, ActorOf<A>, U>;
  prepare?(context: PrepareContext<OutputOf<P>, OutputOf<Q>, OutputOf<B>, ActorOf<A>>): Promise<W>;
  success: SuccessDoc<R>;
  handle(
    context: RouteContext<OutputOf<P>, OutputOf<Q>, OutputOf<B>, ActorOf<A>, U, W>,
  ): Promise<OutputOf<R> | NotModified>;
};

/** A route whose handler returns the JSON body of the answer. */
export function defineRoute<
  const A extends Route['auth'],
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
  U = undefined,
  W = undefined,
>(spec: Spec<P, Q, B, A, R, U, W>): Route {
  return { ...spec, raw: false } as unknown as Route;
}

/** A route whose handler writes to `res` itself, and has ended it or left it open as a stream when it resolves. */
export function defineRawRoute<
  const A extends Route['auth'],
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(spec: Omit<Spec<P, Q, B, A, undefined>, 'success'> & Pick<Route, 'success'>): Route {
  return { ...spec, raw: true };
}

const USER_AGENT_MAX_CHARS = 300;

/** Where a request came from, for what happens before anybody is signed in. */
export function metaOf({
  requestId,
  ip,
  req,
}: Pick<RouteContext, 'requestId' | 'ip' | 'req'>): RequestMeta {
  const userAgent = req.headers['user-agent']?.slice(0, USER_AGENT_MAX_CHARS) ?? null;
  return { requestId, ip, userAgent };
}
