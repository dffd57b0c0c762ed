import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from '@jest/globals';

import { ERROR_STATUS, errorBodySchema } from '@promptly/common';

import { TAGS } from '../http/tags.ts';
import { documentedRoutes } from '../routes/index.ts';
import { renderDocsPage } from './docs-page.ts';
import { buildOpenApiDocument } from './document.ts';
import { postmanCollectionOf } from './postman.ts';
import { operationsOf } from './types.ts';

const document = buildOpenApiDocument(documentedRoutes);
const routes = documentedRoutes.flatMap(({ base, routes: group }) =>
  group.map((route) => ({ path: base + route.path.replace(/:(\w+)/g, '{$1}'), route })),
);
const operations = routes.map(({ path, route }) => {
  const operation = document.paths[path]?.[route.method];
  if (!operation) throw new Error(`${route.operationId} is not in the document.`);
  return { path, route, operation };
});
const named = operations.map((entry) => [entry.route.operationId, entry] as const);

test('every mounted route is in the document, and nothing else', () => {
  const mounted = routes.map(({ path, route }) => `${route.method} ${path} ${route.operationId}`);
  const documented = operationsOf(document).map(
    ({ path, method, operation }) => `${method} ${path} ${operation.operationId}`,
  );
  expect(documented.sort()).toEqual(mounted.sort());
});

test('operation ids are unique and in lower camel case: generated clients name their calls by them', () => {
  const ids = routes.map(({ route }) => route.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+([A-Z][a-z0-9]*)*$/);
});

test('paths are in kebab-case, and their parameters in lower camel case', () => {
  const segments = routes.flatMap(({ path }) => path.split('/').slice(1));
  // The one whose name a standard gives.
  const own = segments.filter((segment) => !['.well-known', 'jwks.json'].includes(segment));
  for (const segment of own) {
    expect(segment).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*|\{[a-z]+([A-Z][a-z]*)*\})$/);
  }
});

test('every tag is described, and every operation has one', () => {
  expect(document.tags.map(({ name }) => name).sort()).toEqual(
    [...new Set(routes.map(({ route }) => route.tag))].sort(),
  );
  expect(document.tags.map(({ name }) => name)).toEqual(Object.keys(TAGS));
  for (const { description } of document.tags) expect(description).toMatch(/\.$/);
});

describe.each(named)('%s', (_id, { path, route, operation }) => {
  test('says whether it needs credentials, and how it refuses those that are none', () => {
    expect(operation.security).toEqual(route.auth === 'required' ? [{ bearer: [] }] : []);
    if (route.auth === 'required') expect(Object.keys(operation.responses)).toContain('401');
  });

  test('has all its answers, with an example of each that its contract allows', () => {
    const expected = [String(route.success.status), '403', '429', '500', '503'];
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(expected));
    for (const answer of [route.success, ...(route.otherAnswers ?? [])]) {
      if (!answer.schema) continue;
      const media = operation.responses[String(answer.status)]?.content?.['application/json'];
      // Where this fails, give the contract's field a `.meta({ examples: […] })`.
      expect(answer.schema.safeParse(media?.example).error).toBeUndefined();
    }
    const stated = [route.success, ...(route.otherAnswers ?? [])].map(({ status }) => status);
    for (const code of route.errors) {
      const status = ERROR_STATUS[code];
      if (stated.includes(status)) continue;
      const media = operation.responses[String(status)]?.content?.['application/json'];
      const { error } = errorBodySchema.parse(media?.examples?.[code]?.value);
      expect(error.code).toBe(code);
    }
  });

  test('describes what it takes, with an example that its contract allows', () => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual(names);
    const examplesIn = (place: string) =>
      Object.fromEntries(
        operation.parameters
          .filter((parameter) => parameter.in === place)
          .map(({ name, example }) => [name, String(example)]),
      );
    expect(route.params?.safeParse(examplesIn('path')).error).toBeUndefined();
    expect(route.query?.safeParse(examplesIn('query')).error).toBeUndefined();
    const media = operation.requestBody?.content['application/json'];
    expect(route.body?.safeParse(media?.example).error).toBeUndefined();
  });

  test('is told in words: a summary without a full stop, and a description of sentences', () => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    if (operation.description !== undefined) expect(operation.description).toMatch(/[.)]$/);
  });
});

test('every reference leads somewhere, and every schema is referred to', () => {
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  const known = Object.keys(document.components.schemas);
  expect([...new Set(references.map(([, name]) => name))].sort()).toEqual(known.sort());
});

test('contracts appear under their own names', () => {
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(['Project', 'Session', 'ErrorBody']),
  );
});

test('what may be null is said to be, also where it has a name', () => {
  expect(document.components.schemas.Revision?.properties?.verdict).toEqual({
    anyOf: [{ $ref: '#/components/schemas/Verdict' }, { type: 'null' }],
  });
  expect(document.components.schemas.Verdict?.type).toBe('object');
});

test('a linter that knows OpenAPI finds no fault', async () => {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      // An instance has the address that its operator gives it.
      'no-server-example.com': 'off',
      // A browser that is sent on is a success, too.
      'operation-2xx-response': 'off',
      // Not each of them can be refused for what it is sent.
      'operation-4xx-response': 'error',
      'no-ambiguous-paths': 'error',
      'security-defined': 'error',
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]); // prettier-ignore
});

test('the page lists every operation with examples and errors, links to every schema, and runs no script', () => {
  const page = renderDocsPage(document);
  for (const { route, operation } of operations) {
    const start = page.indexOf(`id="${route.operationId}"`);
    const article = page.slice(start, page.indexOf('</article>', start));
    expect(start).toBeGreaterThan(0);
    for (const status of Object.keys(operation.responses)) expect(article).toContain(status);
    for (const code of route.errors) expect(article).toContain(`<code>${code}</code>`);
    const hasExample = route.body !== undefined || route.success.schema !== undefined;
    if (hasExample) expect(article).toContain('<summary>Example</summary>');
  }
  const anchors = [...page.matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id);
  for (const id of anchors) expect(page).toContain(`id="${id}"`);
  expect(page).not.toMatch(/<script|(?:href|src)="https?:/);
});

test('the Postman collection has a request for every operation, in a folder for each tag', () => {
  const collection = postmanCollectionOf(document);
  expect(collection.item.map(({ name }) => name)).toEqual(document.tags.map(({ name }) => name));
  const requests = collection.item.flatMap(({ item }) => item);
  expect(requests).toHaveLength(operations.length);
  for (const { request } of requests) {
    expect(request.url.raw).toBe(`{{baseUrl}}/${request.url.path.join('/')}`);
    const placeholders = request.url.path.filter((segment) => segment.startsWith(':'));
    expect(request.url.variable.map(({ key }) => `:${key}`)).toEqual(placeholders);
    if (request.body?.mode === 'raw') JSON.parse(request.body.raw);
  }
});
