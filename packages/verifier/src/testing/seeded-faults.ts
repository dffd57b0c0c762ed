import { APP_DEPENDENCIES, type CheckName, type FileTree } from '@promptly/common';

import { fixtureApp, fixtureWith } from './fixture-app.ts';

/** A change that breaks the fixture, the checks that must find it, and what they must say. */
export interface SeededFault {
  name: string;
  tree: FileTree;
  failed: CheckName[];
  finding: { message: RegExp; path?: string; line?: number };
}

const notes = (body: string, head = '') => `${head}export function NotesPage() {
  return (
    <article className="space-y-2">
      <h1 className="text-2xl font-semibold">Notes</h1>
      ${body}
    </article>
  );
}
`;

const notesPage = (body: string, head?: string) =>
  fixtureApp({ 'src/pages/NotesPage.tsx': notes(body, head) });

/** Adds statements to the end of the entry, which no test imports. */
const atStart = (statements: string) =>
  fixtureWith('src/main.tsx', 'createRoot(root)', `${statements}\n\ncreateRoot(root)`);

/** Every fault is seeded where no other check can see it, except where the table says so. */
export const SEEDED_FAULTS: SeededFault[] = [
  {
    name: 'source that Prettier would change',
    tree: fixtureWith('src/lib/books.ts', 'return stored', 'return  stored'),
    failed: ['format'],
    finding: { message: /Prettier would write/, path: 'src/lib/books.ts', line: 12 },
  },
  {
    name: 'a stylesheet that Prettier would change',
    tree: fixtureWith('src/styles.css', '--page: #ffffff;', '--page:#ffffff;'),
    failed: ['format'],
    finding: { message: /Prettier would write/, path: 'src/styles.css', line: 14 },
  },
  {
    name: 'a variable that nothing uses',
    tree: fixtureWith('src/lib/books.ts', 'const id =', "const unused = '';\n  const id ="),
    failed: ['lint', 'types'],
    finding: { message: /'unused'/, path: 'src/lib/books.ts', line: 7 },
  },
  {
    name: 'a hook behind a condition',
    tree: fixtureApp({
      'src/hooks/useWidth.ts': `import { useState } from 'react';

export function useWidth(enabled: boolean) {
  if (!enabled) return 0;
  const [width] = useState(320);
  return width;
}
`,
    }),
    failed: ['lint'],
    finding: { message: /called conditionally/, path: 'src/hooks/useWidth.ts', line: 5 },
  },
  {
    name: 'an image without a text for it',
    tree: fixtureApp({
      'src/components/Cover.tsx': `export function Cover() {
  return <img src="/cover.png" />;
}
`,
    }),
    failed: ['lint'],
    finding: { message: /alt/, path: 'src/components/Cover.tsx', line: 2 },
  },
  {
    name: 'a comment that switches every rule off',
    tree: fixtureWith(
      'src/lib/books.ts',
      'export interface',
      '/* eslint-disable */\nexport interface',
    ),
    failed: ['lint'],
    finding: { message: /must name the rules/, path: 'src/lib/books.ts', line: 1 },
  },
  {
    name: 'a value of the wrong type',
    tree: fixtureWith('src/lib/books.ts', 'title: title.trim() }', 'title: title.length }'),
    failed: ['types', 'tests'],
    finding: {
      message: /'number' is not assignable to type 'string'/,
      path: 'src/lib/books.ts',
      line: 8,
    },
  },
  {
    name: 'an implicit any',
    tree: fixtureApp({ 'src/lib/twice.ts': 'export const twice = (text) => text + text;\n' }),
    failed: ['types'],
    finding: { message: /implicitly has an 'any' type/, path: 'src/lib/twice.ts', line: 1 },
  },
  {
    name: 'an element that might be missing',
    tree: fixtureApp({
      'src/lib/first.ts': 'export const first = (list: string[]): string => list[0];\n',
    }),
    failed: ['types'],
    finding: { message: /undefined/, path: 'src/lib/first.ts', line: 1 },
  },
  {
    name: 'a test that fails',
    tree: fixtureWith('src/lib/books.test.ts', "title: 'Emma' }", "title: 'Ulysses' }"),
    failed: ['tests'],
    finding: {
      message: /addTo › gives each book its own id: .*[^]*Ulysses/,
      path: 'src/lib/books.test.ts',
      line: 8,
    },
  },
  {
    name: 'a test that waits for ever',
    tree: fixtureWith(
      'src/lib/books.test.ts',
      "empty storage', () => {",
      "empty storage', async () => {\n    await new Promise(() => undefined);",
    ),
    failed: ['tests'],
    finding: { message: /timed out in 15000ms/, path: 'src/lib/books.test.ts' },
  },
  {
    name: 'a test file that throws while it is loaded',
    tree: fixtureWith(
      'src/lib/books.test.ts',
      "describe('addTo'",
      "throw new Error('no luck');\n\ndescribe('addTo'",
    ),
    failed: ['tests'],
    finding: { message: /no luck/, path: 'src/lib/books.test.ts', line: 5 },
  },
  {
    name: 'a project without tests',
    tree: fixtureApp({ 'src/App.test.tsx': null, 'src/lib/books.test.ts': null }),
    failed: ['tests'],
    finding: { message: /has no tests/ },
  },
  {
    name: 'a test file whose tests are all skipped',
    tree: fixtureApp({
      'src/lib/books.test.ts': `import { it } from 'vitest';

it.skip('adds a book', () => undefined);
`,
    }),
    failed: ['tests'],
    finding: { message: /holds no tests that run/, path: 'src/lib/books.test.ts' },
  },
  {
    name: 'a forgotten .only',
    tree: fixtureWith('src/lib/books.test.ts', "it('gives", "it.only('gives"),
    failed: ['tests'],
    finding: { message: /only/, path: 'src/lib/books.test.ts' },
  },
  {
    name: 'an import of a file that is not there',
    tree: fixtureWith('src/main.tsx', './styles.css', './theme.css'),
    failed: ['build'],
    finding: { message: /does not exist/, path: 'src/main.tsx', line: 6 },
  },
  {
    name: 'a package that package.json does not name',
    tree: fixtureWith(
      'package.json',
      `"react-router": "${APP_DEPENDENCIES['react-router']}"`,
      '"clsx": "2.1.1"',
    ),
    failed: ['build'],
    finding: { message: /does not name "react-router"/, path: 'package.json' },
  },
  {
    name: 'an index.html that starts nothing',
    tree: fixtureWith(
      'index.html',
      '    <script type="module" src="/src/main.tsx"></script>\n',
      '',
    ),
    failed: ['build'],
    finding: { message: /never starts/, path: 'index.html' },
  },
  {
    name: 'an error while the app starts',
    tree: atStart("JSON.parse('{');"),
    failed: ['render'],
    finding: { message: /SyntaxError/, path: 'src/main.tsx', line: 11 },
  },
  {
    name: 'an error on another route',
    tree: notesPage('<p>{window.name.padEnd(-1).at(0)!.length}</p>'),
    failed: ['render'],
    finding: {
      message: /^\/notes at \d+ px: TypeError/,
      path: 'src/pages/NotesPage.tsx',
      line: 5,
    },
  },
  {
    name: 'a promise that nobody catches',
    tree: atStart("void Promise.reject(new Error('not caught'));"),
    failed: ['render'],
    finding: { message: /not caught/, path: 'src/main.tsx', line: 11 },
  },
  {
    name: 'an error on the console',
    tree: atStart("console.error('bad data');"),
    failed: ['render'],
    finding: { message: /bad data/, path: 'src/main.tsx', line: 11 },
  },
  {
    name: "React's complaint about a missing key",
    tree: notesPage("<ul>{['a', 'b'].map((note) => (<li>{note}</li>))}</ul>"),
    failed: ['format', 'render'],
    finding: { message: /unique "key" prop/ },
  },
  {
    name: 'a page that stays empty',
    tree: fixtureWith('src/main.tsx', '\n      <App />\n    ', '{null}'),
    failed: ['lint', 'types', 'render'],
    finding: { message: /shows nothing/ },
  },
  {
    name: 'an app that never starts',
    tree: atStart('await new Promise(() => undefined);'),
    failed: ['render'],
    finding: { message: /shows nothing/ },
  },
  {
    name: 'a picture from another host',
    tree: notesPage('<img src="https://images.example/cat.png" alt="A cat" />'),
    failed: ['render'],
    finding: { message: /another host: https:\/\/images\.example\/cat\.png/ },
  },
  {
    name: 'a picture that is not there',
    tree: notesPage('<img src="/cat.png" alt="A cat" />'),
    failed: ['render'],
    finding: { message: /does not exist: .*\/cat\.png/ },
  },
  {
    name: 'a dialog that nobody asked for',
    tree: atStart("alert('hello');"),
    failed: ['render'],
    finding: { message: /opened a dialog by itself: hello/ },
  },
  {
    name: 'a field without a label',
    tree: notesPage('<input className="border border-line" />'),
    failed: ['a11y'],
    finding: { message: /^\/notes: .*critical/ },
  },
  {
    name: 'text that can hardly be read',
    tree: notesPage('<p className="bg-white text-gray-300">Hardly there.</p>'),
    failed: ['a11y'],
    finding: { message: /contrast/ },
  },
  {
    name: 'text that can hardly be read in the dark theme',
    tree: fixtureWith('src/styles.css', '--ink: #f5f5f4;', '--ink: #44403c;'),
    failed: ['a11y'],
    finding: { message: /in the dark theme: .*contrast/ },
  },
  {
    name: 'a document without a language',
    tree: fixtureWith('index.html', '<html lang="en">', '<html>'),
    failed: ['a11y'],
    finding: { message: /lang attribute/ },
  },
  {
    name: 'a document without a title',
    tree: fixtureWith('index.html', '    <title>Reading list</title>\n', ''),
    failed: ['a11y'],
    finding: { message: /title/ },
  },
];
