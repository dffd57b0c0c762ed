import { describe, expect, test } from '@jest/globals';

import { readSourceFile } from './source-file.ts';
import { createUiRegistry } from './ui-registry.ts';

const registry = createUiRegistry();
const names = registry.components.map(({ name }) => name);

describe('createUiRegistry', () => {
  test.each(names)('%s is copied with every file that it imports', (name) => {
    const files = registry.filesFor([name]);
    expect(files.has(`src/components/ui/${name}.tsx`)).toBe(true);
    for (const [path, text] of files) {
      for (const imported of readSourceFile(path, text).imports) {
        expect([path, imported, files.has(imported)]).toEqual([path, imported, true]);
      }
    }
  });

  test.each(names)('%s depends only on packages with an exact version', (name) => {
    for (const [, version] of Object.entries(registry.dependenciesFor([name]))) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test('no component depends on anything but the agreed packages', () => {
    expect(Object.keys(registry.dependenciesFor(names))).toEqual([
      'class-variance-authority',
      'clsx',
      'lucide-react',
      'radix-ui',
      'tailwind-merge',
    ]);
  });

  test('describes a component by what its file says', () => {
    const toast = registry.components.find(({ name }) => name === 'toast');
    expect(toast).toMatchObject({
      exports: expect.arrayContaining(['toast', 'Toaster']),
      files: ['src/components/ui/toast-store.ts', 'src/components/ui/toast.tsx', 'src/lib/cn.ts'],
      dependencies: ['clsx', 'lucide-react', 'tailwind-merge'],
      uses: ['button', 'ui-text'],
    });
  });

  test('says which names the library really exports', async () => {
    const library: Record<string, unknown> = await import('../index.ts');
    const declared = new Set(registry.components.flatMap((component) => component.exports));
    const components = Object.keys(library).filter((name) => /^[A-Z]/.test(name));
    for (const name of components.filter((name) => !name.endsWith('Context'))) {
      expect([name, declared.has(name)]).toEqual([name, true]);
    }
  });

  test('answers the same files in the same order however they are asked for', () => {
    const forward = registry.filesFor(names);
    const backward = createUiRegistry().filesFor([...names].reverse());
    expect([...backward]).toEqual([...forward]);
    expect([...forward.keys()]).toEqual([...forward.keys()].sort());
  });

  test('copies the class name helper even for nothing', () => {
    expect([...registry.filesFor([]).keys()]).toEqual(['src/lib/cn.ts']);
  });

  test('an unknown name is an error that names it', () => {
    expect(() => registry.filesFor(['blorp'])).toThrow('no component "blorp"');
  });
});
