import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { Component } from '@promptly/common';

import { refusalOf } from '../../testing/answers.ts';
import { createComponentClient, type ComponentClient } from '../../testing/component-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let components: ComponentClient;
beforeAll(async () => {
  studio = await createTestApp();
  components = await createComponentClient(studio);
});
afterAll(() => studio.dispose());

describe('the list', () => {
  test('goes on where it was, whatever is published meanwhile', async () => {
    const fresh = await createComponentClient(studio);
    const add = (name: string, version = '1.0.0') => fresh.publish({ name, version });
    for (const name of ['Delta', 'bravo', 'Alpha', 'charlie', 'Echo']) await add(name);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = { limit: '2', visibility: 'organization', ...(cursor && { cursor }) };
      const { items, nextCursor } = await fresh.list(query);
      seen.push(...items.map(({ name }) => name));
      // One that was seen, and one before it, get new versions.
      if (cursor === null)
        await Promise.all([add('Alpha', '2.0.0'), add('Aaron'), add('Delta', '3.0.0')]);
      cursor = nextCursor;
    } while (cursor);
    expect(seen).toEqual(['Alpha', 'bravo', 'charlie', 'Delta', 'Echo']);
  });

  test('has every component of the product once, after the own ones, in pages of any size', async () => {
    const all = (await components.list({ limit: '100' })).items;
    const paged: Component[] = [];
    let cursor: string | null = null;
    do {
      const page = await components.list({ limit: '7', ...(cursor && { cursor }) });
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged.map(({ id }) => id).slice(0, 100)).toEqual(all.map(({ id }) => id));
    const kinds = paged.map(({ visibility }) => visibility);
    expect(kinds).toEqual([...kinds].sort().reverse());
    expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
    const global = (await components.list({ visibility: 'global', limit: '100' })).items;
    expect(global.find(({ name }) => name === 'button')).toMatchObject({ orgId: null });
  });

  test('is narrowed by tags, all of them, and by the words of a search', async () => {
    await components.publish({
      name: 'FareTable',
      tags: ['Transport', 'tables'],
      description: 'Préçis à lire',
    });
    const names = async (query: Record<string, string>) =>
      (await components.list({ visibility: 'organization', ...query })).items.map(
        ({ name }) => name,
      );
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
    const { items } = await components.list({ q });
    expect(items.filter(({ name }) => name !== 'FareTable')).toEqual([]);
  });

  test("refuses a cursor of another search, and another organization's", async () => {
    const { nextCursor } = await components.list({ limit: '1' });
    const query = { limit: '1', cursor: nextCursor };
    const { tryList } = await createComponentClient(studio);
    for (const other of [await components.tryList({ ...query, q: 'a' }), await tryList(query)])
      expect(refusalOf(other)).toEqual([422, 'validation_failed']);
  });
});
