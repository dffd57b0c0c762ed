import { describe, expect, test } from '@jest/globals';
import { transformSync } from 'esbuild';
import fc from 'fast-check';

import { defineModule, readLiveSource, stageModule } from './live-source.ts';

const read = (text: string) => {
  const { exports, isWhole, components } = readLiveSource(text);
  return { exports: Object.fromEntries(exports), isWhole, components };
};

describe('what a source exports', () => {
  test.each<[string, Record<string, string>]>([
    ['export function Page() {}', { Page: 'Page' }],
    ['export async function load() {}', { load: 'load' }],
    ['export default function Page() {}', { default: 'Page' }],
    ['export const one = 1;', { one: 'one' }],
    ['const a = 1;\nexport { a, a as b };', { a: 'a', b: 'a' }],
    ['const A = 1;\nexport default A;', { default: 'A' }],
    ['export type T = 1;\nexport interface I {}', {}],
    ['type T = 1;\nconst a = 1;\nexport { type T, a };', { a: 'a' }],
    ['export {\n  a,\n  b,\n};\nconst a = 1, b = 2;', { a: 'a', b: 'b' }],
    ['export class Été {}', { Été: 'Été' }],
  ])('is known where a formatter wrote it: %j', (text, exports) => {
    expect(read(text)).toMatchObject({ exports, isWhole: true });
  });

  test.each([
    'export default () => null;',
    'export default class extends Base {}',
    'export const enum Kind {\n  A,\n}',
    'export const { a, b } = both;',
    'export let a = 1;',
    "export * from './x';",
    "export { a } from './x';",
    'export const a = 1; export const b = 2;',
    '  export const a = 1;',
    '// an export of a kind',
    'const a = 1;\nexport { a as "a-b" };',
  ])('is not taken for whole where it is written in another way: %j', (text) => {
    expect(read(text).isWhole).toBe(false);
  });
});

test('components are what has a name like one, exported or not', () => {
  const text = `const Row = () => null;\nfunction Page() {}\nconst SIZE = 1;\nfunction helper() {}\n  const Inner = 1;`;
  expect(read(text).components).toEqual(['Row', 'Page', 'SIZE']);
});

test('the signature changes with the hooks of a source, and with nothing else', () => {
  const signature = (text: string) => readLiveSource(text).signature;
  const before = signature('const [a] = useState(1);\nreturn <p>one</p>;');
  expect(signature('const [a] = useState(1);\n\nreturn <p>two</p>;')).toBe(before);
  expect(signature('const [a] = useState(2);\nreturn <p>one</p>;')).not.toBe(before);
  expect(signature('const [a] = useState(1);\nuseId();')).not.toBe(before);
});

test('what is added to a source compiles wherever the source does', () => {
  const line = fc.constantFrom(
    ...[
      'export ',
      'default ',
      'const A = 1;\n',
      'class extends B {}\n',
      'function F() {}\n',
      '`\n',
    ],
    ...['{ a, type b }', '*/', '/*\n', 'class C {}\n', 'enum E {}\n', 'export { A as B };\n', '\n'],
    ...[
      'abstract ',
      'declare ',
      'async ',
      'function* G() {}\n',
      'let d = 1;\n',
      '"x"',
      ' from "y"',
    ],
  );
  const compiles = (code: string) => {
    try {
      transformSync(code, { loader: 'tsx', format: 'esm', logLevel: 'silent' });
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const text = lines.join('');
      if (!compiles(`${text}\nexport {};\n`)) return;
      const source = readLiveSource(text);
      expect(compiles(`${text}\nexport {};\n${defineModule('src/a.tsx', source)}`)).toBe(true);
      expect(compiles(`${text}\nexport {};\n${stageModule(source)}`)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});
