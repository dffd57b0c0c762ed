import { expect, test } from '@jest/globals';

import { documentedRoutes } from '../routes/index.ts';
import { renderDocsPage } from './docs-page.ts';
import { buildOpenApiDocument } from './document.ts';

const document = buildOpenApiDocument(documentedRoutes);
const routes = documentedRoutes.flatMap(({ base, routes: group }) =>
  group.map((route) => ({ base, route })),
);

test('every mounted route is in the document, with its success and its errors', () => {
  for (const { base, route } of routes) {
    const path = base + route.path.replace(/:(\w+)/g, '{$1}');
    const operation = document.paths?.[path]?.[route.method];
    expect([path, operation?.operationId]).toEqual([path, route.operationId]);
    const statuses = Object.keys(operation?.responses ?? {});
    expect(statuses).toEqual(expect.arrayContaining([String(route.success.status), '500']));
    if (route.auth === 'required') expect(statuses).toContain('401');
  }
});

test('operation ids are unique: generated clients name their calls by them', () => {
  const ids = routes.map(({ route }) => route.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every parameter of a path is described, and every reference leads somewhere', () => {
  for (const { route } of routes) {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    if (names.length > 0) expect([route.operationId, route.params]).not.toContain(undefined);
  }
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  const known = Object.keys(document.components?.schemas ?? {});
  expect(references.length).toBeGreaterThan(10);
  for (const [, name] of references) expect(known).toContain(name);
});

test('contracts appear under their own names', () => {
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(
    expect.arrayContaining(['Project', 'Session', 'ErrorBody']),
  );
});

test('the page lists every operation, links to every schema, and runs no script', () => {
  const page = renderDocsPage(document);
  for (const { route } of routes) expect(page).toContain(`id="${route.operationId}"`);
  const anchors = [...page.matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id);
  for (const id of anchors) expect(page).toContain(`id="${id}"`);
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
});
