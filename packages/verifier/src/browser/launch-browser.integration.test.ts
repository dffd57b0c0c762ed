import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';

import { TEST_UID, launchOptions, makeRunDir } from '../testing/browser-setup.ts';
import { type Listeners, listen, reachOut } from '../testing/listeners.ts';
import { launchBrowser, type SandboxedBrowser } from './launch-browser.ts';
import { APP_ORIGIN, serveFromMemory } from './memory-origin.ts';

const HTML = 'text/html';

let runDir: string;
beforeAll(async () => {
  runDir = await makeRunDir();
});
afterAll(() => rm(runDir, { recursive: true, force: true }));

async function contextWith(browser: SandboxedBrowser, html: string, refused: string[] = []) {
  const context = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: false });
  await serveFromMemory(
    context,
    (_, type) =>
      type === 'document' ? { bytes: Buffer.from(html), contentType: HTML } : undefined,
    ({ url }) => refused.push(url),
  );
  return context;
}

async function openIn(context: BrowserContext) {
  const page = await context.newPage();
  await page.goto(`${APP_ORIGIN}/`, { waitUntil: 'commit' });
  return page;
}

/** Ids of the processes of this file's browsers, the oldest first. */
async function browserProcesses(): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const named = await Promise.all(
    ids.map(async (id) => {
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      return command.includes(runDir) && !command.startsWith('/bin/sh') ? [id] : [];
    }),
  );
  return named.flat().sort((a, b) => Number(a) - Number(b));
}

async function eventually(holds: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

describe.each([
  ['the strongest isolation', false],
  ['isolation by switches alone', true],
])('a page under %s', (_, weakest) => {
  let browser: SandboxedBrowser;
  let listeners: Listeners;
  beforeAll(async () => {
    browser = await launchBrowser(await launchOptions(runDir, { weakest }));
    listeners = await listen();
  });
  afterAll(async () => {
    await browser.close();
    await listeners.close();
  });

  test('reaches no server of this machine by any way out', async () => {
    const refused: string[] = [];
    const html = `<h1>out</h1><script type="module">${reachOut(listeners)}</script>`;
    const context = await contextWith(browser, html, refused);
    await openIn(context);
    // The page did try: what interception can see was refused.
    const seen = ['fetch', 'image', 'worker', 'iframe', 'beacon', 'form'];
    const tried = () =>
      Promise.resolve(seen.every((name) => refused.some((url) => url.includes(`/${name}`))));
    expect(await eventually(tried)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await context.close();
    expect(listeners.arrivals).toEqual([]);
  });

  test('cannot read files of this machine', async () => {
    const context = await contextWith(browser, '<iframe src="file:///etc/passwd"></iframe>');
    const page = await openIn(context);
    const read = await page.evaluate(async () => {
      const frame = document.querySelector('iframe');
      let framed = '';
      try {
        framed = frame?.contentDocument?.body.innerText ?? '';
      } catch {
        framed = '';
      }
      const fetched = await fetch('file:///etc/passwd')
        .then((response) => response.text())
        .catch(() => '');
      return framed + fetched;
    });
    await context.close();
    expect(read).toBe('');
  });
});

describe('the processes of a browser', () => {
  test('are not root, have none of our environment, and see no network where the host allows that', async () => {
    process.env.VERIFIER_TEST_SECRET = 'do-not-pass-on';
    const options = await launchOptions(runDir);
    const { plan } = options;
    const browser = await launchBrowser(options);
    const ids = await browserProcesses();
    expect(ids.length).toBeGreaterThan(0);
    // The first of them holds the namespace and runs nothing of the browser.
    const [, ...browserIds] = ids;
    for (const id of plan.processes === 'namespace' ? browserIds : ids) {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      if (status === '') continue;
      const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
      expect(uid).toBe(plan.uid === null ? process.getuid?.() : TEST_UID);
      expect(await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')).not.toContain(
        'do-not-pass-on',
      );
      if (plan.network === 'namespace') {
        const net = await readlink(`/proc/${id}/ns/net`).catch(() => 'of one that has ended');
        expect(net).not.toBe(await readlink('/proc/self/ns/net'));
      }
    }
    await browser.close();
    expect(await eventually(async () => (await browserProcesses()).length === 0)).toBe(true);
    delete process.env.VERIFIER_TEST_SECRET;
  });

  test('end with the program that started them, also when it is killed', async () => {
    const entry = fileURLToPath(new URL('../testing/hold-browser.ts', import.meta.url));
    const holder = spawn(process.execPath, ['--import', 'tsx', entry, runDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect((await browserProcesses()).length).toBeGreaterThan(0);
    holder.kill('SIGKILL');
    expect(await eventually(async () => (await browserProcesses()).length === 0)).toBe(true);
  });

  test('that use too much memory are ended, and the reason is kept', async () => {
    const browser = await launchBrowser({
      ...(await launchOptions(runDir)),
      maxMemoryBytes: 400 * 1024 * 1024,
    });
    const html =
      '<script>const kept = []; setInterval(() => kept.push(new Uint8Array(2e7).fill(1)), 20);</script>';
    await openIn(await contextWith(browser, html));
    expect(await eventually(() => Promise.resolve(browser.death !== undefined))).toBe(true);
    expect(browser.death).toMatch(/more than 400 MiB of memory/);
    await browser.close();
  });
});

test('folders of programs that were killed go with the next launch, and no others', async () => {
  const options = await launchOptions(runDir);
  const first = await launchBrowser(options);
  const [own = ''] = await readdir(runDir);
  const gone = own.replace(`:${process.pid}-`, ':4194305-');
  const elsewhere = `another-machine:4194305-x`;
  await mkdir(path.join(runDir, gone, 'profile'), { recursive: true });
  await mkdir(path.join(runDir, elsewhere));
  const second = await launchBrowser(options);
  const left = await readdir(runDir);
  expect(left).toEqual(expect.arrayContaining([own, elsewhere]));
  expect(left).not.toContain(gone);
  await Promise.all([first.close(), second.close()]);
  expect(await readdir(runDir)).toEqual([elsewhere]);
});

test('a browser that does not start is told in a line that names no folder of the server', async () => {
  const options = await launchOptions(runDir);
  const binary = { ...options.binary, executablePath: '/bin/false' };
  const message = await launchBrowser({ ...options, binary }).catch(String);
  expect(message).toMatch(/^Error: the browser did not start: exitCode=1, signal=null$/);
  expect((await readdir(runDir)).filter((name) => name.includes(`:${process.pid}-`))).toEqual([]);
});
