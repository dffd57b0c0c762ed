import {
  APP_DEPENDENCIES,
  APP_DEV_DEPENDENCIES,
  type FileTree,
  appEslintConfigText,
  appPrettierConfigText,
  appTsconfigText,
  appViteConfigText,
  treeFromTexts,
} from '@promptly/common';

/**
 * A small app that passes all seven checks: a reading list with a form, storage, a dark theme and tests; one of its three
 * pages, the notes, is not covered by them.
 * `changes` replaces or adds files by path; null removes one.
 */
export function fixtureApp(changes: Readonly<Record<string, string | null>> = {}): FileTree {
  const files = { ...FILES, ...changes };
  return treeFromTexts(
    Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])),
  );
}

/** The fixture with one text replaced in one file; throws when the file does not hold the text. */
export function fixtureWith(
  path: keyof typeof FILES,
  search: string,
  replacement: string,
): FileTree {
  const text = FILES[path];
  if (!text.includes(search)) throw new Error(`${path} does not hold ${search}`);
  return fixtureApp({ [path]: text.replace(search, () => replacement) });
}

const FILES = {
  'package.json': `${JSON.stringify(
    {
      name: 'reading-list',
      private: true,
      version: '0.1.0',
      type: 'module',
      scripts: {
        dev: 'vite',
        build: 'tsc && vite build',
        lint: 'eslint .',
        test: 'vitest run',
      },
      dependencies: pick(APP_DEPENDENCIES, ['lucide-react', 'react', 'react-dom', 'react-router']),
      devDependencies: APP_DEV_DEPENDENCIES,
    },
    null,
    2,
  )}\n`,
  'tsconfig.json': appTsconfigText(),
  'eslint.config.js': appEslintConfigText(),
  '.prettierrc.json': appPrettierConfigText(),
  'vite.config.ts': appViteConfigText(),
  'README.md': `# Reading list

Books to read next, kept in the browser.
`,
  'index.html': `<!doctype html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <title>Reading list</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/src/main.tsx"></script>
  </body>
</html>
`,
  'src/main.tsx': `import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';

import { App } from './App.tsx';
import './styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <App />
    </BrowserRouter>
  </StrictMode>,
);
`,
  'src/App.tsx': `import { BookOpen } from 'lucide-react';
import { NavLink, Route, Routes } from 'react-router';

import { AboutPage } from './pages/AboutPage.tsx';
import { BooksPage } from './pages/BooksPage.tsx';
import { NotesPage } from './pages/NotesPage.tsx';

export function App() {
  return (
    <div className="min-h-screen bg-page text-ink">
      <header className="flex flex-wrap items-center gap-4 border-b border-line px-4 py-3">
        <BookOpen aria-hidden="true" />
        <nav aria-label="Main" className="flex gap-4">
          <NavLink to="/">Books</NavLink>
          <NavLink to="/about">About</NavLink>
          <NavLink to="/notes">Notes</NavLink>
        </nav>
      </header>
      <main className="mx-auto max-w-2xl p-4">
        <Routes>
          <Route path="/" element={<BooksPage />} />
          <Route path="/about" element={<AboutPage />} />
          <Route path="/notes" element={<NotesPage />} />
          <Route path="*" element={<h1>Page not found</h1>} />
        </Routes>
      </main>
    </div>
  );
}
`,
  'src/pages/AboutPage.tsx': `export function AboutPage() {
  return (
    <article className="space-y-2">
      <h1 className="text-2xl font-semibold">About</h1>
      <p>Your list never leaves this browser.</p>
    </article>
  );
}
`,
  'src/pages/BooksPage.tsx': `import { type FormEvent, useState } from 'react';

import { useBooks } from '../hooks/useBooks.ts';

export function BooksPage() {
  const { books, addBook } = useBooks();
  const [title, setTitle] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (title.trim() === '') return;
    addBook(title);
    setTitle('');
  }

  return (
    <section className="space-y-4">
      <h1 className="text-2xl font-semibold">Books to read</h1>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <label htmlFor="title" className="grid gap-1">
          Title
          <input
            id="title"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            className="rounded border border-line px-3 py-2"
          />
        </label>
        <button type="submit" className="rounded bg-accent px-4 py-2 text-on-accent">
          Add
        </button>
      </form>
      <ul className="space-y-1">
        {books.map((book) => (
          <li key={book.id}>{book.title}</li>
        ))}
      </ul>
    </section>
  );
}
`,
  'src/pages/NotesPage.tsx': `export function NotesPage() {
  return (
    <article className="space-y-2">
      <h1 className="text-2xl font-semibold">Notes</h1>
      <p>What stayed with you after reading.</p>
    </article>
  );
}
`,
  'src/hooks/useBooks.ts': `import { useEffect, useState } from 'react';

import { type Book, addTo, parseBooks } from '../lib/books.ts';

const STORAGE_KEY = 'books';

export function useBooks() {
  const [books, setBooks] = useState<Book[]>(() => parseBooks(localStorage.getItem(STORAGE_KEY)));

  useEffect(() => {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(books));
  }, [books]);

  return { books, addBook: (title: string) => setBooks((current) => addTo(current, title)) };
}
`,
  'src/lib/books.ts': `export interface Book {
  id: number;
  title: string;
}

export function addTo(books: readonly Book[], title: string): Book[] {
  const id = Math.max(0, ...books.map((book) => book.id)) + 1;
  return [...books, { id, title: title.trim() }];
}

export function parseBooks(stored: string | null): Book[] {
  return stored === null ? [] : (JSON.parse(stored) as Book[]);
}
`,
  'src/styles.css': `@import 'tailwindcss';

@custom-variant dark (&:where(.dark, .dark *));

@theme inline {
  --color-page: var(--page);
  --color-ink: var(--ink);
  --color-line: var(--line);
  --color-accent: var(--accent);
  --color-on-accent: var(--on-accent);
}

:root {
  --page: #ffffff;
  --ink: #1c1917;
  --line: #a8a29e;
  --accent: #1d4ed8;
  --on-accent: #ffffff;
}

.dark {
  --page: #1c1917;
  --ink: #f5f5f4;
  --line: #57534e;
  --accent: #bfdbfe;
  --on-accent: #172554;
}
`,
  'src/test/setup.ts': `import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(() => {
  cleanup();
  localStorage.clear();
});
`,
  'src/App.test.tsx': `import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';

import { App } from './App.tsx';

function renderAt(path: string) {
  render(
    <MemoryRouter initialEntries={[path]}>
      <App />
    </MemoryRouter>,
  );
}

describe('App', () => {
  it('adds a book to the list', async () => {
    renderAt('/');
    await userEvent.type(screen.getByLabelText('Title'), 'Dune');
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(screen.getByText('Dune')).toBeInTheDocument();
    expect(localStorage.getItem('books')).toContain('Dune');
  });

  it('starts each test with an empty list', () => {
    renderAt('/');
    expect(screen.queryByText('Dune')).not.toBeInTheDocument();
  });

  it('opens the about page', async () => {
    renderAt('/');
    await userEvent.click(screen.getByRole('link', { name: 'About' }));
    expect(screen.getByRole('heading', { name: 'About' })).toBeVisible();
  });
});
`,
  'src/lib/books.test.ts': `import { describe, expect, it } from 'vitest';

import { addTo, parseBooks } from './books.ts';

describe('addTo', () => {
  it('gives each book its own id', () => {
    const books = addTo(addTo([], 'Dune'), ' Emma ');
    expect(books).toEqual([
      { id: 1, title: 'Dune' },
      { id: 2, title: 'Emma' },
    ]);
  });
});

describe('parseBooks', () => {
  it('reads nothing from an empty storage', () => {
    expect(parseBooks(null)).toEqual([]);
  });
});
`,
};

function pick(versions: Readonly<Record<string, string>>, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, versions[name]]));
}
