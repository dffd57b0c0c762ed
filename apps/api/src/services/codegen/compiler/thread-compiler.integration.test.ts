import { afterAll, describe, expect, test } from '@jest/globals';

import { textAt, treeFromTexts } from '@promptly/common';

import { createThreadCompiler } from './thread-compiler.ts';

const compiler = createThreadCompiler();
afterAll(() => compiler.close());

const { signal } = new AbortController();

async function makeApp(promptText: string) {
  const { spec, notes } = await compiler.readPrompts([promptText], {}, signal);
  const plan = await compiler.plan(spec, signal);
  const requirements = await compiler.explain(spec, plan, signal);
  const files = await compiler.format(await compiler.emit(plan, signal), signal);
  return { spec, notes, plan, requirements, files };
}

describe('the compiler in its thread', () => {
  test('makes the same app of the same prompt, out of plain JSON', async () => {
    const first = await makeApp('A tracker of library books with due dates');
    const second = await makeApp('A tracker of library books with due dates');
    expect(second).toEqual(first);
    expect(first.files.has('src/App.tsx')).toBe(true);
    expect(JSON.parse(JSON.stringify([first.spec, first.plan]))).toEqual([first.spec, first.plan]);
  });

  test('gives up at once what nobody waits for any more, and goes on with the next', async () => {
    const stop = new AbortController();
    const reading = compiler.readPrompts(['x '.repeat(9_000)], {}, stop.signal);
    stop.abort();
    await expect(reading).rejects.toThrow('canceled');
    expect((await compiler.readPrompts(['a shop'], {}, signal)).spec).toBeDefined();
  });

  test('refuses a plan that is none', async () => {
    await expect(compiler.emit({ family: 'unheard of' }, signal)).rejects.toThrow('family');
  });

  test('merges, or says where it cannot', async () => {
    const base = treeFromTexts([['a.txt', 'one\n']]);
    const ours = treeFromTexts([['a.txt', 'ours\n']]);
    const theirs = treeFromTexts([
      ['a.txt', 'one\n'],
      ['b.txt', 'new\n'],
    ]);
    const merged = await compiler.merge({ base, ours, theirs }, signal);
    expect('tree' in merged && [...merged.tree.keys()]).toEqual(['a.txt', 'b.txt']);
    const both = treeFromTexts([['a.txt', 'theirs\n']]);
    expect(await compiler.merge({ base, ours, theirs: both }, signal)).toEqual({
      conflicts: [{ path: 'a.txt', kind: 'content' }],
    });
  });

  test('formats what people wrote by hand when it is merged', async () => {
    const base = treeFromTexts([['src/a.ts', 'export const a = 1;\n']]);
    const ours = treeFromTexts([['src/a.ts', 'export const a = "by hand"']]);
    const merged = await compiler.merge({ base, ours, theirs: base }, signal);
    expect('tree' in merged && textAt(merged.tree, 'src/a.ts')).toBe(
      "export const a = 'by hand';\n",
    );
  });
});
