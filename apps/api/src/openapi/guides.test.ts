import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { documentedRoutes } from '../routes/index.ts';
import { TOOLS } from '../routes/mcp/mcp-server.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const DOCS = join(ROOT, 'docs');
const guides = readdirSync(DOCS).filter((name) => name.endsWith('.md'));
const read = (name: string) => readFileSync(join(DOCS, name), 'utf8');

/** However its parameters are called. */
const plain = (path: string) => path.replace(/:\w+|\{\w+\}/g, ':');

const calls = new Set(
  documentedRoutes.flatMap(({ base, routes }) =>
    routes.flatMap(({ method, path }) =>
      [base + path, path].map((known) => `${method.toUpperCase()} ${plain(known)}`),
    ),
  ),
);

test.each(guides)('every call that %s names is there', (name) => {
  const named = read(name).matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/[\w/:{}.-]+)/g);
  const wrong = [...named].map(([, method, path = '']) => `${method} ${plain(path)}`);
  expect(wrong.filter((call) => !calls.has(call))).toEqual([]);
});

test('the guide of tools lists each with its scope, in their order', () => {
  const rows = [...read('mcp.md').matchAll(/^\| `(\w+)` +\| `(\w+)` /gm)];
  expect(rows.map(([, tool, scope]) => [tool, scope])).toEqual(
    TOOLS.map(({ name, scope }) => [name, scope]),
  );
});

test('the readme leads to every guide, and the index of decisions to each of them', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const index = read('adr/README.md');
  const decisions = readdirSync(join(DOCS, 'adr')).filter((name) => /^\d/.test(name));
  expect(guides.filter((name) => !readme.includes(`(docs/${name})`))).toEqual([]);
  expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
});
