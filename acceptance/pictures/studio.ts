// `npm run pictures`: takes the picture of the studio that the README shows, from the program as it is now.
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { chromium } from '@playwright/test';

import { browserLaunch } from '../support/browser.ts';
import { startProgram } from '../support/program.ts';
import { appOnScreen, beginProject, signUpInStudio } from '../support/studio-page.ts';

const FILE = path.resolve(import.meta.dirname, '../../docs/images/studio.jpg');
const MAX_BYTES = 200_000;
const VERDICT_TIMEOUT_MS = 180_000;
/** Charts draw themselves in, and the studio's parts rise into place. */
const SETTLED_MS = 1_500;

const program = await startProgram();
const browser = await chromium.launch(await browserLaunch());
try {
  const page = await browser.newPage({
    viewport: { width: 1360, height: 820 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
  });
  await signUpInStudio(page, program.url);
  const verified = page.getByText('Done and verified');
  // The first job after a start finds caches cold: its times are not those that a person sees every day.
  await beginProject(page, 'A list of books');
  await verified.waitFor({ timeout: VERDICT_TIMEOUT_MS });
  await page.getByRole('link', { name: 'All projects' }).click();
  await beginProject(page, 'SaaS dashboard with sidebar, charts, auth');
  await verified.waitFor({ timeout: VERDICT_TIMEOUT_MS });
  await appOnScreen(page).getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(SETTLED_MS);
  await mkdir(path.dirname(FILE), { recursive: true });
  await page.screenshot({ path: FILE, type: 'jpeg', quality: 76 });
} finally {
  await browser.close();
  await program.stop();
}
const { size } = await stat(FILE);
console.log(`${path.relative(process.cwd(), FILE)}: ${Math.round(size / 1_000)} kB`);
process.exitCode = size > MAX_BYTES ? 1 : 0;
