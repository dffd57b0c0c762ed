import path from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { APP_DEPENDENCIES } from '@promptly/common';

import { collectTypes } from '../../vite/collect-types.ts';
import { TYPED_MODULES } from '../../vite/type-library.ts';

const MAX_BYTES = 3 * 1024 * 1024;
const files = collectTypes(TYPED_MODULES, path.resolve(import.meta.dirname, '../..'));
const paths = new Set(files.map((file) => file.path));

describe('the editor’s type library', () => {
  test.each(Object.keys(APP_DEPENDENCIES))(
    'has the types of %s, which projects may import',
    (name) => {
      const folders = [`/node_modules/${name}/`, `/node_modules/@types/${name}/`];
      const declarations = [...paths].filter(
        (file) => /\.[cm]?ts$/.test(file) && folders.some((folder) => file.startsWith(folder)),
      );
      expect(declarations).not.toEqual([]);
    },
  );

  test('has a manifest for each package, by which the compiler finds its way', () => {
    const packages = new Set(
      [...paths].map((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]),
    );
    const without = [...packages].filter(
      (name) => !paths.has(`/node_modules/${name}/package.json`),
    );
    expect(without).toEqual([]);
  });

  test('is small enough to be fetched when the editor is opened', () => {
    expect(JSON.stringify(files).length).toBeLessThan(MAX_BYTES);
  });

  test('carries no path of the machine that built it', () => {
    const root = path.resolve(import.meta.dirname, '../../../..');
    expect(files.filter(({ text }) => text.includes(root))).toEqual([]);
  });
});
