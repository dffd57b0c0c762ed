/**
 * The toolchain of a generated app: one truth for the generator, which writes these settings into the app,
 * and for the verifier, which checks the app with the same settings and never reads the app's own copies.
 */

/** Packages that a generated app may depend on at run time, with the versions it gets. */
export const APP_DEPENDENCIES: Readonly<Record<string, string>> = {
  '@hookform/resolvers': '5.2.2',
  'class-variance-authority': '0.7.1',
  clsx: '2.1.1',
  'lucide-react': '1.75.0',
  'radix-ui': '1.8.1',
  react: '19.3.1',
  'react-dom': '19.3.1',
  'react-hook-form': '7.92.0',
  'react-router': '7.18.5',
  'tailwind-merge': '3.7.0',
  zod: '4.6.7',
};

/** Packages that build, check and test a generated app. */
export const APP_DEV_DEPENDENCIES: Readonly<Record<string, string>> = {
  '@eslint/js': '9.39.2',
  '@tailwindcss/vite': '4.3.5',
  '@testing-library/dom': '10.4.1',
  '@testing-library/jest-dom': '6.9.1',
  '@testing-library/react': '16.3.3',
  '@testing-library/user-event': '14.6.13',
  '@types/react': '19.3.0',
  '@types/react-dom': '19.3.0',
  '@vitejs/plugin-react': '6.3.0',
  eslint: '9.39.2',
  'eslint-plugin-jsx-a11y': '6.10.2',
  'eslint-plugin-react-hooks': '7.1.1',
  globals: '17.14.0',
  jsdom: '28.1.0',
  prettier: '3.10.1',
  tailwindcss: '4.3.5',
  typescript: '6.0.3',
  'typescript-eslint': '8.73.0',
  vite: '8.3.8',
  vitest: '4.1.12',
};

/** Compiler options of a generated app, as they stand in its tsconfig.json. */
export const APP_COMPILER_OPTIONS = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  module: 'ESNext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  jsx: 'react-jsx',
  types: ['vite/client'],
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noFallthroughCasesInSwitch: true,
  skipLibCheck: true,
} as const;

/** What a generated app's tsconfig.json includes. */
export const APP_TSCONFIG_INCLUDE = ['src'] as const;

/** Options of Prettier in a generated app; the same as in its .prettierrc.json. */
export const APP_PRETTIER_OPTIONS = {
  printWidth: 100,
  singleQuote: true,
  trailingComma: 'all',
} as const;

/** Files that Prettier leaves alone: what a package manager writes. */
export const APP_PRETTIER_IGNORE = [
  'dist',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
] as const;

/** Whether Prettier leaves a path alone, as it reads these names in a `.prettierignore`. */
export function isPrettierIgnored(path: string): boolean {
  return APP_PRETTIER_IGNORE.some((entry) => `/${path}/`.includes(`/${entry}/`));
}

/** The files that ESLint checks, as a glob of its configuration. */
export const APP_LINTED_FILES = '**/*.{js,jsx,ts,tsx}';

/** ESLint rules on top of the recommended sets of ESLint, typescript-eslint, jsx-a11y and react-hooks. */
export const APP_ESLINT_RULES: Record<string, 'error' | ['error', ...unknown[]]> = {
  eqeqeq: ['error', 'smart'],
  'no-console': ['error', { allow: ['warn', 'error'] }],
  'no-var': 'error',
  'prefer-const': 'error',
};

/** Where a generated app sets up its tests; the first of these that exists runs before each test file. */
export const APP_TEST_SETUP_PATHS = [
  'src/test/setup.ts',
  'src/test/setup.tsx',
  'src/setupTests.ts',
  'vitest.setup.ts',
] as const;

/** Matches the paths of a generated app's test files. */
export const APP_TEST_FILE = /^(?!dist\/)(?:.*\/)?[^/]+\.(?:test|spec)\.(?:ts|tsx)$/;

/** Text of tsconfig.json. */
export function appTsconfigText(): string {
  return jsonText({ compilerOptions: APP_COMPILER_OPTIONS, include: APP_TSCONFIG_INCLUDE });
}

/** Text of .prettierrc.json. */
export function appPrettierConfigText(): string {
  return jsonText(APP_PRETTIER_OPTIONS);
}

/** Text of .prettierignore. */
export function appPrettierIgnoreText(): string {
  return `${APP_PRETTIER_IGNORE.join('\n')}\n`;
}

/** Text of eslint.config.js. */
export function appEslintConfigText(): string {
  return `import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default defineConfig([
  globalIgnores(['dist']),
  {
    files: ['${APP_LINTED_FILES}'],
    extends: [
      js.configs.recommended,
      tseslint.configs.recommended,
      jsxA11y.flatConfigs.recommended,
      reactHooks.configs.flat.recommended,
    ],
    languageOptions: { globals: globals.browser },
    rules: {
${Object.entries(APP_ESLINT_RULES)
  .map(([name, setting]) => `      ${propertyKey(name)}: ${literal(setting)},`)
  .join('\n')}
    },
  },
]);
`;
}

/** Text of vite.config.ts, which also configures the tests. */
export function appViteConfigText(): string {
  return `import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    rolldownOptions: {
      output: {
        // React changes less often than the app: browsers keep it from one release to the next.
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\\\/](react|react-dom|react-router|scheduler)[\\\\/]/,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: './${APP_TEST_SETUP_PATHS[0]}',
  },
});
`;
}

/** JSON as Prettier writes it: objects one key a line, lists on one line (ours are short and of strings). */
function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/\[[^[\]]*\]/g, (list) => list.replace(/\s*\n\s*/g, ' ').replace(/^\[ | \]$/g, (edge) => edge.trim()))}\n`;
}

function propertyKey(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`;
}

/** A JavaScript literal on one line, as Prettier would write it. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${propertyKey(key)}: ${literal(item)}`,
    );
    return `{ ${entries.join(', ')} }`;
  }
  return String(value);
}
