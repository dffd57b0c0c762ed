import { expect, test } from '@jest/globals';

import { decodeText, treeFromTexts } from '@promptly/common';

import { formatTree } from './format-tree.ts';
import { createTreeFormatter } from './tree-formatter.ts';

const texts = (tree: ReadonlyMap<string, Uint8Array>) =>
  Object.fromEntries(Array.from(tree, ([path, bytes]) => [path, decodeText(bytes)]));

test('a tree is formatted as ever, also when most of it is known from the tree before', async () => {
  const format = createTreeFormatter();
  const first = treeFromTexts([
    ['a.ts', 'const  a=1'],
    ['b.css', 'a{color:red}'],
    ['c.png', 'a  b'],
  ]);
  const second = treeFromTexts([
    ['a.ts', 'const  a=2'],
    ['b.css', 'a{color:red}'],
    ['moved/c.png', 'a  b'],
  ]);
  for (const tree of [first, second, first]) {
    expect(texts(await format(tree))).toEqual(texts(await formatTree(tree)));
  }
});

test('one text in two kinds of files is formatted as each kind is', async () => {
  const format = createTreeFormatter();
  const text = '{ "a":1 }';
  const formatted = texts(
    await format(
      treeFromTexts([
        ['a.json', text],
        ['a.txt', text],
      ]),
    ),
  );
  expect(formatted).toEqual({ 'a.json': '{ "a": 1 }\n', 'a.txt': text });
});

test('what is known of one tree does not bring files into another', async () => {
  const format = createTreeFormatter();
  await format(treeFromTexts([['a.ts', 'a']]));
  expect([...(await format(treeFromTexts([['b.ts', 'b']]))).keys()]).toEqual(['b.ts']);
});
