import { readFile } from 'node:fs/promises';

import { expect, type FrameLocator, type Page, test } from '@playwright/test';

import { type Program, startProgram } from '../support/program.ts';
import { unzip } from '../support/zip.ts';

const CHECKS = ['Format', 'Lint', 'Types', 'Tests', 'Build', 'Render', 'A11y'];

let program: Program;

test.beforeAll(async () => {
  program = await startProgram();
});
test.afterAll(() => program.stop());

test('a new user goes from sign-up through prompt, preview and edit to the exported zip', async ({
  page,
}) => {
  const faults = faultsOf(page);
  await signUp(page);

  await page
    .getByLabel('Describe the app')
    .fill('A todo app: add, edit and delete tasks, and search them');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/projects\/prj_/);

  const app = preview(page);
  await expect(app.locator('#root')).not.toBeEmpty();
  const checks = page.getByRole('group', { name: 'Checks' });
  for (const check of CHECKS) await expect(checks.getByText(check)).toBeVisible();
  await expect(page.getByText('Done and verified')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('tab', { name: 'Code' }).click();
  await page.getByRole('treeitem', { name: 'index.html' }).click();
  await page.locator('.monaco-editor .view-line').first().waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();
  const entries = await unzip(await readFile(file));
  expect([...entries.keys()]).toEqual(
    expect.arrayContaining(['package.json', 'promptly.manifest.json', 'src/App.tsx']),
  );
  expect(faults).toEqual([]);
});

async function signUp(page: Page): Promise<void> {
  await page.goto(`${program.url}/sign-up`);
  await page.getByLabel('Name').fill('Aline Uwase');
  await page.getByLabel('E-mail').fill(`aline-${Date.now()}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'What shall we build, Aline?' })).toBeVisible();
}

function preview(page: Page): FrameLocator {
  return page.frameLocator('iframe');
}

/** Whatever the studio's own page complains about. */
function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return faults;
}
