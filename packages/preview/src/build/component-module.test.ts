import { describe, expect, test } from '@jest/globals';
import { transformSync } from 'esbuild';
import fc from 'fast-check';

import { readComponentModule } from './component-module.ts';

/** Reads a source as the compiler prints it. */
function read(text: string) {
  const options = { loader: 'tsx', format: 'esm', jsx: 'automatic', target: 'es2022' } as const;
  return readComponentModule(transformSync(text, options).code);
}
const names = (text: string) => [...(read(text)?.components.keys() ?? [])];
const stateOf = (text: string) => read(text)?.components.get('Page');

describe('a module that can be replaced', () => {
  test.each<[string, string[]]>([
    ['export function Page() {}', ['Page']],
    ['export default function Page() {}', ['default']],
    ['const Page = () => null;\nexport default Page;', ['default']],
    ["'use client';\nexport const Page = function () { return null; };", ['Page']],
    ["import { memo } from 'react';\nexport const Page = memo(() => null);", ['Page']],
    ["import { memo, forwardRef } from 'react';\nexport const Page = memo(forwardRef(() => null));", ['Page']], // prettier-ignore
    ["const TABS = ['a', `b${1}`];\nfunction Row() {}\nexport const Page = () => <Row tabs={TABS} />;", ['Page']], // prettier-ignore
    ["import { cva } from 'class-variance-authority';\nconst look = cva('a');\nexport const Page = () => look();", ['Page']], // prettier-ignore
    ['const FORMAT = new Intl.NumberFormat("en");\nexport const Page = () => FORMAT;', ['Page']],
    ['type T = 1;\nexport type { T };\nexport interface P {}\nexport const Page = () => null;', ['Page']], // prettier-ignore
  ])('exports components of its own: %s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    ['no component', 'export const SIZE = 1;'],
    ['a hook besides', 'export const Page = () => null;\nexport const usePage = () => 1;'],
    ['a class', 'export class Page {}'],
    ['what another module made', "import { Root } from 'radix-ui';\nexport const Page = Root;"],
    ['a part of it', "import { Dialog } from 'radix-ui';\nexport const Page = Dialog.Root;"],
    ['its own component twice', 'const Page = () => null;\nexport { Page, Page as Home };'],
    ['a component in another wrapper', "import { observer } from './x';\nexport const Page = observer(() => null);"], // prettier-ignore
    ['one that was added to', 'export const Page = Object.assign(() => null, { Header: 1 });'],
    ['a comparison of its own', "import { memo } from 'react';\nexport const Page = memo(() => null, () => true);"], // prettier-ignore
    ['a component that waits', 'export async function Page() {}'],
  ])('does not export %s', (_, text) => {
    expect(read(text)).toBeNull();
  });

  test.each([
    ['calls', "import { menu } from './menu';\nmenu.push(1);"],
    ['parts that are added to a component', 'Page.Header = () => null;'],
    ['values of other modules', "import { register } from './x';\nconst id = register(Page);"],
    ['values of its own functions', 'function make() { return [] }\nconst rows = make();'],
    ['variables', 'let count = 0;'],
    ['enumerations', 'enum Kind { A }'],
    ['imports for their effect', "import './x';"],
    ['roots', "import { createRoot } from 'react-dom/client';\nconst root = createRoot(document.body);"], // prettier-ignore
    ['patterns', 'const { a } = window;'],
    ['assignments', 'const a = (window.b = 1);'],
    ['classes', 'class Store {}'],
    ['waiting', 'await 1;'],
    ['loops', 'for (;;) break;'],
  ])('does nothing but declare them: no %s', (_, statement) => {
    expect(read(`${statement}\nexport function Page() { return null }`)).toBeNull();
  });
});

describe('the state of a component', () => {
  const page = (body: string, top = '') =>
    stateOf(`import { useState, useEffect } from 'react';\n${top}\nexport function Page() {\n${body}\n}`)!; // prettier-ignore

  test('rests on its hooks, their order and what they begin with', () => {
    const { signature } = page('const [a] = useState([\n  1,\n]);\nreturn <p>{a}</p>;');
    const same = page('const [a] = useState([\n  1,\n]);\nreturn <b>{a}!</b>;');
    expect(same.signature).toBe(signature);
    for (const other of [
      'const [a] = useState([\n  2,\n]);\nreturn <p>{a}</p>;',
      'const [a] = useState([\n  1,\n]);\nuseState();\nreturn <p>{a}</p>;',
      'return <p />;',
    ]) {
      expect(page(other).signature).not.toBe(signature);
    }
  });

  test('does not rest on what its effects do', () => {
    const effect = (does: string) => page(`useEffect(() => { ${does} }, []);\nreturn null;`);
    expect(effect('a();').signature).toBe(effect('b();').signature);
  });

  test('rests on hooks and values of its module that it begins with', () => {
    const hook = (start: number) =>
      page('useRows();', `const START = ${start};\nfunction useRows() { return useState(START); }`);
    expect(hook(1)).not.toEqual(hook(2));
    expect(hook(1)).toMatchObject({ resets: false });
  });

  test('moves with a hook from one component to another', () => {
    const both = (own: string, others: string) =>
      page(own, `function Row() { ${others}; return null; }`).signature;
    expect(both('useState(1);', '')).not.toBe(both('', 'useState(1)'));
  });

  test('cannot be kept where it holds objects of the module', () => {
    const tabs = 'const TABS = [{ id: 1 }];';
    expect(page('useState(TABS[0]);', tabs).resets).toBe(true);
    expect(page('useState(() => first());', `${tabs}\nfunction first() { return TABS[0] }`).resets).toBe(true); // prettier-ignore
    expect(page('return TABS;', tabs).resets).toBe(false);
  });
});

test('anything that compiles is read, or is not, without a throw and in its time', () => {
  const piece = fc.constantFrom(
    ...[
      'const A = ',
      '() => null',
      ';\n',
      'export ',
      'default ',
      'function F() {}',
      '[',
      ']',
      '(',
      ')',
    ],
    ...[
      '{',
      '}',
      'useState',
      'A',
      '`${',
      '}`',
      ', ',
      ' ? 1 : 2',
      'class B {}',
      '.b',
      'await ',
      '\n',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      readComponentModule(pieces.join(''));
    }),
    { numRuns: 3_000 },
  );
  expect(readComponentModule(`${'['.repeat(100_000)}`)).toBeNull();
  const deep = `export const Page = () => ${'['.repeat(3_000)}${']'.repeat(3_000)};`;
  expect(() => readComponentModule(deep)).not.toThrow();
});
