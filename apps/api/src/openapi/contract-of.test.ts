import { expect, test } from '@jest/globals';

import { documentedRoutes } from '../routes/index.ts';
import { contractOf, printContract } from './contract-of.ts';
import { buildOpenApiDocument } from './document.ts';
import { operationsOf, type OpenApiDocument } from './types.ts';

const document = buildOpenApiDocument(documentedRoutes);

test('every operation and schema is kept, and what is printed is read back as it was', () => {
  const contract = contractOf(document);
  const placesOf = (paths: Parameters<typeof operationsOf>[0]) =>
    operationsOf(paths).map(({ method, path }) => `${method} ${path}`);
  expect(placesOf(contract)).toEqual(placesOf(document));
  expect(Object.keys(contract.components.schemas)).toEqual(
    Object.keys(document.components.schemas),
  );
  expect(JSON.parse(printContract(contract))).toEqual(contract);
});

test('words, examples and errors are left out, and fields that are called like them are not', () => {
  const thing = {
    type: 'object',
    description: 'A thing',
    properties: { description: { type: 'string', description: 'What it is', examples: ['x'] } },
    required: ['description'],
  };
  const json = (name: string) => ({
    'application/json': { schema: { $ref: `#/components/schemas/${name}` }, example: { a: 1 } },
  });
  const made: OpenApiDocument = {
    ...document,
    paths: {
      '/things': {
        post: {
          ...{ operationId: 'createThing', tags: ['Things'], summary: 'Make one', security: [] },
          parameters: [
            {
              ...{ name: 'limit', in: 'query', required: false, description: 'How many' },
              schema: { type: 'integer', default: 5 },
              example: 5,
            },
          ],
          requestBody: { required: true, description: 'It', content: json('Thing') },
          responses: {
            '201': { description: 'It', content: json('Thing') },
            '409': { description: '`conflict`', content: json('Error') },
          },
        },
      },
    },
    components: { ...document.components, schemas: { Thing: thing } },
  };
  const bare = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } };
  expect(contractOf(made)).toEqual({
    paths: {
      '/things': {
        post: {
          ...{ operationId: 'createThing', security: [] },
          parameters: [
            { name: 'limit', in: 'query', required: false, schema: { type: 'integer' } },
          ],
          requestBody: { required: true, content: bare },
          responses: { '201': { content: bare } },
        },
      },
    },
    components: {
      schemas: {
        Thing: {
          type: 'object',
          properties: { description: { type: 'string' } },
          required: ['description'],
        },
      },
    },
  });
});
