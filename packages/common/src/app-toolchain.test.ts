import { describe, expect, test } from '@jest/globals';
import * as prettier from 'prettier';

import {
  APP_COMPILER_OPTIONS,
  APP_PRETTIER_OPTIONS,
  APP_TEST_FILE,
  appEslintConfigText,
  appPrettierConfigText,
  appTsconfigText,
  appViteConfigText,
} from './app-toolchain.ts';

describe('the configuration files of a generated app', () => {
  test.each([
    ['eslint.config.js', appEslintConfigText()],
    ['tsconfig.json', appTsconfigText()],
    ['.prettierrc.json', appPrettierConfigText()],
    ['vite.config.ts', appViteConfigText()],
  ])('%s is formatted as the app itself must be', async (filepath, text) => {
    expect(await prettier.format(text, { ...APP_PRETTIER_OPTIONS, filepath })).toBe(text);
  });

  test('tsconfig.json says exactly the options that the types are checked with', () => {
    expect(JSON.parse(appTsconfigText())).toEqual({
      compilerOptions: APP_COMPILER_OPTIONS,
      include: ['src'],
    });
  });
});

test.each([
  ['src/App.test.tsx', true],
  ['src/lib/money.spec.ts', true],
  ['App.test.ts', true],
  ['dist/App.test.ts', false],
  ['src/test/setup.ts', false],
  ['src/contest.ts', false],
])('%s is a test file: %s', (path, expected) => {
  expect(APP_TEST_FILE.test(path)).toBe(expected);
});
