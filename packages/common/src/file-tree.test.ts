import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { normalizePath, treeFromTexts } from './file-tree.ts';

describe('normalizePath', () => {
  test.each([
    ['/src/App.tsx', 'src/App.tsx'],
    ['src/App.tsx', 'src/App.tsx'],
    ['///a.txt', 'a.txt'],
    ['a/.gitignore', 'a/.gitignore'],
    ['e\u0301.txt', '\u00e9.txt'],
  ])('%j is stored as %j', (raw, path) => {
    expect(normalizePath(raw)).toEqual({ ok: true, path });
  });

  test.each([
    ['', 'empty'],
    ['/', 'empty'],
    ['../x', 'traversal'],
    ['a/../../x', 'traversal'],
    ['a//b', 'traversal'],
    ['./a', 'traversal'],
    ['C:/x', 'traversal'],
    ['a\\b', 'backslash'],
    ['a\u0000b', 'control_character'],
    ['a\u202eb', 'control_character'],
    ['half a pair \ud83d', 'control_character'],
    ['nul.txt', 'reserved'],
    ['a/dot.', 'reserved'],
    ['.git/config', 'reserved'],
    ['.GIT/config', 'reserved'],
    ['packages/a/.Git/hooks/pre-commit', 'reserved'],
    ['a/.git', 'reserved'],
    ['a/node_modules/b.js', 'reserved'],
    ['a/.g\u200cit/config', 'reserved'],
    ['git~1/config', 'reserved'],
    ['a/Node_Modules/b.js', 'reserved'],
    ['a.txt:stream', 'reserved'],
    ['what?.md', 'reserved'],
    ['com\u00b9', 'reserved'],
    ['CONIN$', 'reserved'],
    ['\u3042'.repeat(90), 'too_long'],
    ['x'.repeat(256), 'too_long'],
    ['a' + '\u0300\u0316'.repeat(4_000_000), 'too_long'],
    ['a/'.repeat(32) + 'b', 'too_deep'],
  ])('%j is refused as %s', (raw, fault) => {
    expect(normalizePath(raw)).toEqual({ ok: false, fault });
  });

  test('what it accepts can never leave the folder it is joined to', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const result = normalizePath(raw);
        if (!result.ok) return;
        const resolved = new URL(encodeURI(result.path), 'file:///root/').pathname;
        expect(resolved.startsWith('/root/')).toBe(true);
      }),
    );
  });

  test('it is idempotent', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const once = normalizePath(raw);
        if (once.ok) expect(normalizePath(once.path)).toEqual(once);
      }),
    );
  });
});

test('a tree made from texts is in path order whatever the order given', () => {
  const tree = treeFromTexts([
    ['b', '2'],
    ['a/z', '1'],
    ['B', '3'],
  ]);
  expect([...tree.keys()]).toEqual(['B', 'a/z', 'b']);
});
