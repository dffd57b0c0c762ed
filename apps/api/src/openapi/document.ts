import {
  OpenApiGeneratorV31,
  OpenAPIRegistry,
  zodToOpenAPIRegistry,
} from '@asteasolutions/zod-to-openapi';
import { z, type ZodObject } from 'zod';

import * as contracts from '@promptly/common';
import { ERROR_STATUS, type ErrorCode } from '@promptly/common';

import type { Route } from '../http/define-route.ts';
import { VERSION } from '../version.ts';

export interface RouteGroup {
  /** Where the routes are mounted, such as `/api/v1`, or empty for the root. */
  base: string;
  routes: readonly Route[];
}

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** Codes that a route can answer without naming them, for what the pipeline does before its handler. */
const ALWAYS: readonly ErrorCode[] = [
  'rate_limited',
  'origin_not_allowed',
  'internal',
  'unavailable',
];

/** The OpenAPI 3.1 document of all routes; the same declarations drive validation. */
export function buildOpenApiDocument(groups: readonly RouteGroup[]): OpenApiDocument {
  nameContracts();
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token, or an API key (`pst_live_…`).',
  });
  for (const { base, routes } of groups) {
    for (const route of routes) registry.registerPath(describeRoute(base, route));
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Promptly Studio',
      version: VERSION,
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
  });
}

const INTRODUCTION = `All that the studio does is a call of this API.

Answers that are not a success have the body \`{ "error": { "code", "message", "details" } }\`; codes are stable, messages are for people.
Lists take \`limit\` and \`cursor\`, and answer \`{ items, nextCursor }\`.
POSTs that create or start something honour \`Idempotency-Key\`: a repetition is answered with what the first one was, and \`Idempotent-Replayed: true\`.
What belongs to another organization is not found, never forbidden.`;

type RouteConfig = Parameters<OpenAPIRegistry['registerPath']>[0];

function describeRoute(base: string, route: Route): RouteConfig {
  return {
    method: route.method,
    path: base + route.path.replace(/:(\w+)/g, '{$1}'),
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: route.description,
    security: route.auth === 'required' ? [{ bearer: [] }] : [],
    request: {
      params: route.params as ZodObject | undefined,
      query: route.query as ZodObject | undefined,
      headers: headersOf(route),
      body: bodyOf(route),
    },
    responses: Object.fromEntries([
      ...errorsOf(route),
      ...[route.success, ...(route.otherAnswers ?? [])].map(answerOf),
    ]),
  };
}

function headersOf(route: Route) {
  if (!route.idempotent) return undefined;
  return z.object({
    'Idempotency-Key': z.string().max(255).optional().meta({
      description: 'Makes repetitions of this request safe, for a day.',
    }),
  });
}

function bodyOf({ body, upload }: Route) {
  if (upload) {
    const schema = {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' } },
      required: ['file'],
    } as const;
    return {
      description: upload.description,
      required: true,
      content: { [upload.contentType]: { schema: { ...schema, required: [...schema.required] } } },
    };
  }
  if (!body) return undefined;
  // A body of which nothing is needed can be left out.
  return {
    required: !body.safeParse({}).success,
    content: { 'application/json': { schema: body } },
  };
}

type StatusAnswer = [status: string, answer: RouteConfig['responses'][string]];

function answerOf(answer: Route['success']): StatusAnswer {
  const { status, description, schema, contentType } = answer;
  const content = schema
    ? { 'application/json': { schema } }
    : contentType === undefined
      ? undefined
      : { [contentType]: { schema: { type: 'string' as const } } };
  return [String(status), { description, ...(content && { content }) }];
}

/** One answer for each status, with the codes that it can carry. */
function errorsOf(route: Route): StatusAnswer[] {
  const codes = codesOf(route);
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))];
  return statuses.map((status) => {
    const names = codes.filter((code) => ERROR_STATUS[code] === status);
    const description = names.map((code) => `\`${code}\``).join(', ');
    const content = { 'application/json': { schema: contracts.errorBodySchema } };
    return [String(status), { description, content }];
  });
}

function codesOf(route: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>(route.errors);
  if (route.auth === 'required') codes.add('unauthenticated').add('token_expired');
  if (route.query) codes.add('validation_failed');
  if (route.body) {
    codes.add('validation_failed').add('malformed_body');
    codes.add('payload_too_large').add('unsupported_media_type');
  }
  if (route.idempotent) codes.add('idempotency_key_reused').add('idempotency_in_progress');
  for (const code of ALWAYS) codes.add(code);
  return [...codes].sort((a, b) => ERROR_STATUS[a] - ERROR_STATUS[b] || a.localeCompare(b));
}

/**
 * Contracts appear in the document under their own names: `projectSchema` is `Project`. The names are
 * put beside the schemas, as the contracts know nothing of OpenAPI.
 */
function nameContracts(): void {
  for (const [exported, value] of Object.entries(contracts)) {
    if (!exported.endsWith('Schema')) continue;
    if (!(value instanceof z.ZodObject || value instanceof z.ZodEnum)) continue;
    const name = exported.slice(0, -'Schema'.length);
    const refId = (name[0] ?? '').toUpperCase() + name.slice(1);
    zodToOpenAPIRegistry.add(value, { _internal: { refId } });
  }
}
