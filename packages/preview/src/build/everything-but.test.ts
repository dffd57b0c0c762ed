import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import fc from 'fast-check';

import { everythingBut } from './everything-but.ts';

const WORDS = ['react', 'react/jsx-runtime', 'react-dom', '@hookform/resolvers/zod', 'zod', 'clsx'];

test('matches every text but the words', () => {
  const word = fc.stringMatching(/^[a-c@/.-]{0,4}$/);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), fc.oneof(word, fc.string()), (words, text) => {
      const pattern = everythingBut(words);
      expect(pattern.test(text)).toBe(!words.includes(text));
      for (const each of words) expect(pattern.test(each)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('esbuild understands it as we do', async () => {
  const asked: string[] = [];
  const others = ['./react', 'react/', 'reac', 'zodiac', '@hookform/resolvers', 'lodash', 'r\nx'];
  await build({
    stdin: {
      contents: [...WORDS, ...others].map((name) => `import ${JSON.stringify(name)};`).join('\n'),
    },
    bundle: true,
    write: false,
    external: WORDS,
    plugins: [
      {
        name: 'all',
        setup(plugin) {
          plugin.onResolve({ filter: everythingBut(WORDS) }, ({ path }) => {
            asked.push(path);
            return { path, external: true };
          });
        },
      },
    ],
  });
  expect(asked.filter((path) => path !== '<stdin>').sort()).toEqual([...others].sort());
});
