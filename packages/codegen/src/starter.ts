import { type FileTree, treeFromTexts } from '@promptly/common';
import type { UiRegistry } from '@promptly/ui/registry';
import { appStylesCss, defaultTheme } from '@promptly/ui/theme';

import { formatTree } from './emit/format-tree.ts';
import { escapeHtml, scaffoldFiles } from './emit/scaffold.ts';

export interface StarterInput {
  /** The project's name. */
  name: string;
  library: Pick<UiRegistry, 'filesFor' | 'dependenciesFor'>;
  /** One that remembers spares formatting what all projects begin with. */
  format?: (tree: FileTree) => Promise<FileTree>;
}

const COMPONENTS = ['pattern-art', 'theme-toggle'];

/** What an empty project begins with: React, Vite, Tailwind, one page and its test. */
export async function starterTree({
  name,
  library,
  format = formatTree,
}: StarterInput): Promise<FileTree> {
  const scaffold = scaffoldFiles({
    title: name,
    description: `${name}, made with Promptly Studio`,
    lang: 'en',
    packages: Object.keys(library.dependenciesFor(COMPONENTS)),
  });
  const own: [string, string][] = [
    ['README.md', readme(name)],
    ['src/App.test.tsx', APP_TEST],
    ['src/App.tsx', app(name)],
    ['src/styles.css', appStylesCss(defaultTheme())],
  ];
  return format(treeFromTexts([...scaffold, ...library.filesFor(COMPONENTS), ...own]));
}

/** A name as it can stand in JSX text and in a string of JavaScript. */
function jsxText(text: string): string {
  return escapeHtml(text).replace(/[{}\\]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function app(name: string): string {
  return `import { PatternArt } from './components/ui/pattern-art.tsx';
import { ThemeToggle } from './components/ui/theme-toggle.tsx';

export function App() {
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main className="flex flex-col justify-center gap-6 px-6 py-16 sm:px-12 lg:px-20">
        <p className="text-sm font-medium text-muted-foreground">React · TypeScript · Tailwind</p>
        <h1 className="text-4xl font-semibold tracking-tight text-balance sm:text-5xl">${jsxText(name)}</h1>
        <p className="max-w-prose text-lg text-pretty text-muted-foreground">
          This page is yours to replace. Describe what you want to build, or open src/App.tsx and begin.
        </p>
        <ThemeToggle className="self-start" />
      </main>
      <div className="hidden min-h-64 lg:block">
        <PatternArt seed="starter" />
      </div>
    </div>
  );
}
`;
}

const APP_TEST = `import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { App } from './App.tsx';

test('the page has one main heading', () => {
  render(<App />);
  expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
});
`;

function readme(name: string): string {
  return `# ${name.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')}

| to | run |
| --- | --- |
| set up | \`npm install\` |
| see it while you work | \`npm run dev\` |
| build it | \`npm run build\` |
| check it | \`npm run lint\` and \`npm test\` |

The app begins in \`src/App.tsx\`; colours and fonts are variables in \`src/styles.css\`.
`;
}
