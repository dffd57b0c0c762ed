/** As much of OpenAPI 3.1 as the document uses. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Partial<Record<OperationMethod, Operation>>>;
  components: {
    securitySchemes: Record<string, { type: 'http'; scheme: string; description: string }>;
    schemas: Record<string, Schema>;
  };
}

export type OperationMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';
export const OPERATION_METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { description?: string; required: boolean; content: Content };
  responses: Record<string, Answer>;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: Schema;
  example?: string | number | boolean;
}

export interface Answer {
  description: string;
  headers?: Record<string, { description: string; schema: Schema }>;
  content?: Content;
}

type Content = Record<string, MediaType>;
export interface MediaType {
  schema: Schema;
  example?: unknown;
  examples?: Record<string, { summary?: string; value: unknown }>;
}

/** As much of JSON Schema 2020-12 as contracts come to. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  default?: unknown;
  examples?: unknown[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  pattern?: string;
  contentEncoding?: string;
}

export const SCHEMA_REFERENCE = '#/components/schemas/';

/** What programs rely on: a document without its words, examples and errors. */
export interface ApiContract {
  paths: Record<string, Partial<Record<OperationMethod, ContractOperation>>>;
  components: { schemas: Record<string, Schema> };
}

export interface ContractOperation extends Pick<Operation, 'operationId' | 'security'> {
  parameters: Pick<Parameter, 'name' | 'in' | 'required' | 'schema'>[];
  requestBody?: { required: boolean; content: ContractContent };
  responses: Record<string, { content?: ContractContent }>;
}
export type ContractContent = Record<string, { schema: Schema }>;

/** Every operation with where it is, in the order of the document. */
export function operationsOf<O>({
  paths,
}: {
  paths: Record<string, Partial<Record<OperationMethod, O>>>;
}): { path: string; method: OperationMethod; operation: O }[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    OPERATION_METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}
