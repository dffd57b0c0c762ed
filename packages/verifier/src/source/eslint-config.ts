import { APP_ESLINT_RULES, APP_LINTED_FILES } from '@promptly/common';
import js from '@eslint/js';
import type { Linter } from 'eslint';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The same rules as in the eslint.config.js of a generated app; a test holds the two together. */
export function appEslintConfig(): Linter.Config[] {
  return defineConfig([
    {
      files: [APP_LINTED_FILES],
      extends: [
        js.configs.recommended,
        tseslint.configs.recommended,
        jsxA11y.flatConfigs.recommended,
        reactHooks.configs.flat.recommended,
      ],
      languageOptions: { globals: globals.browser },
      rules: APP_ESLINT_RULES,
    },
  ]);
}
