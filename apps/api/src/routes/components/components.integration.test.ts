import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { Component, ComponentDetail } from '@promptly/common';

import { auditLogs, blobs } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { componentBody } from '../../testing/library.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let orgId: string;
let headers: { Authorization: string };

beforeAll(async () => {
  studio = await createTestApp();
  const org = await studio.factories.buildOrg();
  orgId = org.id;
  headers = await studio.bearer(org.ownerUserId);
});
afterAll(() => studio.dispose());

const post = (body: object, as = headers) =>
  studio.agent.post(`/api/v1/orgs/${orgId}/components`).set(as).send(body);
const publish = async (changes: Parameters<typeof componentBody>[0]) =>
  (await post(componentBody(changes)).expect(201)).body as Component;
const read = async (id: string) =>
  (await studio.agent.get(`/api/v1/components/${id}`).set(headers).expect(200))
    .body as ComponentDetail;
const list = async (query: Record<string, string>) =>
  (await studio.agent.get(`/api/v1/orgs/${orgId}/components`).query(query).set(headers).expect(200))
    .body as { items: Component[]; nextCursor: string | null };
const patch = (id: string, body: object) =>
  studio.agent.patch(`/api/v1/components/${id}`).set(headers).send(body);

describe('a published version', () => {
  test('is read as it was sent, with its files', async () => {
    const body = componentBody({
      name: 'Rating',
      files: [
        { path: 'styles/rating.css', content: '.rating { color: gold; }\n' },
        { path: 'use-rating.ts', content: 'export const useRating = (): number => 5;\n' },
      ],
    });
    const made = (await post(body).expect(201)).body as Component;
    expect(await read(made.id)).toEqual({
      ...made,
      ...{ orgId, visibility: 'organization', name: 'Rating', version: '1.0.0' },
      ...{ propsSchema: body.propsSchema, path: 'Rating.tsx', code: body.code, files: body.files },
      versions: [
        {
          ...{ id: made.id, version: '1.0.0', latest: true, deprecated: false },
          createdAt: made.createdAt,
        },
      ],
    });
  });

  test('never changes: the same number is refused, however many ask for it at once', async () => {
    const attempts = Array.from({ length: 5 }, (_, at) =>
      post(componentBody({ name: 'Once', code: `export const at = ${at};\n` })),
    );
    const answers = await Promise.all(attempts);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.map((answer) => errorOf(answer).code)).toEqual(Array(4).fill('version_taken'));
    const won = answers.find(({ status }) => status === 201)?.body as Component;
    expect((await read(won.id)).versions).toHaveLength(1);
  });

  test('keeps its number when it is deleted', async () => {
    const made = await publish({ name: 'Gone' });
    await studio.agent.delete(`/api/v1/components/${made.id}`).set(headers).expect(204);
    const gone = await studio.agent.get(`/api/v1/components/${made.id}`).set(headers);
    expect(refusalOf(gone)).toEqual([404, 'not_found']);
    expect((await list({ q: 'Gone' })).items).toEqual([]);
    expect(refusalOf(await post(componentBody({ name: 'gone' })))).toEqual([409, 'version_taken']);
    await publish({ name: 'Gone', version: '1.0.1' });
  });

  test('stores no bytes twice', async () => {
    const { db } = studio.container;
    await publish({ name: 'Twin-A', code: 'export const twin = 1;\n' });
    const before = await db.$count(blobs, eq(blobs.orgId, orgId));
    await publish({ name: 'Twin-A', version: '1.0.1', code: 'export const twin = 1;\n' });
    expect(await db.$count(blobs, eq(blobs.orgId, orgId))).toBe(before);
  });

  test('is told to the audit log, and so is what becomes of it', async () => {
    const made = await publish({ name: 'Watched' });
    await patch(made.id, { deprecated: true, deprecationMessage: 'Use Rating' }).expect(200);
    await patch(made.id, { deprecated: false }).expect(200);
    await studio.agent.delete(`/api/v1/components/${made.id}`).set(headers).expect(204);
    const rows = await studio.container.db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.entityId, made.id))
      .orderBy(auditLogs.createdAt, auditLogs.id);
    expect(rows.map(({ action }) => action).sort()).toEqual([
      ...['component.deleted', 'component.deprecated', 'component.published'],
      'component.undeprecated',
    ]);
  });

  test('of a name in another spelling is refused, with the one that there is', async () => {
    await publish({ name: 'DatePicker' });
    const answer = await post(componentBody({ name: 'datepicker', version: '2.0.0' }));
    expect(refusalOf(answer)).toEqual([409, 'conflict']);
    expect(errorOf(answer).details).toEqual({ name: 'DatePicker' });
  });

  test('with an Idempotency-Key is published once', async () => {
    const body = componentBody({ name: 'Retried' });
    const send = () => post(body).set('Idempotency-Key', 'publish-retried');
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  });
});

describe('the latest version', () => {
  test('is the greatest that is neither deprecated nor a prerelease', async () => {
    const shown = async () => (await list({ q: 'Ladder' })).items.map(({ version }) => version);
    await publish({ name: 'Ladder', version: '2.0.0-beta.1' });
    expect(await shown()).toEqual(['2.0.0-beta.1']);
    const nine = await publish({ name: 'Ladder', version: '1.9.0' });
    const ten = await publish({ name: 'Ladder', version: '1.10.0' });
    await publish({ name: 'Ladder', version: '1.2.0' });
    expect(await shown()).toEqual(['1.10.0']);
    const deprecated = await patch(ten.id, { deprecated: true, deprecationMessage: 'Too steep' });
    expect(deprecated.body).toMatchObject({ deprecated: true, deprecationMessage: 'Too steep' });
    expect(await shown()).toEqual(['1.9.0']);
    await patch(ten.id, { deprecated: false }).expect(200);
    expect(await shown()).toEqual(['1.10.0']);
    await studio.agent.delete(`/api/v1/components/${ten.id}`).set(headers).expect(204);
    const { versions } = await read(nine.id);
    expect(versions.map(({ version, latest }) => [version, latest])).toEqual([
      ['2.0.0-beta.1', false],
      ['1.9.0', true],
      ['1.2.0', false],
    ]);
  });

  test('is one, however many are published at once', async () => {
    const versions = ['1.0.0', '1.3.0', '1.1.0', '1.2.0', '0.9.0'];
    await Promise.all(versions.map((version) => publish({ name: 'Rush', version })));
    expect((await list({ q: 'rush' })).items.map(({ version }) => version)).toEqual(['1.3.0']);
  });

  test('is deprecated only where all versions are', async () => {
    const made = await publish({ name: 'Sunset' });
    const found = async (deprecated: string) =>
      (await list({ q: 'Sunset', deprecated })).items.map(({ id }) => id);
    expect([await found('true'), await found('false')]).toEqual([[], [made.id]]);
    await patch(made.id, { deprecated: true }).expect(200);
    expect([await found('true'), await found('false')]).toEqual([[made.id], []]);
  });
});

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
    expect((await post(componentBody({ name, files }))).status).toBe(status);
  });

  test.each([
    ['twice', ['a.ts', 'a.ts']],
    ['in two cases', ['a.ts', 'A.ts']],
    ['as a file and a folder', ['a.ts', 'a.ts/b.ts']],
    ["in the component's own place", ['PriceCard.tsx']],
  ])('a path %s', async (_how, paths) => {
    const files = paths.map((path) => ({ path, content: 'export const a = 1;\n' }));
    expect(refusalOf(await post(componentBody({ version: '9.0.0', files })))).toEqual([
      ...[409, 'path_taken'],
    ]);
  });

  test.each(['', ' ', '-card', 'Card!', '../x', 'a'.repeat(65), 'Kärtchen', 'a--b', '1st'])(
    'the name "%s"',
    async (name) => {
      expect(refusalOf(await post({ ...componentBody(), name }))).toEqual([
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
    expect(refusalOf(await post({ ...componentBody(), version }))).toEqual([
      ...[422, 'validation_failed'],
    ]);
  });

  test('code that cannot be read, with its place', async () => {
    const code = 'export function Broken() {\n  return <p>{x</p>;\n}\n';
    const answer = await post(componentBody({ name: 'Broken', code }));
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    const { details } = errorOf(answer);
    expect(details.at).toMatchObject({ path: 'Broken.tsx', line: 2 });
    expect(details.issues).toMatchObject([{ in: 'body', path: 'code' }]);
    const css = [{ path: 'a.css', content: '.a { color: red;\n' }];
    const other = await post(componentBody({ name: 'Broken', files: css }));
    expect(errorOf(other).details.at).toMatchObject({ path: 'a.css', line: 1 });
  });

  test('more code than a component may have', async () => {
    const content = `// ${'x'.repeat(120 * 1024)}\n`;
    const files = Array.from({ length: 5 }, (_, at) => ({ path: `${at}.ts`, content }));
    expect(refusalOf(await post(componentBody({ name: 'Large', files })))).toEqual([
      ...[422, 'limit_exceeded'],
    ]);
  });

  test('what refused code left behind is nothing', async () => {
    expect((await list({ q: 'Broken' })).items).toEqual([]);
    expect((await list({ q: 'Large' })).items).toEqual([]);
  });
});

describe('a schema of props', () => {
  const nested = (depth: number): object =>
    depth === 0 ? {} : { type: 'object', properties: { a: nested(depth - 1) } };
  const withSchema = (propsSchema: object, name = 'Schemed') =>
    post({ ...componentBody({ name }), propsSchema });

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
    expect((await read((made.body as Component).id)).propsSchema).toEqual(schema);
  });
});

describe('the list', () => {
  test('goes on where it was, whatever is published meanwhile', async () => {
    const org = await studio.factories.buildOrg();
    const own = await studio.bearer(org.ownerUserId);
    const address = `/api/v1/orgs/${org.id}/components`;
    const add = (name: string, version = '1.0.0') =>
      studio.agent.post(address).set(own).send(componentBody({ name, version })).expect(201);
    for (const name of ['Delta', 'bravo', 'Alpha', 'charlie', 'Echo']) await add(name);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await studio.agent
        .get(address)
        .query({ limit: '2', visibility: 'organization', ...(cursor && { cursor }) })
        .set(own)
        .expect(200);
      const { items, nextCursor } = page.body as Awaited<ReturnType<typeof list>>;
      seen.push(...items.map(({ name }) => name));
      // One that was seen, and one before it, get new versions.
      if (cursor === null)
        await Promise.all([add('Alpha', '2.0.0'), add('Aaron'), add('Delta', '3.0.0')]);
      cursor = nextCursor;
    } while (cursor);
    expect(seen).toEqual(['Alpha', 'bravo', 'charlie', 'Delta', 'Echo']);
  });

  test('has every component of the product once, after the own ones, in pages of any size', async () => {
    const all = (await list({ limit: '100' })).items;
    const paged: Component[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ limit: '7', ...(cursor && { cursor }) });
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged.map(({ id }) => id).slice(0, 100)).toEqual(all.map(({ id }) => id));
    const kinds = paged.map(({ visibility }) => visibility);
    expect(kinds).toEqual([...kinds].sort().reverse());
    expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
    const global = (await list({ visibility: 'global', limit: '100' })).items;
    expect(global.find(({ name }) => name === 'button')).toMatchObject({ orgId: null });
  });

  test('is narrowed by tags, all of them, and by the words of a search', async () => {
    await publish({
      name: 'FareTable',
      tags: ['Transport', 'tables'],
      description: 'Préçis à lire',
    });
    const names = async (query: Record<string, string>) =>
      (await list({ visibility: 'organization', ...query })).items.map(({ name }) => name);
    expect(await names({ tags: 'transport,TABLES' })).toEqual(['FareTable']);
    expect(await names({ tags: 'transport,none' })).toEqual([]);
    expect(await names({ q: 'fare' })).toEqual(['FareTable']);
    expect(await names({ q: 'tab transp' })).toEqual(['FareTable']);
    expect(await names({ q: 'precis' })).toEqual(['FareTable']);
    expect(await names({ q: 'fare nothing' })).toEqual([]);
  });

  test.each([
    `'; drop table ps_components; --`,
    `' | 'x':*`,
    `zzz & | ! ( ) <-> yyy`,
    `fare:* | 1=1`,
    `\\`,
    `''''`,
    '%',
    '&&&',
  ])('takes the search %s for words', async (q) => {
    const { items } = await list({ q });
    expect(items.filter(({ name }) => name !== 'FareTable')).toEqual([]);
  });

  test("refuses a cursor of another search, and another organization's", async () => {
    const { nextCursor } = await list({ limit: '1' });
    const other = await studio.agent
      .get(`/api/v1/orgs/${orgId}/components`)
      .query({ limit: '1', q: 'a', cursor: nextCursor })
      .set(headers);
    expect(refusalOf(other)).toEqual([422, 'validation_failed']);
  });
});

describe('what ships with the product', () => {
  let id: string;
  beforeAll(async () => {
    const { items } = await list({ q: 'button', visibility: 'global' });
    id = items.find(({ name }) => name === 'button')?.id ?? '';
  });

  test('is read by whoever is signed in, with code that an app can copy', async () => {
    const stranger = await studio.bearer((await studio.factories.buildUser()).id);
    const answer = await studio.agent.get(`/api/v1/components/${id}`).set(stranger).expect(200);
    const found = answer.body as ComponentDetail;
    expect(found).toMatchObject({ orgId: null, visibility: 'global', deprecated: false });
    expect(found.code).toContain('export function Button');
    expect(found.files.map(({ path }) => path)).toContain('src/lib/cn.ts');
  });

  test('is read by a key with the scope read, and by no other', async () => {
    const key = async (scope: 'read' | 'write') => ({
      Authorization: `Bearer ${await studio.factories.buildApiKey(orgId, [scope])}`,
    });
    const status = async (scope: 'read' | 'write') =>
      (await studio.agent.get(`/api/v1/components/${id}`).set(await key(scope))).status;
    expect([await status('read'), await status('write')]).toEqual([200, 403]);
  });

  test('is changed by nobody', async () => {
    expect(refusalOf(await patch(id, { deprecated: true }))).toEqual([403, 'forbidden']);
    const gone = await studio.agent.delete(`/api/v1/components/${id}`).set(headers);
    expect(refusalOf(gone)).toEqual([403, 'forbidden']);
  });
});
