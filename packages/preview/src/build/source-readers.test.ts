import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { AssetCollector } from './assets.ts';
import { iconModule, iconUse } from './icon-module.ts';
import { readIndexHtml } from './index-html.ts';
import { jsonModule } from './json-module.ts';
import { mediaTypeOf } from './media-types.ts';
import { withoutRemoteImports } from './remote-imports.ts';

describe('iconUse', () => {
  test.each([
    [`import { Home, X } from 'lucide-react';`, ['Home', 'X']],
    [`import { Home as House, type LucideIcon } from "lucide-react";`, ['Home']],
    [`import type { LucideIcon } from 'lucide-react';\nimport {\n  Plus, // add\n  Check,\n} from 'lucide-react';`, ['LucideIcon', 'Plus', 'Check']], // prettier-ignore
    [`import React from 'react';`, []],
    [`import * as Icons from 'lucide-react';`, 'all'],
    [`import { icons } from 'lucide-react';`, 'all'],
    [`const load = () => import('lucide-react');`, 'all'],
    [`import { Home } from 'lucide-react'; export * from 'lucide-react';`, 'all'],
  ])('%s', (source, expected) => {
    expect(iconUse(source)).toEqual(expected);
  });
});

test('comments that never end cost no more than their length', () => {
  expect(iconUse(`import { Home ${'/* '.repeat(200_000)} } from 'lucide-react';`)).toEqual([
    'Home',
  ]);
});

test('names that every object has are no media types, entities or exports', () => {
  expect(mediaTypeOf('src/a.constructor')).toBeUndefined();
  expect(readIndexHtml('<title>&constructor;</title>').title).toBe('&constructor;');
  expect(jsonModule('{"eval":1,"arguments":2,"rows":3}')).toContain(
    'export const { rows } = json;',
  );
});

test('the icon module exports the named icons and no others, aliases as one', () => {
  const table = { names: { Home: 1, House: 1, X: 0 }, icons: [{ name: 'x' }, { name: 'house' }] };
  const module = iconModule(['House', 'Home', 'Missing', '__proto__'], table);
  expect(module).toContain('export { icon1 as Home, icon1 as House };');
  expect(module).not.toContain('"x"');
  expect(module).not.toContain('Missing');
});

describe('jsonModule', () => {
  test('top-level keys that are names are exported by name', () => {
    const module = jsonModule('{"items": [1], "default": 2, "a-b": 3, "class": 4, "json": 5}');
    expect(module).toContain('export const { items } = json;');
  });

  test('broken JSON is a SyntaxError', () => {
    expect(() => jsonModule('{')).toThrow(SyntaxError);
  });
});

describe('readIndexHtml', () => {
  test('language, title, classes and the entry are read, comments are not', () => {
    expect(
      readIndexHtml(`<!doctype html><!-- <title>no</title> -->
        <html lang='fr' class="h-full dark" dir=rtl><head><title>Caf&eacute; &amp; th&#233;</title></head>
        <body class=bg-white><script src="/gtag.js"></script><script type="module" src="./src/start.tsx"></script>`),
    ).toEqual({
      title: 'Caf&eacute; & thé',
      lang: 'fr',
      dir: 'rtl',
      htmlClass: 'h-full dark',
      bodyClass: 'bg-white',
      entry: 'src/start.tsx',
    });
  });

  test('anything is read without throwing', () => {
    const part = fc.constantFrom('<html', ' lang="', '"', '>', '<!--', '-->', '<title>', '&#x', '9;', '<script type="module" src=', "'", '<body '); // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 20 }), (parts) => {
        expect(typeof readIndexHtml(parts.join('')).title).toBe('string');
      }),
    );
  });
});

test.each([
  `@import url(http://127.0.0.1:9/x.css);`,
  `@import "https://fonts.example/inter.css" layer(base);`,
  `@import url('//fonts.example/a.css') screen;`,
  `@IMPORT URL( "https://fonts.example/a.css" );`,
])('a stylesheet of another host is left out: %s', (statement) => {
  const { text, removed } = withoutRemoteImports('a.css', `.a {}\n${statement}\n.b {}`);
  expect(text).toBe('.a {}\n\n.b {}');
  expect(removed).toEqual([{ path: 'a.css', url: expect.stringContaining('//'), line: 2 }]);
});

describe('AssetCollector', () => {
  const files = new Map([
    ['public/logo.svg', new Uint8Array([1])],
    ['public/app.js', new Uint8Array([2])],
    ['src/a photo.PNG', new Uint8Array([3])],
  ]);

  test('addresses of public files are rewritten, others are not', () => {
    const assets = new AssetCollector(files);
    const source = `<img src="/logo.svg" /><Link to="/tasks" />{'/app.js'}{\`/logo.svg\`}`;
    const rewritten = assets.rewritePublicUrls(source);
    const name = assets.paths()[0]?.[0];
    expect(name).toMatch(/^logo\.[0-9a-f]{12}\.svg$/);
    expect(rewritten).toBe(
      `<img src="assets/${name}" /><Link to="/tasks" />{'/app.js'}{\`assets/${name}\`}`,
    );
  });

  test('are listed by name, whichever was asked for first', () => {
    const [first, second] = [new AssetCollector(files), new AssetCollector(files)];
    const paths = ['public/logo.svg', 'src/a photo.PNG'];
    for (const path of paths) first.urlOf(path);
    for (const path of paths.reverse()) second.urlOf(path);
    expect(first.paths()).toEqual(second.paths());
    expect(first.paths()).toHaveLength(2);
  });

  test('names hold nothing but letters, digits, dots and dashes', () => {
    expect(new AssetCollector(files).urlOf('src/a photo.PNG')).toMatch(
      /^assets\/a-photo\.[0-9a-f]{12}\.png$/,
    );
  });
});
