import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { SCOPES, type Scope } from '@promptly/common';

import { scopesFor } from '../policies/permissions.ts';
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

const eitherOf = (scopes: readonly Scope[]) => scopes.map((scope) => `\`${scope}\``).join(' or ');

test('the guide of scopes has each, and each call that those other than read and write open', () => {
  const rows = [...read('api.md').matchAll(/^\| `(\w+)` +\| (.*\S) +\|$/gm)]
    .map(([, scope = '', opened = '']) => ({ scope, opened }))
    .filter(({ scope }) => SCOPES.some((known) => known === scope));
  expect(rows.map(({ scope }) => scope)).toEqual(SCOPES);
  const routes = documentedRoutes.flatMap((group) => group.routes);
  for (const { scope, opened } of rows.slice(2)) {
    const told = [...opened.matchAll(/`([A-Z]+) (\/[^`]+)`/g)];
    const named = told.map(([, method, path = '']) => `${method} ${plain(path)}`);
    const open = routes.filter(({ needs, idempotent }) => {
      const permission = needs ?? idempotent?.needs;
      return permission && scopesFor(permission).some((known) => known === scope);
    });
    const calls = open.map(({ method, path }) => `${method.toUpperCase()} ${plain(path)}`);
    expect([scope, ...named.sort()]).toEqual([scope, ...calls.sort()]);
  }
});

test('the guide of tools lists each with the scopes that open it, in their order', () => {
  const rows = [...read('mcp.md').matchAll(/^\| `(\w+)` +\| (`\w+`(?: or `\w+`)*) /gm)];
  expect(rows.map(([, tool, scopes]) => [tool, scopes])).toEqual(
    TOOLS.map(({ name, needs }) => [name, eitherOf(scopesFor(needs))]),
  );
});

test('the readme leads to every guide, and the index of decisions to each of them', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const index = read('adr/README.md');
  const decisions = readdirSync(join(DOCS, 'adr')).filter((name) => /^\d/.test(name));
  expect(guides.filter((name) => !readme.includes(`(docs/${name})`))).toEqual([]);
  expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
});
