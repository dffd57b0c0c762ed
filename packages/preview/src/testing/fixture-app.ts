import { encodeText, type FileTree, sortTree } from '@promptly/common';

/** A small app of two pages with icons, a picture, a dialog, storage and a theme. `changes` replaces files; null removes one. */
export function fixtureApp(
  changes: Readonly<Record<string, string | Uint8Array | null>> = {},
): FileTree {
  const files = new Map<string, string | Uint8Array | null>(
    Object.entries({ ...FILES, ...changes }),
  );
  const tree = new Map<string, Uint8Array>();
  for (const [path, content] of files) {
    if (content !== null)
      tree.set(path, typeof content === 'string' ? encodeText(content) : content);
  }
  return sortTree(tree);
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const FILES: Record<string, string | Uint8Array> = {
  'index.html': `<!doctype html>
<html lang="en" class="h-full">
  <head>
    <meta charset="UTF-8" />
    <title>Kigali Tasks</title>
    <!-- <title>not this</title> -->
  </head>
  <body class="bg-background">
    <div id="root"></div>
    <script type="module" src="/src/main.tsx"></script>
  </body>
</html>
`,
  'public/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>',
  'src/assets/pixel.png': PIXEL,
  'src/styles.css': `@import 'tailwindcss';

:root {
  --background: #fdfcf8;
}

@theme inline {
  --color-background: var(--background);
}

.hero {
  background-image: url('./assets/pixel.png');
}
`,
  'src/main.tsx': `import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App.tsx';
import './styles.css';

const container = document.getElementById('root');
if (!container) throw new Error('no root');
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
`,
  'src/App.tsx': `import { BrowserRouter, Link, Route, Routes } from 'react-router';

import { About } from '@/pages/About';
import { Tasks } from '@/pages/Tasks';

export function App() {
  return (
    <BrowserRouter>
      <nav className="flex gap-4 p-4">
        <Link to="/">Tasks</Link>
        <Link to="/about">About</Link>
      </nav>
      <Routes>
        <Route path="/" element={<Tasks />} />
        <Route path="/about" element={<About />} />
      </Routes>
    </BrowserRouter>
  );
}
`,
  'src/pages/About.tsx': `import pixel from '../assets/pixel.png';

export function About() {
  return (
    <main className="hero p-4">
      <h1>About</h1>
      <img src="/logo.svg" alt="Logo" />
      <img src={pixel} alt="Pixel" />
      <a href="/">Plain home</a>
      <a href="https://example.com/docs">Docs</a>
    </main>
  );
}
`,
  'src/pages/Tasks.tsx': `import { clsx } from 'clsx';
import { Check, Plus } from 'lucide-react';
import { useState } from 'react';

import tasks from '../data/tasks.json';

export function Tasks() {
  const [done, setDone] = useState<string[]>(() => JSON.parse(localStorage.getItem('done') ?? '[]'));
  const toggle = (id: string) => {
    const next = done.includes(id) ? done.filter((other) => other !== id) : [...done, id];
    localStorage.setItem('done', JSON.stringify(next));
    setDone(next);
  };
  return (
    <main className="p-4">
      <h1 className="text-2xl">Tasks</h1>
      <ul>
        {tasks.items.map((task) => (
          <li key={task.id} className={clsx('p-2', done.includes(task.id) && 'line-through')}>
            <button type="button" onClick={() => toggle(task.id)}>
              {done.includes(task.id) ? <Check /> : <Plus />} {task.name}
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
`,
  'src/data/tasks.json': `{ "items": [{ "id": "1", "name": "Buy coffee" }, { "id": "2", "name": "Call Aline" }] }`,
};
