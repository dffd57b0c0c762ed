import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { resolveImport, type ResolveScope } from './resolve-import.ts';

const FILES = new Set([
  'src/main.tsx',
  'src/App.tsx',
  'src/pages/index.ts',
  'src/data/tasks.json',
  'src/lib/format.ts',
  'src/styles.css',
  'src/theme.css',
  'src/logo.svg',
  'public/logo.svg',
]);
const scope: ResolveScope = {
  has: (path) => FILES.has(path),
  vendored: new Set(['react', 'react-dom/client']),
};

const fromMain = (specifier: string) =>
  resolveImport(specifier, 'src/main.tsx', 'import-statement', scope);
const fromStyles = (specifier: string, kind: 'import-rule' | 'url-token') =>
  resolveImport(specifier, 'src/styles.css', kind, scope);

describe('files of the project', () => {
  test.each([
    ['./App.tsx', 'src/App.tsx'],
    ['./App', 'src/App.tsx'],
    ['./App.js', 'src/App.tsx'],
    ['./pages', 'src/pages/index.ts'],
    ['./pages/', 'src/pages/index.ts'],
    ['../src/App', 'src/App.tsx'],
    ['@/lib/format', 'src/lib/format.ts'],
    ['@/lib/format.js', 'src/lib/format.ts'],
    ['./data/tasks.json', 'src/data/tasks.json'],
    ['/src/App.tsx', 'src/App.tsx'],
    ['/logo.svg', 'public/logo.svg'],
  ])('%s is %s', (specifier, path) => {
    expect(fromMain(specifier)).toEqual({ kind: 'file', path, as: 'module' });
  });

  test('?url and ?raw say how a file is wanted', () => {
    expect(fromMain('./logo.svg?url')).toMatchObject({ path: 'src/logo.svg', as: 'url' });
    expect(fromMain('./logo.svg?raw')).toMatchObject({ path: 'src/logo.svg', as: 'text' });
    expect(fromMain('./logo.svg?component')).toMatchObject({ kind: 'refused' });
  });

  test('a stylesheet names its neighbours without a dot', () => {
    expect(fromStyles('theme.css', 'import-rule')).toMatchObject({ path: 'src/theme.css' });
    expect(fromStyles('logo.svg', 'url-token')).toMatchObject({ path: 'src/logo.svg' });
    expect(fromStyles('/logo.svg', 'url-token')).toMatchObject({ path: 'public/logo.svg' });
  });
});

test('vendored packages are known by their exact specifier', () => {
  expect(fromMain('react')).toEqual({ kind: 'vendored', specifier: 'react' });
  expect(fromMain('react/package.json')).toMatchObject({ kind: 'refused' });
});

describe('what is refused, with the reason', () => {
  test.each([
    ['/etc/passwd', 'does not exist in the project'],
    ['../../../../etc/hostname', 'outside of the project'],
    ['..', 'does not exist in the project'],
    ['../..', 'outside of the project'],
    ['@/../../etc/passwd', 'outside of the project'],
    ['node:fs', 'part of Node.js'],
    ['fs', 'part of Node.js'],
    ['fs/promises', 'part of Node.js'],
    ['lodash', 'not available'],
    ['@scope/name', 'not available'],
    ['../node_modules/react/index.js', 'node_modules'],
    ['https://esm.sh/react', 'cannot be imported'],
    ['//esm.sh/react', 'cannot be imported'],
    ['file:///etc/passwd', 'cannot be imported'],
    ['data:text/javascript,alert(1)', 'cannot be imported'],
    ['javascript:alert(1)', 'cannot be imported'],
    ['C:/Windows/win.ini', 'not available'],
    ['./Missing', 'does not exist'],
    ['', 'not available'],
  ])('%j: %s', (specifier, reason) => {
    const resolution = fromMain(specifier);
    expect(resolution).toMatchObject({ kind: 'refused' });
    expect((resolution as { message: string }).message).toContain(reason);
  });
});

describe('addresses in stylesheets', () => {
  test('secure and inline pictures stay, plain HTTP and other hosts’ stylesheets go', () => {
    expect(fromStyles('https://x.example/a.png', 'url-token')).toEqual({ kind: 'untouched' });
    expect(fromStyles('data:image/png;base64,AA', 'url-token')).toEqual({ kind: 'untouched' });
    expect(fromStyles('#gradient', 'url-token')).toEqual({ kind: 'untouched' });
    expect(fromStyles('http://127.0.0.1/a.png', 'url-token')).toMatchObject({ kind: 'dropped' });
    expect(fromStyles('https://x.example/a.css', 'import-rule')).toMatchObject({ kind: 'dropped' });
    expect(fromStyles('file:///etc/passwd', 'import-rule')).toMatchObject({ kind: 'refused' });
  });
});

test('whatever is asked for, a file that is found is one of the project', () => {
  const part = fc.constantFrom('.', '..', '/', '@', 'src', 'App', 'logo.svg', '\\', '%2e', ':', '?url', '#', 'public', ' '); // prettier-ignore
  const specifier = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join('/')),
  );
  const kind = fc.constantFrom('import-statement', 'dynamic-import', 'import-rule', 'url-token');
  fc.assert(
    fc.property(specifier, kind, (text, as) => {
      const resolution = resolveImport(text, 'src/pages/index.ts', as, scope);
      if (resolution.kind === 'file') expect(FILES).toContain(resolution.path);
    }),
    { numRuns: 2_000 },
  );
});
