import { describe, expect, test } from '@jest/globals';
import { appEslintConfigText, treeFromTexts } from '@promptly/common';

import { fixtureApp } from '../testing/fixture-app.ts';
import { appEslintConfig } from './eslint-config.ts';
import { createFormatCheck } from './format.ts';
import { createLintCheck } from './lint.ts';

const format = createFormatCheck();
const lint = createLintCheck();

describe('format', () => {
  test.each([
    ['a.ts', 'const a = "1"\n', "const a = '1';\n"],
    ['a.tsx', 'export const A = () => <p>a</p>\n', 'export const A = () => <p>a</p>;\n'],
    ['a.css', 'a{color:red}\n', 'a {\n  color: red;\n}\n'],
    ['a.json', '{"a":1,\n"b":2}\n', '{ "a": 1, "b": 2 }\n'],
    ['package.json', '{"name":"a"}\n', '{\n  "name": "a"\n}\n'],
    ['a.html', '<p>a\n', '<p>a</p>\n'],
    ['a.md', '* a\n', '- a\n'],
    ['a.yml', 'a:   1\n', 'a: 1\n'],
  ])('%s is checked with the options of apps', async (path, unformatted, formatted) => {
    expect((await format(treeFromTexts([[path, unformatted]]))).status).toBe('failed');
    expect((await format(treeFromTexts([[path, formatted]]))).findings).toEqual([]);
  });

  test.each(['dist/a.ts', 'package-lock.json', 'a.png', 'a.txt'])(
    '%s is left alone',
    async (path) => {
      const { status, summary } = await format(treeFromTexts([[path, 'const  a = "']]));
      expect([status, summary]).toEqual(['passed', '0 files']);
    },
  );

  test('what cannot be parsed is told with its place', async () => {
    const { findings } = await format(treeFromTexts([['a.ts', 'const ok = 1;\nconst = 2;\n']]));
    expect(findings).toEqual([
      {
        severity: 'error',
        rule: 'prettier',
        path: 'a.ts',
        line: 2,
        column: 7,
        message: expect.any(String),
      },
    ]);
  });

  test('lines that should not be there are told by their number', async () => {
    const { findings } = await format(treeFromTexts([['a.ts', 'const a = 1;\n\n\n\n']]));
    expect(findings).toMatchObject([
      { line: 2, message: expect.stringContaining('no more lines') },
    ]);
  });

  test('a missing line break at the end is told', async () => {
    const { findings } = await format(treeFromTexts([['a.ts', 'const a = 1;']]));
    expect(findings).toMatchObject([{ line: 1, message: expect.stringContaining('line break') }]);
  });
});

describe('lint', () => {
  const lintText = (text: string, path = 'src/a.tsx') => lint(treeFromTexts([[path, text]]));

  test('finds nothing in a good app', async () => {
    expect((await lint(fixtureApp())).findings).toEqual([]);
  });

  test.each([
    ['/* eslint-disable */', true],
    ['/* eslint-disable -- because */', true],
    ['// eslint-disable-next-line', true],
    ['const a = 1; // eslint-disable-line', true],
    ['/* eslint no-var: 0 */', true],
    ['// eslint-disable-next-line no-var -- an old browser', false],
    ['/* eslint-disable no-var */', false],
    ['// about eslint', false],
  ])('the comment %s is refused: %s', async (comment, refused) => {
    const { findings } = await lintText(`${comment}\nvar b = 2;\nexport { b };\n`);
    expect(findings.some(({ rule }) => rule === 'no-unseen-switches')).toBe(refused);
  });

  test('a comment that names a rule switches that rule off', async () => {
    const { status } = await lintText(
      '// eslint-disable-next-line no-var -- old\nexport var b = 2;\n',
    );
    expect(status).toBe('passed');
  });

  test('what cannot be parsed is told once, whatever was checked before', async () => {
    await lintText('/* eslint-disable */\n');
    const { findings } = await lintText('const = 2;\n');
    expect(findings).toMatchObject([{ severity: 'error', line: 1 }]);
    expect(findings).toHaveLength(1);
  });

  test('the same file is judged the same the second time', async () => {
    const text = 'export var twice = 1;\n';
    expect(await lintText(text)).toEqual(await lintText(text));
  });

  test('its rules are those of the eslint.config.js that apps are exported with', async () => {
    const written = appEslintConfigText().replace('export default ', 'return ');
    const body = written.replace(/^import .*$/gm, '');
    const names = [
      'js',
      'jsxA11y',
      'reactHooks',
      'defineConfig',
      'globalIgnores',
      'globals',
      'tseslint',
    ];
    const modules = await Promise.all(
      [
        '@eslint/js',
        'eslint-plugin-jsx-a11y',
        'eslint-plugin-react-hooks',
        'eslint/config',
        'eslint/config',
        'globals',
        'typescript-eslint',
      ].map((name) => import(name) as Promise<Record<string, unknown>>),
    );
    const values = modules.map((module, index) => {
      const name = names[index] ?? '';
      return name in module ? module[name] : module.default;
    });
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- our own text, which only runs as a file elsewhere
    const config = new Function(...names, body)(...values) as {
      rules?: object;
      ignores?: unknown;
    }[];
    const rulesOf = (entries: readonly { rules?: object }[]) =>
      Object.assign({}, ...entries.map(({ rules }) => rules)) as object;
    expect(rulesOf(config)).toEqual(rulesOf(appEslintConfig()));
    expect(Object.keys(rulesOf(config)).length).toBeGreaterThan(60);
  });
});
