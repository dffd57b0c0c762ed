import type { z } from 'zod';

import { ERROR_STATUS, errorBodySchema, type ErrorCode } from '@promptly/common';

import type { Route } from '../http/define-route.ts';
import { TAGS } from '../http/tags.ts';
import { scopesFor } from '../policies/permissions.ts';
import { VERSION } from '../version.ts';
import { createContractSchemas, type ContractSchemas } from './contract-schemas.ts';
import { exampleOf } from './examples.ts';
import type { Answer, MediaType, OpenApiDocument, Operation, Parameter, Schema } from './types.ts';

export interface RouteGroup {
  /** Where the routes are mounted, such as `/api/v1`, or empty for the root. */
  base: string;
  routes: readonly Route[];
}

/** Codes that a route can answer without naming them, for what the pipeline does before its handler. */
const ALWAYS: readonly ErrorCode[] = [
  'not_acceptable',
  'rate_limited',
  'origin_not_allowed',
  'internal',
  'unavailable',
  'busy',
];

/** The OpenAPI 3.1 document of all routes; the same declarations drive validation. */
export function buildOpenApiDocument(groups: readonly RouteGroup[]): OpenApiDocument {
  const schemas = createContractSchemas();
  const paths: OpenApiDocument['paths'] = {};
  for (const { base, routes } of groups) {
    for (const route of routes) {
      const path = base + route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method]: describeRoute(route, schemas) };
    }
  }
  const tags = new Set(groups.flatMap(({ routes }) => routes.map(({ tag }) => tag)));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Promptly Studio',
      version: VERSION,
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS)
      .filter(([name]) => tags.has(name as Route['tag']))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access token, or an API key (`pst_live_…`).',
        },
      },
      schemas: schemas.components(),
    },
  };
}

const INTRODUCTION = `All that the studio does is a call of this API.

Answers that are not a success have the body \`{ "error": { "code", "message", "details" } }\`; codes are stable, messages are for people.
Lists take \`limit\` and \`cursor\`, and answer \`{ items, nextCursor }\`.
POSTs that create or start something honour \`Idempotency-Key\`: a repetition is answered with what the first one was, and \`Idempotent-Replayed: true\`.
An API key can call what names a scope that it has, what needs no credentials, and \`/mcp\`.
What belongs to another organization is not found, never forbidden.`;

function describeRoute(route: Route, schemas: ContractSchemas): Operation {
  const body = bodyOf(route, schemas);
  const description = [route.description, scopesOf(route)].filter(Boolean).join(' ');
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(description && { description }),
    security: route.auth === 'required' ? [{ bearer: [] }] : [],
    parameters: [
      ...parametersOf('path', route.params, schemas),
      ...parametersOf('query', route.query, schemas),
      ...parametersOf('header', route.headers, schemas),
      ...(route.idempotent ? [IDEMPOTENCY_KEY] : []),
      ...(isConditional(route) ? [IF_NONE_MATCH] : []),
    ],
    ...(body && { requestBody: body }),
    responses: Object.fromEntries([
      ...errorsOf(route, schemas),
      ...(isConditional(route) ? [NOT_MODIFIED] : []),
      ...successesOf(route, schemas),
    ]),
  };
}

/** For whoever makes an API key that is to call it. */
function scopesOf({ needs, idempotent }: Route): string | undefined {
  const permission = needs ?? idempotent?.needs;
  const scopes = permission ? scopesFor(permission) : [];
  if (scopes.length === 0) return undefined;
  const either = scopes.map((scope) => `\`${scope}\``).join(' or ');
  return `An API key needs the scope ${either}.`;
}

/** What is read as JSON has an `ETag`, and so have some bytes. */
function isConditional({ method, raw, conditional }: Route): boolean {
  return (method === 'get' && !raw) || conditional === true;
}

const IF_NONE_MATCH: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of an earlier answer: where nothing changed since, the answer is 304.',
  schema: { type: 'string' },
  example: 'W/"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"',
};

const NOT_MODIFIED: StatusAnswer = [
  '304',
  { description: 'Nothing changed since `If-None-Match`' },
];

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Makes repetitions of this request safe, for a day.',
  schema: { type: 'string', maxLength: 255 },
  example: '5f1c7a52-project-from-ci',
};

const FORM = 'multipart/form-data';

function parametersOf(
  place: Parameter['in'],
  schema: z.ZodType | undefined,
  schemas: ContractSchemas,
): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.fieldsOf(schema);
  return Object.entries(properties).map(([name, { description, ...field }]) => ({
    ...{ name, in: place, required: required.includes(name) },
    ...(description !== undefined && { description }),
    schema: field,
    example: exampleOf(field, schemas.components(), name) as Parameter['example'],
  }));
}

function bodyOf({ body, upload }: Route, schemas: ContractSchemas): Operation['requestBody'] {
  if (upload) {
    const file = { type: 'string', format: 'binary' };
    const form = { type: 'object', properties: { file }, required: ['file'] };
    const schema = upload.contentType === FORM ? form : file;
    const content = { [upload.contentType]: { schema } };
    return { description: upload.description, required: true, content };
  }
  if (!body) return undefined;
  // A body of which nothing is needed can be left out.
  const required = !body.safeParse({}).success;
  return { required, content: { 'application/json': media(schemas.of(body, 'input'), schemas) } };
}

function media(schema: Schema, schemas: ContractSchemas): MediaType {
  return { schema, example: exampleOf(schema, schemas.components()) };
}

type StatusAnswer = [status: string, answer: Answer];

/** One answer for each status, with all media types that it can have. */
function successesOf(
  { success, otherAnswers = [] }: Route,
  schemas: ContractSchemas,
): StatusAnswer[] {
  const byStatus = new Map<string, StatusAnswer[1]>();
  for (const answer of [success, ...otherAnswers]) {
    const [status, next] = answerOf(answer, schemas);
    const known = byStatus.get(status);
    byStatus.set(
      status,
      known ? { ...known, content: { ...known.content, ...next.content } } : next,
    );
  }
  return [...byStatus];
}

function answerOf(answer: Route['success'], schemas: ContractSchemas): StatusAnswer {
  const { status, description, schema, contentType } = answer;
  const content = schema
    ? { 'application/json': media(schemas.of(schema, 'output'), schemas) }
    : contentType === undefined
      ? undefined
      : { [contentType]: { schema: contentType === 'application/json' ? {} : { type: 'string' } } };
  return [String(status), { description, ...(content && { content }) }];
}

/** One answer for each status, with the codes that it can carry. */
function errorsOf(route: Route, schemas: ContractSchemas): StatusAnswer[] {
  const codes = codesOf(route);
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))];
  const schema = schemas.of(errorBodySchema, 'output');
  return statuses.map((status) => {
    const names = codes.filter((code) => ERROR_STATUS[code] === status);
    const examples = Object.fromEntries(names.map((code) => [code, errorExample(code)]));
    return [
      String(status),
      {
        description: names.map((code) => `\`${code}\``).join(', '),
        ...(status === 429 && { headers: RETRY_AFTER }),
        content: { 'application/json': { schema, examples } },
      },
    ];
  });
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
};

function errorExample(code: ErrorCode): { value: unknown } {
  const words = code.replaceAll('_', ' ');
  const message = `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}: a sentence that says what to do.`;
  const details =
    code === 'validation_failed'
      ? { issues: [{ in: 'body', path: 'name', message: 'Too small' }] }
      : code === 'rate_limited'
        ? { retryAfterSeconds: 2 }
        : {};
  return { value: { error: { code, message, details } } };
}

function codesOf(route: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>(route.errors);
  if (route.auth === 'required') codes.add('unauthenticated').add('token_expired');
  if (route.query) codes.add('validation_failed');
  if (route.body) {
    codes.add('validation_failed').add('malformed_body');
    codes.add('payload_too_large').add('unsupported_media_type');
  }
  // What is in an organization goes out of use with it.
  if (codes.has('forbidden') && codes.has('not_found')) codes.add('org_deleted');
  if (route.idempotent) codes.add('idempotency_key_reused').add('idempotency_in_progress');
  for (const code of ALWAYS) codes.add(code);
  return [...codes].sort((a, b) => ERROR_STATUS[a] - ERROR_STATUS[b] || a.localeCompare(b));
}
