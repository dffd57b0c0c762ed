import {
  operationsOf,
  type ApiContract,
  type ContractContent,
  type ContractOperation,
  type OpenApiDocument,
  type Operation,
  type Schema,
} from './types.ts';

/** What programs rely on in a document, to be kept with a release and compared with later ones. */
export function contractOf(document: OpenApiDocument): ApiContract {
  const paths: ApiContract['paths'] = {};
  for (const { path, method, operation } of operationsOf(document)) {
    paths[path] = { ...paths[path], [method]: bareOperation(operation) };
  }
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => [name, bareSchema(schema)] as const,
  );
  return { paths, components: { schemas: Object.fromEntries(schemas) } };
}

/** With a line for each operation and each schema: a diff tells which of them changed. */
export function printContract({ paths, components }: ApiContract): string {
  const operations = Object.entries(paths).map(
    ([path, item]) => `${JSON.stringify(path)}:{\n${lines(Object.entries(item))}\n}`,
  );
  const schemas = lines(Object.entries(components.schemas));
  return `{"paths":{\n${operations.join(',\n')}\n},\n"components":{"schemas":{\n${schemas}\n}}}\n`;
}

function lines(entries: readonly [string, unknown][]): string {
  return entries.map((entry) => entry.map((part) => JSON.stringify(part)).join(':')).join(',\n');
}

function bareOperation(operation: Operation): ContractOperation {
  const { operationId, security, parameters, requestBody, responses } = operation;
  const successes = Object.entries(responses).filter(([status]) => Number(status) < 400);
  return {
    operationId,
    security,
    parameters: parameters.map(({ name, in: place, required, schema }) => {
      return { name, in: place, required, schema: bareSchema(schema) };
    }),
    ...(requestBody && {
      requestBody: { required: requestBody.required, content: bareContent(requestBody.content) },
    }),
    responses: Object.fromEntries(
      successes.map(([status, { content }]) => [
        status,
        content ? { content: bareContent(content) } : {},
      ]),
    ),
  };
}

function bareContent(content: ContractContent): ContractContent {
  return Object.fromEntries(
    Object.entries(content).map(([type, { schema }]) => [type, { schema: bareSchema(schema) }]),
  );
}

function bareSchema(schema: Schema): Schema {
  const bare: Schema = { ...schema };
  delete bare.description;
  delete bare.examples;
  delete bare.default;
  const { properties, items, additionalProperties, anyOf, oneOf, allOf, prefixItems } = bare;
  return {
    ...bare,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [name, bareSchema(field)]),
      ),
    }),
    ...(items && { items: bareSchema(items) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: bareSchema(additionalProperties),
    }),
    ...(anyOf && { anyOf: anyOf.map(bareSchema) }),
    ...(oneOf && { oneOf: oneOf.map(bareSchema) }),
    ...(allOf && { allOf: allOf.map(bareSchema) }),
    ...(prefixItems && { prefixItems: prefixItems.map(bareSchema) }),
  };
}
