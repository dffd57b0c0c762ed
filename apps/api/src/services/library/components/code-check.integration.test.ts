import { afterAll, describe, expect, test } from '@jest/globals';

import { createCodeCheck } from './code-check.ts';

const check = createCodeCheck();
afterAll(() => check.close());

const forever = `${'async ('.repeat(30)}c`;

describe('reading code', () => {
  test.each([
    ['a.tsx', 'export const A = ({ x }: { x: string }) => <p>{x satisfies string}</p>;\n'],
    ['a.ts', 'enum A { B }\nexport const f = <T,>(x: T): T => <T>x;\n'],
    ['a.css', '@media (min-width: 40rem) { .a { color: red; } }\n'],
    ['a.ts', 'process.exit(1); throw new Error("it ran");\n'],
  ])('%s is read, and not run: %s', async (path, text) => {
    expect(await check.findFault('a', path, text)).toBeNull();
  });

  test.each([
    ['a.tsx', 'const a = 1;\nexport function A( {\n', 3],
    ['a.ts', 'const a = <p>no JSX here</p>;\n', 1],
    ['a.css', '.a { color: red;\n', 1],
    ['a.css', '.a {}\n}\n', 2],
  ])('%s with a fault is refused with its line: %s', async (path, text, line) => {
    expect(await check.findFault('a', path, text)).toMatchObject({ line });
  });

  test.each(['(', '!', '<a>', 'a=>', '[', '{a:', '`${', 'a<'])(
    'any depth of %s is refused, and the next file is read',
    async (part) => {
      const deep = part.repeat(Math.floor((128 * 1024) / part.length));
      expect(await check.findFault('a', 'a.tsx', deep)).not.toBeNull();
      expect(await check.findFault('a', 'a.ts', 'export {};\n')).toBeNull();
    },
  );

  test('what takes for ever is given up, and others are read before the next of its organization', async () => {
    const hasty = createCodeCheck({ readingTimeoutMs: 200, restMs: 200 });
    const ended: string[] = [];
    const read = async (org: string, text: string) => {
      const fault = await hasty.findFault(org, 'a.ts', text);
      ended.push(org);
      return fault;
    };
    const hung = [read('a', forever), read('a', forever)];
    expect(await Promise.all(['b', 'c'].map((org) => read(org, 'export {};\n')))).toEqual([
      null,
      null,
    ]);
    expect(ended.filter((org) => org === 'a')).toHaveLength(1);
    for (const fault of await Promise.all(hung)) {
      expect(fault).toMatchObject({ message: expect.stringContaining('too long') });
    }
    expect(await read('a', 'export {};\n')).toBeNull();
    await hasty.close();
  });

  test('of an organization waits after a text that was given up', async () => {
    const strict = createCodeCheck({ readingTimeoutMs: 200, restMs: 3_600_000 });
    await strict.findFault('a', 'a.ts', forever);
    const waiting = Array.from({ length: 50 }, () => strict.findFault('a', 'a.ts', ''));
    await expect(strict.findFault('a', 'a.ts', '')).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await strict.findFault('b', 'a.ts', 'export {};\n')).toBeNull();
    expect(await Promise.race([...waiting, Promise.resolve('none')])).toBe('none');
    await strict.close();
  });
});
