/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { createDocumentInfo } from './document-info.ts';

const NOTHING = { title: '', lang: '', dir: '', htmlClass: '', bodyClass: '' };

test('a document becomes what the index.html of the next build says', () => {
  const describe = createDocumentInfo(NOTHING);
  describe({ title: 'Amazi', lang: 'rw', dir: 'rtl', htmlClass: 'a  b', bodyClass: 'c' });
  const { documentElement: html, body, title } = document;
  expect([title, html.lang, html.dir, html.className, body.className]).toEqual([
    'Amazi',
    'rw',
    'rtl',
    'a b',
    'c',
  ]);

  describe({ ...NOTHING, htmlClass: 'b' });
  expect([document.title, html.lang, html.dir, html.className, body.className]).toEqual([
    'Preview',
    'en',
    '',
    'b',
    '',
  ]);
});

test('what the app changed itself stays while its index.html stays as it is', () => {
  const info = { ...NOTHING, title: 'Shop', lang: 'en', htmlClass: 'base' };
  const describe = createDocumentInfo(info);
  document.documentElement.className = 'base dark';
  document.title = 'Cart · Shop';
  describe({ ...info, bodyClass: 'new' });
  expect(document.documentElement.className).toBe('base dark');
  expect(document.title).toBe('Cart · Shop');
});
