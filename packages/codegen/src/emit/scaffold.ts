import {
  APP_DEPENDENCIES,
  APP_DEV_DEPENDENCIES,
  appEslintConfigText,
  appPrettierConfigText,
  appPrettierIgnoreText,
  appTsconfigText,
  appViteConfigText,
  type Locale,
} from '@promptly/common';

export interface ScaffoldInput {
  /** The app's name as people read it. */
  title: string;
  /** One line for search engines and link previews. */
  description: string;
  lang: Locale;
  /** npm packages that the app's own files import, besides React. */
  packages: readonly string[];
  /** Opens in dark mode. */
  dark?: boolean;
}

/** The files around an app's sources: page, manifest, and the configuration of its tools. Path → text. */
export function scaffoldFiles(input: ScaffoldInput): Map<string, string> {
  return new Map([
    ['.gitignore', 'node_modules/\ndist/\n*.local\n'],
    ['.prettierignore', appPrettierIgnoreText()],
    ['.prettierrc.json', appPrettierConfigText()],
    ['eslint.config.js', appEslintConfigText()],
    ['index.html', indexHtml(input)],
    ['package.json', packageJson(input)],
    ['src/main.tsx', MAIN],
    ['src/test/setup.ts', TEST_SETUP],
    ['tsconfig.json', appTsconfigText()],
    ['vite.config.ts', appViteConfigText()],
  ]);
}

/** A name that npm takes: lower case, words joined by hyphens. */
export function packageName(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug.slice(0, 60).replace(/-+$/, '') || 'app';
}

/** Text as it can stand in HTML, attributes included. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

function indexHtml({ title, description, lang, dark }: ScaffoldInput): string {
  return `<!doctype html>
<html lang="${lang}"${dark ? ' class="dark"' : ''}>
  <head>
    <meta charset="UTF-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <meta name="description" content="${escapeHtml(description)}" />
    <title>${escapeHtml(title)}</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.tsx"></script>
  </body>
</html>
`;
}

function packageJson({ title, packages }: ScaffoldInput): string {
  const dependencies = [...new Set(['react', 'react-dom', ...packages])].sort();
  const manifest = {
    name: packageName(title),
    private: true,
    version: '0.1.0',
    type: 'module',
    scripts: {
      dev: 'vite',
      build: 'tsc && vite build',
      preview: 'vite preview',
      lint: 'eslint . --max-warnings 0',
      format: 'prettier --write .',
      test: 'vitest run',
    },
    dependencies: Object.fromEntries(dependencies.map((name) => [name, versionOf(name)])),
    devDependencies: APP_DEV_DEPENDENCIES,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function versionOf(name: string): string {
  const version = APP_DEPENDENCIES[name];
  if (!version) throw new Error(`${name} is no package that an app may depend on`);
  return version;
}

const MAIN = `import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App.tsx';
import './styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
`;

const TEST_SETUP = `import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// jsdom has no layout: no media query matches there, and nothing scrolls.
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
window.scrollTo = () => undefined;

afterEach(() => {
  cleanup();
  localStorage.clear();
});
`;
