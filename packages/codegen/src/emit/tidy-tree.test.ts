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

test('a file that cannot be read stays as it is, beside others that are tidied', async () => {
  const tree = treeFromTexts([
    ['src/broken.ts', 'export const = ;'],
    ['src/own.ts', 'export  const b = 1'],
  ]);
  const tidied = await tidyTree(tree, new Map());
  expect(textAt(tidied, 'src/broken.ts')).toBe('export const = ;');
  expect(textAt(tidied, 'src/own.ts')).toBe('export const b = 1;\n');
});
