import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

import { mapStack, originalPlace } from './source-map.ts';

const SOURCE = `// a comment
export function add(a: number, b: number): number {
  if (a > b) throw new Error('é' + 'first');
  return multiply(a, b);
}

function multiply(x: number, y: number): number {
  throw new Error('second');
}
`;

/** Builds the source as a session would, with its map. */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: ['entry'],
    bundle: true,
    write: false,
    sourcemap: 'external',
    outdir: '/',
    format: 'esm',
    plugins: [
      {
        name: 'one file',
        setup(plugin) {
          plugin.onResolve({ filter: /.*/ }, () => ({ path: 'src/add.ts', namespace: 'app' }));
          plugin.onLoad({ filter: /.*/ }, () => ({ contents: SOURCE, loader: 'ts' }));
        },
      },
    ],
  });
  const text = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return {
    script: text('.js'),
    map: JSON.parse(text('.map')) as Parameters<typeof originalPlace>[0],
  };
}

test('a place of the script is traced back to the file that it came from', async () => {
  const { script, map } = await bundle();
  for (const text of ['first', 'second', 'function multiply', 'return multiply']) {
    const lines = script.split('\n');
    const line = lines.findIndex((content) => content.includes(text)) + 1;
    const column = (lines[line - 1] ?? '').search(/\S/) + 1;
    const wanted = SOURCE.split('\n').findIndex((content) => content.includes(text)) + 1;
    expect(originalPlace(map, line, column)).toMatchObject({ path: 'src/add.ts', line: wanted });
  }
});

test('what has no place in the project has none', async () => {
  const { map } = await bundle();
  expect(originalPlace(map, 10_000, 1)).toBeUndefined();
  expect(originalPlace({ sources: ['node:x'], mappings: 'AAAA' }, 1, 1)).toBeUndefined();
  expect(originalPlace({ sources: [], mappings: '!!!,;' }, 1, 1)).toBeUndefined();
});

test('a stack names the project’s files, and vendored frames stay', async () => {
  const { script, map } = await bundle();
  const line = script.split('\n').findIndex((content) => content.includes('second')) + 1;
  const stack = [
    'Error: second',
    `    at multiply (http://127.0.0.1:3001/p/tok/app.0a1b.js?run=2:${line}:9)`,
    '    at render (http://127.0.0.1:3001/vendor/1/react-dom-client.js:1:200)',
  ].join('\n');
  const asked: string[] = [];
  const mapped = await mapStack(stack, (url) => {
    asked.push(url);
    return Promise.resolve(map);
  });
  expect(asked).toEqual(['http://127.0.0.1:3001/p/tok/app.0a1b.js']);
  expect(mapped.place).toMatchObject({ path: 'src/add.ts', line: 8 });
  expect(mapped.stack).toMatch(/at multiply \(src\/add\.ts:8:\d+\)/);
  expect(mapped.stack).toContain('react-dom-client.js:1:200');
});

test('a script without a map leaves the stack as it is', async () => {
  const stack = 'Error\n at http://h/app.0a.js:1:1';
  expect(await mapStack(stack, () => Promise.resolve(undefined))).toEqual({ stack });
});
