import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { Component, ComponentDetail } from '@promptly/common';

import { auditLogs, blobs } from '../../db/schema/index.ts';
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

describe('a published version', () => {
  test('is read as it was sent, with its files', async () => {
    const body = componentBody({
      name: 'Rating',
      files: [
        { path: 'styles/rating.css', content: '.rating { color: gold; }\n' },
        { path: 'use-rating.ts', content: 'export const useRating = (): number => 5;\n' },
      ],
    });
    const made = (await components.post(body).expect(201)).body as Component;
    expect(await components.read(made.id)).toEqual({
      ...made,
      ...{ orgId: components.orgId, visibility: 'organization', name: 'Rating', version: '1.0.0' },
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
      components.post(componentBody({ name: 'Once', code: `export const at = ${at};\n` })),
    );
    const answers = await Promise.all(attempts);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.map((answer) => errorOf(answer).code)).toEqual(Array(4).fill('version_taken'));
    const won = answers.find(({ status }) => status === 201)?.body as Component;
    expect((await components.read(won.id)).versions).toHaveLength(1);
  });

  test('keeps its number when it is deleted', async () => {
    const made = await components.publish({ name: 'Gone' });
    await components.remove(made.id).expect(204);
    const gone = await components.tryRead(made.id);
    expect(refusalOf(gone)).toEqual([404, 'not_found']);
    expect((await components.list({ q: 'Gone' })).items).toEqual([]);
    expect(refusalOf(await components.post(componentBody({ name: 'gone' })))).toEqual([
      409,
      'version_taken',
    ]);
    await components.publish({ name: 'Gone', version: '1.0.1' });
  });

  test('stores no bytes twice', async () => {
    const { db } = studio.container;
    await components.publish({ name: 'Twin-A', code: 'export const twin = 1;\n' });
    const before = await db.$count(blobs, eq(blobs.orgId, components.orgId));
    await components.publish({
      name: 'Twin-A',
      version: '1.0.1',
      code: 'export const twin = 1;\n',
    });
    expect(await db.$count(blobs, eq(blobs.orgId, components.orgId))).toBe(before);
  });

  test('is told to the audit log, and so is what becomes of it', async () => {
    const made = await components.publish({ name: 'Watched' });
    await components
      .patch(made.id, { deprecated: true, deprecationMessage: 'Use Rating' })
      .expect(200);
    await components.patch(made.id, { deprecated: false }).expect(200);
    await components.remove(made.id).expect(204);
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
    await components.publish({ name: 'DatePicker' });
    const answer = await components.post(componentBody({ name: 'datepicker', version: '2.0.0' }));
    expect(refusalOf(answer)).toEqual([409, 'conflict']);
    expect(errorOf(answer).details).toEqual({ name: 'DatePicker' });
  });

  test('with an Idempotency-Key is published once', async () => {
    const body = componentBody({ name: 'Retried' });
    const send = () => components.post(body).set('Idempotency-Key', 'publish-retried');
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  });
});

describe('the latest version', () => {
  test('is the greatest that is neither deprecated nor a prerelease', async () => {
    const shown = async () =>
      (await components.list({ q: 'Ladder' })).items.map(({ version }) => version);
    await components.publish({ name: 'Ladder', version: '2.0.0-beta.1' });
    expect(await shown()).toEqual(['2.0.0-beta.1']);
    const nine = await components.publish({ name: 'Ladder', version: '1.9.0' });
    const ten = await components.publish({ name: 'Ladder', version: '1.10.0' });
    await components.publish({ name: 'Ladder', version: '1.2.0' });
    expect(await shown()).toEqual(['1.10.0']);
    const deprecated = await components.patch(ten.id, {
      deprecated: true,
      deprecationMessage: 'Too steep',
    });
    expect(deprecated.body).toMatchObject({ deprecated: true, deprecationMessage: 'Too steep' });
    expect(await shown()).toEqual(['1.9.0']);
    await components.patch(ten.id, { deprecated: false }).expect(200);
    expect(await shown()).toEqual(['1.10.0']);
    await components.remove(ten.id).expect(204);
    const { versions } = await components.read(nine.id);
    expect(versions.map(({ version, latest }) => [version, latest])).toEqual([
      ['2.0.0-beta.1', false],
      ['1.9.0', true],
      ['1.2.0', false],
    ]);
  });

  test('is one, however many are published at once', async () => {
    const versions = ['1.0.0', '1.3.0', '1.1.0', '1.2.0', '0.9.0'];
    await Promise.all(versions.map((version) => components.publish({ name: 'Rush', version })));
    expect((await components.list({ q: 'rush' })).items.map(({ version }) => version)).toEqual([
      '1.3.0',
    ]);
  });

  test('is deprecated only where all versions are', async () => {
    const made = await components.publish({ name: 'Sunset' });
    const found = async (deprecated: string) =>
      (await components.list({ q: 'Sunset', deprecated })).items.map(({ id }) => id);
    expect([await found('true'), await found('false')]).toEqual([[], [made.id]]);
    await components.patch(made.id, { deprecated: true }).expect(200);
    expect([await found('true'), await found('false')]).toEqual([[made.id], []]);
  });
});

describe('what ships with the product', () => {
  let id: string;
  beforeAll(async () => {
    const { items } = await components.list({ q: 'button', visibility: 'global' });
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
      Authorization: `Bearer ${await studio.factories.buildApiKey(components.orgId, [scope])}`,
    });
    const status = async (scope: 'read' | 'write') =>
      (await studio.agent.get(`/api/v1/components/${id}`).set(await key(scope))).status;
    expect([await status('read'), await status('write')]).toEqual([200, 403]);
  });

  test('is changed by nobody', async () => {
    expect(refusalOf(await components.patch(id, { deprecated: true }))).toEqual([403, 'forbidden']);
    const gone = await components.remove(id);
    expect(refusalOf(gone)).toEqual([403, 'forbidden']);
  });
});
