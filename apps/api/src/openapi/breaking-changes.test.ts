import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { documentedRoutes } from '../routes/index.ts';
import { breakingChanges } from './breaking-changes.ts';
import { contractOf } from './contract-of.ts';
import { buildOpenApiDocument } from './document.ts';
import type { ApiContract, OpenApiDocument, Operation, Schema } from './types.ts';

const RELEASED = join(import.meta.dirname, '../../../../docs/api/contract.json');

test('nothing that programs rely on since the last release is gone or different', () => {
  const released = JSON.parse(readFileSync(RELEASED, 'utf8')) as ApiContract;
  // Where a break is meant, `npm run openapi:release` accepts it, and CHANGELOG.md tells of it.
  expect(breakingChanges(released, buildOpenApiDocument(documentedRoutes))).toEqual([]);
});

describe('a break is told', () => {
  const item: Schema = {
    type: 'object',
    properties: { id: { type: 'string' }, size: { type: 'integer' }, parent: { type: 'string' } },
    required: ['id', 'size'],
  };
  const body: Schema = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 100 },
      kind: { type: 'string', enum: ['a', 'b'] },
    },
    required: ['name'],
  };
  const operation: Operation = {
    ...{ operationId: 'createThing', tags: ['Things'], summary: 'Make one', security: [] },
    parameters: [{ name: 'limit', in: 'query', required: false, schema: { type: 'integer' } }],
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: {
      '201': {
        description: 'It',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
      },
    },
  };
  const documentOf = (post: Operation | undefined, Thing: Schema): OpenApiDocument => ({
    openapi: '3.1.0',
    info: { title: '', version: '1', description: '', license: { name: '', identifier: '' } },
    ...{ servers: [], tags: [], paths: { '/things': { post } } },
    components: { securitySchemes: {}, schemas: { Thing } },
  });
  const withBody = (schema: Schema): Operation => ({
    ...operation,
    requestBody: { required: true, content: { 'application/json': { schema } } },
  });
  const changes = (post: Operation | undefined, Thing = item) =>
    breakingChanges(contractOf(documentOf(operation, item)), documentOf(post, Thing));
  const field = (name: string, schema: Schema): Schema => ({
    ...item,
    properties: { ...item.properties, [name]: schema },
  });

  test.each([
    ['an operation that is gone', changes(undefined)],
    ['another operation id', changes({ ...operation, operationId: 'makeThing' })],
    ['credentials that are needed', changes({ ...operation, security: [{ bearer: [] }] })],
    ['a parameter that is gone', changes({ ...operation, parameters: [] })],
    [
      'a new parameter that is needed',
      changes({
        ...operation,
        parameters: [
          ...operation.parameters,
          { name: 'q', in: 'query', required: true, schema: { type: 'string' } },
        ],
      }),
    ],
    ['an input that is needed now', changes(withBody({ ...body, required: ['name', 'kind'] }))],
    [
      'an input of another type',
      changes(withBody({ ...body, properties: { ...body.properties, name: { type: 'integer' } } })),
    ],
    [
      'an input that is limited more',
      changes(
        withBody({
          ...body,
          properties: { ...body.properties, name: { type: 'string', maxLength: 50 } },
        }),
      ),
    ],
    [
      'a value that is not taken any more',
      changes(
        withBody({
          ...body,
          properties: { ...body.properties, kind: { type: 'string', enum: ['a'] } },
        }),
      ),
    ],
    ['a field that is gone', changes(operation, { ...item, properties: {} })],
    ['a field of another type', changes(operation, field('size', { type: 'string' }))],
    ['a field that may be null now', changes(operation, field('id', { type: ['string', 'null'] }))],
    [
      'a field that may be null now, in other words',
      changes(operation, field('id', { anyOf: [{ type: 'string' }, { type: 'null' }] })),
    ],
    ['a field that may be missing now', changes(operation, { ...item, required: ['id'] })],
    ['another status', changes({ ...operation, responses: {} })],
  ])('%s', (_name, found) => {
    expect(found).not.toEqual([]);
  });

  test('what is only added is none', () => {
    const more: Operation = {
      ...withBody({
        ...body,
        properties: { ...body.properties, tags: { type: 'array', items: { type: 'string' } } },
      }),
      parameters: [
        ...operation.parameters,
        { name: 'q', in: 'query', required: false, schema: { type: 'string' } },
      ],
      responses: { ...operation.responses, '409': { description: '`conflict`' } },
    };
    expect(
      changes(more, { ...field('more', { type: 'string' }), required: ['id', 'size'] }),
    ).toEqual([]);
    expect(changes(operation)).toEqual([]);
  });
});
