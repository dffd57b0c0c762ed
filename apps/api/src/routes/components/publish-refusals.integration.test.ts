import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { Component } from '@promptly/common';

import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createComponentClient, type ComponentClient } from '../../testing/component-client.ts';
import { componentBody } from '../../testing/library.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let components: ComponentClient;
beforeAll(async () => {
  studio = await createTestApp();
  components = await createComponentClient(studio);
});
afterAll(() => studio.dispose());

describe('what cannot be published', () => {
  test.each([
    ['../evil.ts', 422],
    ['/etc/passwd.ts', 201],
    ['a/../../b.ts', 422],
    ['C:\\x.ts', 422],
    ['.git/config.ts', 422],
    ['con.ts', 422],
    ['a\u202etxt.ts', 422],
    ['script.js', 422],
    ['page.html', 422],
    ['noending', 422],
  ])('a file at %s: %i', async (path, status) => {
    const files = [{ path, content: 'export const a = 1;\n' }];
    const name = `Path-${status}-${Buffer.from(path).toString('hex')}`.slice(0, 64);
    expect((await components.post(componentBody({ name, files }))).status).toBe(status);
  });

  test.each([
    ['twice', ['a.ts', 'a.ts']],
    ['in two cases', ['a.ts', 'A.ts']],
    ['as a file and a folder', ['a.ts', 'a.ts/b.ts']],
    ["in the component's own place", ['PriceCard.tsx']],
  ])('a path %s', async (_how, paths) => {
    const files = paths.map((path) => ({ path, content: 'export const a = 1;\n' }));
    expect(refusalOf(await components.post(componentBody({ version: '9.0.0', files })))).toEqual([
      ...[409, 'path_taken'],
    ]);
  });

  test.each(['', ' ', '-card', 'Card!', '../x', 'a'.repeat(65), 'Kärtchen', 'a--b', '1st'])(
    'the name "%s"',
    async (name) => {
      expect(refusalOf(await components.post({ ...componentBody(), name }))).toEqual([
        ...[422, 'validation_failed'],
      ]);
    },
  );

  test.each([
    '1',
    '1.0',
    'v1.0.0',
    '01.0.0',
    '1.0.0+build',
    '1.0.0-',
    '1.0.0-01',
    '^1.0.0',
    'latest',
  ])('the version "%s"', async (version) => {
    expect(refusalOf(await components.post({ ...componentBody(), version }))).toEqual([
      ...[422, 'validation_failed'],
    ]);
  });

  test('code that cannot be read, with its place', async () => {
    const code = 'export function Broken() {\n  return <p>{x</p>;\n}\n';
    const answer = await components.post(componentBody({ name: 'Broken', code }));
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    const { details } = errorOf(answer);
    expect(details.at).toMatchObject({ path: 'Broken.tsx', line: 2 });
    expect(details.issues).toMatchObject([{ in: 'body', path: 'code' }]);
    const css = [{ path: 'a.css', content: '.a { color: red;\n' }];
    const other = await components.post(componentBody({ name: 'Broken', files: css }));
    expect(errorOf(other).details.at).toMatchObject({ path: 'a.css', line: 1 });
  });

  test('more code than a component may have', async () => {
    const content = `// ${'x'.repeat(120 * 1024)}\n`;
    const files = Array.from({ length: 5 }, (_, at) => ({ path: `${at}.ts`, content }));
    expect(refusalOf(await components.post(componentBody({ name: 'Large', files })))).toEqual([
      ...[422, 'limit_exceeded'],
    ]);
  });

  test('what refused code left behind is nothing', async () => {
    expect((await components.list({ q: 'Broken' })).items).toEqual([]);
    expect((await components.list({ q: 'Large' })).items).toEqual([]);
  });
});

describe('a schema of props', () => {
  const nested = (depth: number): object =>
    depth === 0 ? {} : { type: 'object', properties: { a: nested(depth - 1) } };
  const withSchema = (propsSchema: object, name = 'Schemed') =>
    components.post({ ...componentBody({ name }), propsSchema });

  test.each<[string, object]>([
    ['an unknown type', { type: 'thing' }],
    ['a list of types that is none', { properties: { a: { type: [] } } }],
    ['props that are no object', { type: 'string' }],
    ['a pattern that is none', { properties: { a: { pattern: '(' } } }],
    ['an unknown draft', { $schema: 'https://example.org/schema' }],
    ['a reference to another document', { properties: { a: { $ref: 'https://example.org/a' } } }],
    ['a reference to a file', { $ref: 'file:///etc/passwd' }],
    ['a reference to nothing', { $ref: '#/$defs/none' }],
    ['a reference to the name of a prototype', { $ref: '#/constructor' }],
    ['a reference to itself', { $ref: '#' }],
    [
      'a loop of references',
      {
        $ref: '#/$defs/a',
        $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { $ref: '#/$defs/a' } },
      },
    ],
    ['too many levels', nested(20)],
    ['too many bytes', { description: 'x'.repeat(40_000) }],
    ['too many values', { enum: Array.from({ length: 3_000 }, (_, at) => at) }],
    ['a text that cannot be stored', { title: 'a\u0000b' }],
  ])('with %s is refused', async (_what, schema) => {
    const answer = await withSchema(schema);
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    expect(errorOf(answer).message).toMatch(/^propsSchema/);
  });

  test.each<[string, object]>([
    ['nothing', {}],
    [
      'a tree of its like',
      {
        $defs: { node: { properties: { next: { $ref: '#/$defs/node' } } } },
        properties: { root: { $ref: '#/$defs/node' } },
      },
    ],
    ['an older draft', { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' }],
    [
      'props named like keywords',
      { properties: { $ref: { type: 'string' }, default: {}, enum: {} } },
    ],
  ])('with %s is taken', async (what, schema) => {
    const made = await withSchema(
      schema,
      `Schema-${Buffer.from(what).toString('hex')}`.slice(0, 60),
    );
    expect(made.status).toBe(201);
    expect((await components.read((made.body as Component).id)).propsSchema).toEqual(schema);
  });
});
