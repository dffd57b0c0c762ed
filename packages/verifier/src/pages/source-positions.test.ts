import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

import { sourcePositions } from './source-positions.ts';

const SOURCE = "export function fail() {\n  throw new Error('no');\n}\n";

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [{ in: 'app:src/fail.ts', out: 'app' }],
    bundle: true,
    write: false,
    outdir: '/out',
    sourcemap: 'external',
    minify: true,
    format: 'esm',
    plugins: [
      {
        name: 'app',
        setup(plugin) {
          plugin.onResolve({ filter: /^app:/ }, ({ path }) => ({
            path: path.slice(4),
            namespace: 'app',
          }));
          plugin.onLoad({ filter: /.*/, namespace: 'app' }, () => ({
            contents: SOURCE,
            loader: 'ts',
          }));
        },
      },
    ],
  });
  const [map, script] = [...outputFiles].sort((a, b) => b.path.length - a.path.length);
  if (!map || !script) throw new Error('esbuild made no map');
  return { map: map.contents, script: script.text };
}

test('a place in a bundle becomes the place in the project that it was made from', async () => {
  const { map, script } = await bundle();
  const column = script.indexOf('throw') + 1;
  const positions = sourcePositions((url) => (url === 'https://app.test/app.js' ? map : undefined));
  const stack = `Error: no\n    at t (https://app.test/app.js:1:${column})\n    at https://app.test/other.js:1:1`;
  expect(positions.ofStack(stack)).toEqual([{ path: 'src/fail.ts', line: 2, column: 3 }]);
});

test('a stack of nothing in the project has no places', () => {
  const positions = sourcePositions(() => undefined);
  expect(positions.ofStack('Error\n    at https://app.test/x.js:1:1')).toEqual([]);
  expect(positions.ofStack('no stack at all')).toEqual([]);
});
