import { describe, expect, test } from '@jest/globals';
import { type FileTree, sortTree, textAt, treeFromTexts } from '@promptly/common';
import fc from 'fast-check';

import { mergeTrees } from './merge-trees.ts';

const LINES = 'one\ntwo\nthree\nfour\nfive\n';

function merge(
  base: Record<string, string>,
  ours: Record<string, string>,
  theirs: Record<string, string>,
) {
  const tree = (texts: Record<string, string>) => treeFromTexts(Object.entries(texts));
  const result = mergeTrees({ base: tree(base), ours: tree(ours), theirs: tree(theirs) });
  const texts = Object.fromEntries(
    [...result.tree.keys()].map((path) => [path, textAt(result.tree, path)]),
  );
  return { texts, conflicts: result.conflicts.map(({ path, kind }) => [path, kind]) };
}

describe('one side changed', () => {
  test('an edit by hand stays when the generator left the file alone', () => {
    expect(merge({ a: '1' }, { a: '2' }, { a: '1' })).toEqual({ texts: { a: '2' }, conflicts: [] });
  });

  test('what the generator changed, added and deleted is taken where nobody edited', () => {
    expect(merge({ a: '1', b: '1' }, { a: '1', b: '1' }, { a: '2', c: '3' })).toEqual({
      texts: { a: '2', c: '3' },
      conflicts: [],
    });
  });

  test('a file that was deleted by hand is not brought back', () => {
    expect(merge({ a: '1', b: '1' }, { b: '1' }, { a: '1', b: '2' })).toEqual({
      texts: { b: '2' },
      conflicts: [],
    });
  });
});

describe('both sides changed', () => {
  test('edits of different lines are joined', () => {
    const ours = LINES.replace('one', 'ONE');
    const theirs = LINES.replace('five', 'FIVE');
    expect(merge({ a: LINES }, { a: ours }, { a: theirs })).toEqual({
      texts: { a: 'ONE\ntwo\nthree\nfour\nFIVE\n' },
      conflicts: [],
    });
  });

  test('of a text that is long and much alike, edits near each other are joined', () => {
    const blank = '\n'.repeat(9_000);
    expect(
      merge(
        { a: `${blank}${LINES}${blank}` },
        { a: `${blank}${LINES.replace('one', 'ONE')}${blank}` },
        { a: `${blank}${LINES.replace('five', 'FIVE')}${blank}` },
      ),
    ).toEqual({ texts: { a: `${blank}ONE\ntwo\nthree\nfour\nFIVE\n${blank}` }, conflicts: [] });
  });

  test('of a text whose lines cannot be told apart, edits far from each other are a conflict', () => {
    const blank = '\n'.repeat(9_000);
    expect(merge({ a: blank }, { a: `one\n${blank}` }, { a: `${blank}two\n` }).conflicts).toEqual([
      ['a', 'content'],
    ]);
  });

  test('the same edit on both sides is no conflict', () => {
    expect(merge({ a: '1' }, { a: '2' }, { a: '2' }).conflicts).toEqual([]);
  });

  test.each([
    [
      'the same line',
      { a: LINES },
      { a: LINES.replace('two', 'x') },
      { a: LINES.replace('two', 'y') },
      'content',
    ],
    ['a file new on both sides', {}, { a: 'x' }, { a: 'y' }, 'both_added'],
    ['deleted by hand, changed by the generator', { a: '1' }, {}, { a: '2' }, 'deleted_by_us'],
    ['changed by hand, deleted by the generator', { a: '1' }, { a: '2' }, {}, 'deleted_by_them'],
    ['bytes that are no text', { a: '1\0' }, { a: '2\0' }, { a: '3\0' }, 'content'],
  ] as [string, Record<string, string>, Record<string, string>, Record<string, string>, string][])(
    '%s is a conflict, and ours stays',
    (_name, base, ours, theirs, kind) => {
      expect(merge(base, ours, theirs)).toEqual({ texts: ours, conflicts: [['a', kind]] });
    },
  );

  test('a file on one side and a folder of that name on the other clash', () => {
    expect(merge({}, { a: '1' }, { 'a/b': '2' }).conflicts).toEqual([['a/b', 'path_clash']]);
  });

  test('names that differ in case only clash', () => {
    expect(merge({}, { 'App.tsx': '1' }, { 'app.tsx': '2' }).conflicts).toEqual([
      ['app.tsx', 'path_clash'],
    ]);
  });
});

describe('for any trees', () => {
  const lines = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 })
    .map((all) => all.map((l) => `${l}\n`).join(''));
  const tree = fc
    .dictionary(fc.constantFrom('x', 'y', 'z'), lines)
    .map((texts) => treeFromTexts(Object.entries(texts)));

  test('merging an unchanged side gives the other side', () => {
    fc.assert(
      fc.property(tree, tree, (base, changed) => {
        expect(mergeTrees({ base, ours: changed, theirs: base })).toEqual({
          tree: sortTree(changed),
          conflicts: [],
        });
        expect(mergeTrees({ base, ours: base, theirs: changed })).toEqual({
          tree: sortTree(changed),
          conflicts: [],
        });
      }),
    );
  });

  test('both sides conflict in the same paths whichever is called ours', () => {
    fc.assert(
      fc.property(tree, tree, tree, (base, ours, theirs) => {
        const forth = mergeTrees({ base, ours, theirs });
        const back = mergeTrees({ base, ours: theirs, theirs: ours });
        expect(back.conflicts.map(({ path }) => path)).toEqual(
          forth.conflicts.map(({ path }) => path),
        );
        if (forth.conflicts.length === 0) expect(textsOf(back.tree)).toEqual(textsOf(forth.tree));
      }),
    );
  });

  test('a line that people added is in the merged file or its path is a conflict', () => {
    fc.assert(
      fc.property(
        tree,
        tree,
        fc.constantFrom('x', 'y', 'z'),
        fc.nat(),
        (base, theirs, path, at) => {
          const before = (textAt(base, path) ?? '').split(/(?<=\n)/).filter(Boolean);
          const position = at % (before.length + 1);
          const text = [...before.slice(0, position), 'by hand\n', ...before.slice(position)].join(
            '',
          );
          const ours = new Map([...base, [path, new TextEncoder().encode(text)]]);
          const { tree: merged, conflicts } = mergeTrees({ base, ours, theirs });
          const conflicted = conflicts.some((conflict) => conflict.path === path);
          expect(conflicted || textAt(merged, path)?.includes('by hand\n')).toBe(true);
          if (conflicted) expect(textAt(merged, path)).toBe(text);
        },
      ),
    );
  });
});

function textsOf(tree: FileTree): [string, string | undefined][] {
  return [...tree.keys()].map((path) => [path, textAt(tree, path)]);
}
