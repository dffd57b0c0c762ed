import { afterAll, describe, expect, test } from '@jest/globals';

import { createCodeCheck } from './code-check.ts';

const check = createCodeCheck();
afterAll(() => check.close());

describe('reading code', () => {
  test.each([
    ['a.tsx', 'export const A = ({ x }: { x: string }) => <p>{x satisfies string}</p>;\n'],
    ['a.ts', 'enum A { B }\nexport const f = <T,>(x: T): T => <T>x;\n'],
    ['a.css', '@media (min-width: 40rem) { .a { color: red; } }\n'],
    ['a.ts', 'process.exit(1); throw new Error("it ran");\n'],
  ])('%s is read, and not run: %s', async (path, text) => {
    expect(await check.findFault(path, text)).toBeNull();
  });

  test.each([
    ['a.tsx', 'const a = 1;\nexport function A( {\n', 3],
    ['a.ts', 'const a = <p>no JSX here</p>;\n', 1],
    ['a.css', '.a { color: red;\n', 1],
    ['a.css', '.a {}\n}\n', 2],
  ])('%s with a fault is refused with its line: %s', async (path, text, line) => {
    expect(await check.findFault(path, text)).toMatchObject({ line });
  });

  test.each(['(', '!', '<a>', 'a=>', '[', '{a:', '`${', 'a<'])(
    'any depth of %s is refused, and the next file is read',
    async (part) => {
      const deep = part.repeat(Math.floor((128 * 1024) / part.length));
      expect(await check.findFault('a.tsx', deep)).not.toBeNull();
      expect(await check.findFault('a.ts', 'export {};\n')).toBeNull();
    },
  );

  test('what takes for ever is given up, and the next file is read', async () => {
    const hasty = createCodeCheck({ timeoutMs: 2_000 });
    const forever = `${'async ('.repeat(30)}c`;
    expect(await hasty.findFault('a.ts', forever)).toMatchObject({
      message: expect.stringContaining('too long'),
    });
    await hasty.close();
    expect(await check.findFault('a.ts', 'export {};\n')).toBeNull();
  });
});
