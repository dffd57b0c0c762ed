import { expect, test } from '@jest/globals';
import { textAt } from '@promptly/common';
import { createUiRegistry } from '@promptly/ui/registry';
import fc from 'fast-check';

import { packageName } from './emit/scaffold.ts';
import { starterTree } from './starter.ts';

const library = createUiRegistry();

test('an empty project begins with an app that can be run, built and tested', async () => {
  const tree = await starterTree({ name: 'My shop', library });
  const manifest = JSON.parse(textAt(tree, 'package.json') ?? '') as {
    name: string;
    scripts: object;
  };
  expect(manifest.name).toBe('my-shop');
  expect(Object.keys(manifest.scripts)).toEqual([
    'dev',
    'build',
    'preview',
    'lint',
    'format',
    'test',
  ]);
  expect([...tree.keys()]).toEqual(
    expect.arrayContaining(['index.html', 'src/main.tsx', 'src/App.test.tsx']),
  );
});

test('the same name gives the same bytes', async () => {
  const [first, second] = [
    await starterTree({ name: 'Twice', library }),
    await starterTree({ name: 'Twice', library }),
  ];
  expect(second).toEqual(first);
});

test('a name cannot break out of the page, the component or the readme', async () => {
  const tree = await starterTree({
    name: '</title><script>alert(1)</script>{process.exit()}`\\',
    library,
  });
  expect(textAt(tree, 'index.html')).not.toContain('<script>alert');
  expect(textAt(tree, 'src/App.tsx')).not.toContain('{process');
});

test('whatever the name, the package name is one that npm takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      expect(packageName(title)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/);
    }),
  );
});
