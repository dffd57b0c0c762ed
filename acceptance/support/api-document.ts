import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** As much of the API's own OpenAPI document as tests read. */
export interface ApiDocument {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, JsonSchema> };
}

export interface DocumentedOperation {
  operationId: string;
  security: unknown[];
  parameters: {
    name: string;
    in: 'path' | 'query' | 'header';
    required: boolean;
    schema: JsonSchema;
    example?: string | number | boolean;
  }[];
  requestBody?: { required: boolean; content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

interface Media {
  schema: JsonSchema;
  example?: unknown;
}

export interface JsonSchema {
  examples?: unknown[];
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
}

/** An operation with where it is. */
export interface Endpoint extends DocumentedOperation {
  method: string;
  path: string;
}

export async function fetchDocument(url: string): Promise<ApiDocument> {
  const answer = await fetch(`${url}/api/v1/openapi.json`);
  return (await answer.json()) as ApiDocument;
}

export function endpointsOf({ paths }: ApiDocument): Endpoint[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...{ path, method: method.toUpperCase() },
      ...operation,
    })),
  );
}

/** The operation that answers a call; undefined where the document has none. */
export type EndpointFinder = (method: string, path: string) => Endpoint | undefined;

/** Where several paths fit, the one with the fewest parameters is meant. */
export function createEndpointFinder(document: ApiDocument): EndpointFinder {
  const parametersIn = ({ path }: Endpoint) => path.split('{').length;
  const known = endpointsOf(document)
    .sort((a, b) => parametersIn(a) - parametersIn(b))
    .map((endpoint) => {
      const pattern = endpoint.path.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+');
      return { endpoint, pattern: new RegExp(`^${pattern}$`) };
    });
  return (method, path) =>
    known.find(({ endpoint, pattern }) => endpoint.method === method && pattern.test(path))
      ?.endpoint;
}

/** The status of a success, and the media type that it comes in; null where there is no body. */
export function successOf({ responses }: Endpoint): { status: number; type: string | null } {
  const [status, answer] =
    Object.entries(responses).find(([code]) => Number(code) < 400 && code !== '304') ?? [];
  return { status: Number(status), type: Object.keys(answer?.content ?? {})[0] ?? null };
}

/** Ids that exist, by their prefix. */
export type KnownIds = ReadonlyMap<string, string>;

const ID = /\b([a-z]{3})_[0-9A-HJKMNP-TV-Z]{26}\b/g;

/** The document's examples as a request about things that exist. */
export function exampleInputs({ parameters, requestBody }: Endpoint, ids: KnownIds) {
  const real = (text: string) => text.replace(ID, (id, prefix: string) => ids.get(prefix) ?? id);
  const needed = (place: string) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && parameter.required)
        .map(({ name, example }) => [name, real(String(example))]),
    );
  const body = requestBody?.content['application/json']?.example;
  return {
    params: needed('path'),
    query: needed('query'),
    body: body === undefined ? undefined : (JSON.parse(real(JSON.stringify(body))) as unknown),
  };
}

/** All ids within a value. */
export function idsIn(value: unknown): string[] {
  return JSON.stringify(value ?? null).match(ID) ?? [];
}

export function addressOf(
  { path }: Pick<Endpoint, 'path'>,
  params: Record<string, string>,
  query: Record<string, string> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** Tells what is wrong with an answer by the document alone; null where nothing is. */
export type AnswerCheck = (
  endpoint: Endpoint,
  answer: { status: number; contentType: string | null; body: unknown },
) => string | null;

export function createAnswerCheck(document: ApiDocument): AnswerCheck {
  const compile = compilerOf(document);

  return ({ operationId, responses }, { status, contentType, body }) => {
    const documented = responses[status];
    if (!documented) return `${status} is not documented`;
    const types = Object.keys(documented.content ?? {});
    if (types.length === 0) return body === undefined ? null : 'a body is not documented';
    const sent = contentType?.split(';')[0] ?? 'nothing';
    const media = documented.content?.[sent] ?? documented.content?.['*/*'];
    if (!media) return `${sent} is sent instead of ${types.join(' or ')}`;
    if (sent !== 'application/json') return null;
    return compile(`${operationId} ${status}`, media.schema)(body);
  };
}

/** Tells why the document does not allow a body of JSON; null where it does. */
export type BodyCheck = (endpoint: Endpoint, json: string | undefined) => string | null;

export function createBodyCheck(document: ApiDocument): BodyCheck {
  const compile = compilerOf(document);

  return ({ operationId, requestBody }, json) => {
    const schema = requestBody?.content['application/json']?.schema;
    if (!schema) return null;
    if (json === undefined || json === '') return requestBody.required ? 'a body is needed' : null;
    return compile(operationId, schema)(JSON.parse(json));
  };
}

/** Compiles each schema once, by a name of it, to what tells why a value does not fit. */
function compilerOf(document: ApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  (formats.default as (checker: Ajv2020) => unknown)(ajv);
  ajv.addSchema({ $id: 'document', components: document.components });
  const compiled = new Map<string, ValidateFunction>();
  return (name: string, schema: JsonSchema) => {
    const validate = compiled.get(name) ?? ajv.compile(inDocument(schema));
    compiled.set(name, validate);
    return (value: unknown) => (validate(value) ? null : ajv.errorsText(validate.errors));
  };
}

const REFERENCE = '#/components/schemas/';

/** Without the reference, where it is one. */
export function resolveSchema(schema: JsonSchema, { components }: ApiDocument): JsonSchema {
  if (!schema.$ref) return schema;
  return components.schemas[schema.$ref.slice(REFERENCE.length)] ?? {};
}

/** References of the document lead into it from a schema that stands alone. */
function inDocument(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? `document${value}` : value,
  ) as JsonSchema;
}
