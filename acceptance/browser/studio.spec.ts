import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { CHECK_NAMES, type Session } from '@promptly/common';
import { expect, type Page, test } from '@playwright/test';

import { request } from '../support/account.ts';
import { type Program, startProgram } from '../support/program.ts';
import {
  appOnScreen,
  beginProject,
  openFile,
  type Person,
  placeCaretAfter,
  signUpInStudio,
} from '../support/studio-page.ts';
import { unzip } from '../support/zip.ts';

const VERIFIED = 'Done and verified';
const PAGE_PATH = /^src\/pages\/(?!.*\.test\.).*\.tsx$/;

test.use({ viewport: { width: 1440, height: 900 } });

let program: Program;

test.beforeAll(async () => {
  program = await startProgram();
});
test.afterAll(() => program.stop());

test('a new user goes from sign-up through prompt, preview, edits and a conflict to the exported zip and the next prompt', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const faults = faultsOf(page);
  await noteWhatComesFirst(page);
  const app = appOnScreen(page);
  const heading = app.getByRole('heading', { level: 1 });
  const person = await signUpInStudio(page, program.url);
  await expect(page.getByRole('heading', { name: 'What shall we build, Aline?' })).toBeFocused();

  const projectId = await beginProject(page, 'SaaS dashboard with sidebar, charts, auth');
  await test.step('the candidate runs before the verdict', async () => {
    await expect(heading).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(VERIFIED)).toBeVisible({ timeout: 120_000 });
    expect(await firstOnScreen(page)).toBe('app');
  });
  await test.step('all seven checks pass', async () => {
    const checks = page.getByRole('group', { name: 'Checks' });
    await expect(checks.getByRole('button', { name: 'passed' })).toHaveCount(CHECK_NAMES.length);
  });

  const other = await otherClient(person, projectId);
  const title = (await heading.innerText()).trim();
  const path = await other.fileWith(PAGE_PATH, `"${title}"`);
  await test.step('a save in the editor shows in the preview', async () => {
    await openFile(page, path);
    await page.getByRole('button', { name: 'Preview beside the code' }).click();
    await placeCaretAfter(page, `"${title}`);
    await page.keyboard.type(' of Kigali');
    await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(heading).toHaveText(`${title} of Kigali`);
    await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
    await expect(page.getByText('edited by hand and is not verified')).toBeVisible();
    expect(await other.read(path)).toContain(`"${title} of Kigali"`);
  });
  expect(faults).toEqual([]);

  await test.step('a stale save is refused, and both versions are shown and kept', async () => {
    await page.keyboard.type(' and Huye');
    await other.replace(path, `"${title} of Kigali"`, `"${title} of Musanze"`);
    await page.keyboard.press('Control+s');
    const versions = page.getByRole('group', { name: path.split('/').at(-1) });
    await expect(versions.locator('.editor.original')).toContainText('of Musanze');
    await expect(versions.locator('.editor.modified')).toContainText('of Kigali and Huye');
    expect(await other.read(path)).toContain('of Musanze');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await expect(heading).toHaveText(`${title} of Kigali and Huye`);
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByText(`Edit ${path}`)).toHaveCount(3);
  });

  await test.step('the zip holds what is on screen', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const entries = await unzip(await readFile(await (await download).path()));
    expect([...entries.keys()]).toEqual(
      expect.arrayContaining(['package.json', 'README.md', 'src/main.tsx', 'src/App.tsx']),
    );
    const bytes = entries.get(path) ?? Buffer.alloc(0);
    expect(bytes.toString()).toContain(`"${title} of Kigali and Huye"`);
    const manifest = entries.get('promptly.manifest.json')?.toString() ?? '';
    expect(manifest).toContain(createHash('sha256').update(bytes).digest('hex'));
  });

  await test.step('a second prompt is verified, and keeps what was edited by hand', async () => {
    await page.getByLabel('Describe a change').fill('Add a page for invoices');
    await page.keyboard.press('Enter');
    await expect(page.getByText(VERIFIED)).toHaveCount(2, { timeout: 120_000 });
    expect(await other.read(path)).toContain(`"${title} of Kigali and Huye"`);
    await page.getByRole('tab', { name: 'Preview', exact: true }).click();
    await expect(app.getByRole('link', { name: 'Invoices' }).first()).toBeVisible();
  });
  // The browser itself notes the save that was refused.
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([]);
});

/** The same person at another machine: reads and writes the project through the API. */
async function otherClient({ email, password }: Person, projectId: string) {
  const { body: session } = await request<Session>(program.url, 'POST', '/auth/login', {
    email,
    password,
  });
  const files = `/projects/${projectId}/files`;
  const call = <T>(method: string, path: string, body?: unknown) =>
    request<T>(program.url, method, path, body, { authorization: `Bearer ${session.accessToken}` });
  const open = async (path: string) => {
    const query = new URLSearchParams({ path });
    const { body } = await call<{ base64Content: string; sha: string }>(
      'GET',
      `${files}/content?${query}`,
    );
    return { sha: body.sha, text: Buffer.from(body.base64Content, 'base64').toString() };
  };
  return {
    read: async (path: string) => (await open(path)).text,
    async replace(path: string, from: string, to: string) {
      const { sha, text } = await open(path);
      const base64Content = Buffer.from(text.replace(from, to)).toString('base64');
      const answer = await call('PUT', `${files}/content`, { path, base64Content, sha });
      expect(answer.status).toBe(200);
    },
    async fileWith(paths: RegExp, text: string) {
      const { body } = await call<{ items: { path: string }[] }>('GET', `${files}?limit=500`);
      for (const { path } of body.items) {
        if (paths.test(path) && (await open(path)).text.includes(text)) return path;
      }
      throw new Error(`no file that holds ${text}`);
    },
  };
}

/** Has the studio's page note which it sees first, an app that has rendered or the verdict: a look from here may be late. */
async function noteWhatComesFirst(page: Page): Promise<void> {
  await page.addInitScript((verdict) => {
    if (window !== window.top) return;
    const note = (what: string) => (document.documentElement.dataset.first ??= what);
    addEventListener(
      'message',
      ({ data }: MessageEvent<{ message?: { type?: string } } | null>) => {
        if (data?.message?.type === 'rendered') note('app');
      },
    );
    new MutationObserver(() => {
      if (document.body?.textContent?.includes(verdict)) note('verdict');
    }).observe(document, { childList: true, subtree: true, characterData: true });
  }, VERIFIED);
}

function firstOnScreen(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('data-first');
}

/** Whatever the studio's own page complains about. */
function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  return faults;
}
