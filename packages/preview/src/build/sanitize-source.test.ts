import { describe, expect, test } from '@jest/globals';
import { build, type BuildFailure } from 'esbuild';
import fc from 'fast-check';

import { COMPUTED_IMPORT } from '../runtime/computed-import.ts';
import { RENAMED_GLOBALS, sanitizeSource } from './sanitize-source.ts';

describe('what stays as it is', () => {
  test.each([
    `import { a } from './a';`,
    `import './styles.css';`,
    `import/* c */React from 'react';`,
    `const Page = lazy(() => import('./Page.tsx'));`,
    'const Page = lazy(() => import(`./Page.tsx`));',
    `import(/* webpackChunkName: "a" */ './a').then(show)`,
    `import('./a.json', { with: { type: 'json' } })`,
    `const dev = import.meta.env.DEV;`,
    `api.import(file); api\n  .import(file); this.#import(file);`,
    `class Store { import(file: File) { return file; } }`,
    `const important = (x) => reimport(x);`,
    `<p>Please import. Then press import to go on, import!</p>`,
  ])('%s', (source) => {
    expect(sanitizeSource(source)).toBe(`${source}\nexport {};\n`);
  });
});

test('a text that looks like a call reads the same', () => {
  const shown = sanitizeSource('<h2>Bulk import (beta)</h2>');
  expect(shown.replaceAll('\u200c', '')).toContain('<h2>Bulk import (beta)</h2>');
});

describe('a computed import becomes a call of the page', () => {
  test.each([
    'import(path)',
    'import(`./pages/${name}.tsx`)',
    `import('./' + name)`,
    `import(\n/* a */ './' + name)`,
    `import /* a */ // b\n ('./' + name)`,
    `[...import('./' + name)]`,
    `import.defer('./' + name)`,
    `import.source('./' + name)`,
    `import <!-- a\n('./' + name)`,
    `import(Folder.Etc + name)`,
  ])('%s', (source) => {
    expect(sanitizeSource(source)).toContain(COMPUTED_IMPORT);
  });
});

test('a source map comment is taken apart, wherever it stands', () => {
  expect(sanitizeSource('x\n//# sourceMappingURL=file:///etc/passwd')).not.toContain(
    'sourceMappingURL=',
  );
});

describe('esbuild does not look at the disk', () => {
  test('this test would notice: it does for a source that is not sanitized', async () => {
    expect(await readsDisk('export const f = (x) => import("./src/" + x + ".ts")', {})).toBe(true);
    expect(await readsDisk('module.require("./src/" + f)', {})).toBe(true);
  });

  test('for any way to write a computed import', async () => {
    const trivia = fc
      .array(
        fc.constantFrom(' ', '\n', '/*a*/', '//b\n', '\u2028', '\u00a0', '\ufeff', '\t', '/***/'),
      )
      .map((parts) => parts.join(''));
    const before = fc.constantFrom(
      '',
      'x = ',
      '[...',
      'a?.b, ',
      'async () => await ',
      '(',
      '`${',
      '!',
      '<p>{',
    );
    const word = fc.constantFrom(
      'import',
      'import',
      'import.defer',
      'import.source',
      'require',
      'module.require',
    );
    const path = fc.constantFrom(
      '"./src/" + x',
      '`./src/${x}`',
      "'./s' + 'rc/' + x + '.ts'",
      'a ? "./src/" + x : y',
    );
    const after = fc.constantFrom(
      ')',
      ', {})',
      ', { with: { type: "json" } })',
      ')\n{}',
      ') {}',
      ').then(y)',
    );
    let unsafe = 0;
    await fc.assert(
      fc.asyncProperty(before, word, trivia, trivia, path, after, async (...parts) => {
        const [open, name, gap, inner, argument, close] = parts;
        const source = `${open}${name.replace('.', `${gap}.`)}${gap}(${inner}${argument}${close}`;
        unsafe += (await readsDisk(source, {})) ? 1 : 0;
        expect(await readsDisk(sanitizeSource(source))).toBe(false);
      }),
      { numRuns: 300, seed: 20261122 },
    );
    expect(unsafe).toBeGreaterThan(100);
  });

  test('for any mixture of what an attack could be made of', async () => {
    const pieces = fc.constantFrom(
      ...['import', 'import', 'import', '(', '(', '"./src/"', '`./src/${x}`', '+', 'x', ')'],
      ...['/*a*/', '//b\n', '\n', ' ', '.', '...', 'defer', 'source', 'meta', '<!--', '-->', ';'],
      ...[',', '{', '}', '[', ']', '?', ':', '=', '=>', '@', '#', '!', 'async', 'await', 'new'],
      ...['require', 'module', '.require', '\u2028', '\u00a0', '\ufeff', '"', "'", '\\', '<p>'],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 3, maxLength: 14 }), async (parts) => {
        expect(await readsDisk(sanitizeSource(parts.join('')))).toBe(false);
      }),
      { numRuns: 400, seed: 20261122 },
    );
  });
});

/** True when esbuild tried to resolve something in a folder by itself. */
async function readsDisk(
  source: string,
  define: Record<string, string> = RENAMED_GLOBALS,
): Promise<boolean> {
  let loaded = false;
  try {
    await build({
      entryPoints: ['entry'],
      bundle: true,
      write: false,
      format: 'esm',
      logLevel: 'silent',
      sourcemap: 'external',
      outdir: '/',
      define,
      plugins: [
        {
          name: 'project',
          setup(plugin) {
            plugin.onResolve({ filter: /.*/ }, ({ kind, path }) =>
              kind === 'entry-point' ? { path, namespace: 'app' } : { path, external: true },
            );
            plugin.onLoad({ filter: /.*/, namespace: 'app' }, () => ({
              contents: source,
              loader: 'tsx',
            }));
            plugin.onLoad({ filter: /.*/ }, () => {
              loaded = true;
              return { contents: '' };
            });
          },
        },
      ],
    });
  } catch (error) {
    const { errors } = error as BuildFailure;
    return loaded || errors.some(({ text }) => /^Could not resolve (?:import|require)/.test(text));
  }
  return loaded;
}
