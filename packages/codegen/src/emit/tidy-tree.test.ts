import { expect, test } from '@jest/globals';
import { textAt, treeFromTexts } from '@promptly/common';

import { tidyTree } from './tidy-tree.ts';

test('what people wrote is formatted, and what is formatted already is not looked at again', async () => {
  const generated = treeFromTexts([['src/app.tsx', 'export const a = "kept";\n']]);
  const tree = treeFromTexts([
    ['src/app.tsx', 'export const a = "kept";\n'],
    ['src/own.ts', 'export const b = "tidy"'],
    ['NOTES.md', 'hello'],
    ['data.yaml', 'a:   1'],
    ['logo.bin', '\u0000 1'],
  ]);
  const tidied = await tidyTree(tree, generated);
  expect([...tidied.keys()]).toEqual([...tree.keys()]);
  expect(textAt(tidied, 'src/app.tsx')).toBe('export const a = "kept";\n');
  expect(textAt(tidied, 'src/own.ts')).toBe("export const b = 'tidy';\n");
  expect(textAt(tidied, 'NOTES.md')).toBe('hello\n');
  expect(textAt(tidied, 'data.yaml')).toBe('a: 1\n');
  expect(textAt(tidied, 'logo.bin')).toBe('\u0000 1');
});

test('bytes that are no UTF-8, or begin with a byte order mark, stay what they are', async () => {
  const latin = Uint8Array.from([...Buffer.from('#   caf'), 0xe9]);
  const marked = Uint8Array.from([0xef, 0xbb, 0xbf, ...Buffer.from('#   title')]);
  const tree = new Map([
    ['latin.md', latin],
    ['marked.md', marked],
  ]);
  expect(await tidyTree(tree, new Map())).toEqual(tree);
});

test('what a package manager wrote stays as it is, in any folder', async () => {
  const tree = treeFromTexts([['packages/web/pnpm-lock.yaml', 'a:   1']]);
  expect(await tidyTree(tree, new Map())).toEqual(tree);
});

test('a whole repository is not formatted: only so much of it', async () => {
  const untidy = `export const a = '${'a'.repeat(150_000)}'`;
  const files = Array.from({ length: 20 }, (_, i) => [`src/${i}.ts`, untidy] as const);
  const tree = treeFromTexts(files);
  const asked: string[] = [];
  await tidyTree(tree, new Map(), (part) => {
    asked.push(...part.keys());
    return Promise.resolve(part);
  });
  expect(asked).toEqual([...tree.keys()].slice(0, 6));
});

test('a file that cannot be read stays as it is, beside others that are tidied', async () => {
  const tree = treeFromTexts([
    ['src/broken.ts', 'export const = ;'],
    ['src/own.ts', 'export  const b = 1'],
  ]);
  const tidied = await tidyTree(tree, new Map());
  expect(textAt(tidied, 'src/broken.ts')).toBe('export const = ;');
  expect(textAt(tidied, 'src/own.ts')).toBe('export const b = 1;\n');
});
