/** @jest-environment jsdom */
import { runInThisContext } from 'node:vm';

import { afterEach, expect, jest, test } from '@jest/globals';

import { createAppLoader } from './app-loader.ts';
import { createLiveModules } from './live-modules.ts';
import { createRootRegistry, type ReactDom } from './roots.ts';

const STYLE = 'app.css';
const DOCUMENT = { title: '', lang: '', dir: '', htmlClass: '', bodyClass: '' };

/** A page whose scripts run when the test says so, each mounting a root that holds its address. */
function openPage(first: string | null = 'first.js') {
  const root = document.body.appendChild(document.createElement('div'));
  const roots = createRootRegistry(() => undefined);
  const scripts = new Map<string, { mount(): void; end(): void; fail(error: Error): void }>();
  const events = { starting: jest.fn(), rendered: jest.fn(), failed: jest.fn() };
  const loader = createAppLoader(
    { scriptUrl: first, styleUrl: STYLE, document: DOCUMENT, packages: [], diagnostics: [] },
    roots,
    createLiveModules(),
    events,
    (address) =>
      new Promise((resolve, reject) => {
        const app = runInThisContext('(create) => create()', { filename: address }) as (
          create: () => void,
        ) => void;
        const name = address.replace(/^.*\//, '');
        scripts.set(name, {
          mount: () => app(() => roots.create(root, {}, reactDom).render(name)),
          end: () => resolve(undefined),
          fail: reject,
        });
      }),
  );
  const update = (scriptUrl: string) =>
    loader.update({ type: 'update', scriptUrl, styleUrl: STYLE, document: DOCUMENT });
  const script = (name: string) => {
    const found = scripts.get(name);
    if (!found) throw new Error(`${name} did not run`);
    return found;
  };
  return { loader, root, events, scripts, script, update };
}

const reactDom: ReactDom = {
  createRoot: (container) => ({
    render: (children) => container.append(String(children)),
    unmount: () => container.replaceChildren(),
  }),
  flushSync: (work) => work(),
};

afterEach(() => document.body.replaceChildren());

test.each([
  ['before', ['first.js', 'second.js']],
  ['after', ['second.js', 'first.js']],
])('a build that is overtaken while it loads never mounts, %s the newer one', async (_, order) => {
  const { loader, root, script, update } = openPage();
  void loader.start();
  await new Promise((resolve) => setTimeout(resolve));
  await update('second.js');
  for (const name of order) script(name).mount();
  expect(root.textContent).toBe('second.js');
});

test('a build that mounted without content makes room for the newer one', async () => {
  const { loader, root, script, update } = openPage();
  void loader.start();
  await new Promise((resolve) => setTimeout(resolve));
  script('first.js').mount();
  await update('second.js');
  script('second.js').mount();
  expect(root.textContent).toBe('second.js');
});

test('scripts that never end block no later update, and the newest wins', async () => {
  const { loader, root, scripts, script, update } = openPage();
  void loader.start();
  await new Promise((resolve) => setTimeout(resolve));
  for (const name of ['second.js', 'third.js', 'fourth.js']) await update(name);
  for (const name of scripts.keys()) script(name).mount();
  expect(root.textContent).toBe('fourth.js');
});

test('an update before the document’s own script ran stands in for it', async () => {
  const { loader, scripts, update } = openPage();
  await update('second.js');
  await loader.start();
  expect([...scripts.keys()]).toEqual(['second.js']);
});

test('only the newest build tells that it failed', async () => {
  const { loader, events, script, update } = openPage();
  void loader.start();
  await new Promise((resolve) => setTimeout(resolve));
  await update('second.js');
  script('first.js').fail(new Error('old'));
  script('second.js').fail(new Error('new'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(events.failed.mock.calls).toEqual([[new Error('new')]]);
});

test('a page without an app starts the one that it is updated to, and tells when it shows', async () => {
  const { loader, root, events, script, update } = openPage(null);
  await loader.start();
  expect(events.starting).toHaveBeenCalled();
  await update('second.js');
  script('second.js').mount();
  loader.contentArrived();
  expect(root.textContent).toBe('second.js');
  expect(events.rendered).toHaveBeenCalledTimes(1);
});
