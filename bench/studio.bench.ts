// What a person waits for, in a real browser through the studio: from Enter to the first pixels of the app, and from
// Ctrl+S to the changed ones. Times are taken in the pages themselves (see support/paint-marks.ts), so that the
// benchmark's own messages are not in them: from the key press to the frame after the one that paints.
import { browserLaunch } from '@promptly/acceptance/support/browser';
import { startProgram } from '@promptly/acceptance/support/program';
import {
  appOnScreen,
  beginProject,
  openFile,
  placeCaretAfter,
  signUpInStudio,
} from '@promptly/acceptance/support/studio-page';
import { chromium, type Page } from 'playwright-core';

import { type PaintMarks, watchPaints } from './support/paint-marks.ts';
import { ms, percentile, printTable } from './support/table.ts';

const FIRST_PIXELS_BUDGET_MS = 1_500;
const SAVE_BUDGET_MS = 250;
const SAVES = 20;
const EDITED = {
  prompt: 'SaaS dashboard with sidebar, charts, auth',
  file: 'src/pages/overview-page.tsx',
};

const PROMPTS = [
  'A todo app: add, edit and delete tasks, and search them',
  'Landing page for a coffee roaster in Kigali with prices and a contact form',
  'An inventory app for a clinic: medicines with batch, quantity and expiry date, and suppliers',
  'Sales dashboard with orders, customers and monthly revenue charts, dark blue',
  'Recipe collection with categories and favourites',
  'School management: students, teachers, classes and grades',
  'Portfolio for a wedding photographer with a gallery and packages',
  'Expense tracker for a small team, by project and month, green accent',
  'Application pour une bibliothèque : livres, auteurs et emprunts',
  EDITED.prompt,
];

const program = await startProgram();
const browser = await chromium.launch(await browserLaunch());
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const marks = await watchPaints(context);
  const page = await context.newPage();
  await signUpInStudio(page, program.url);
  // The first prompt after a start finds caches cold, and is not counted.
  await firstPixels(page, marks, 'A list of books');

  const prompts = [];
  for (const prompt of PROMPTS)
    prompts.push({ prompt, waitMs: await firstPixels(page, marks, prompt) });
  const saves = await measureSaves(page, marks);

  printTable('Prompt sent (Enter) → first pixels of the app, warm', [
    ...prompts.map(({ prompt, waitMs }) => ({ prompt, 'first pixels': ms(waitMs) })),
  ]);
  const firstPixelsMs = prompts.map(({ waitMs }) => waitMs);
  printTable('In all', [
    summary('Enter → first pixels', firstPixelsMs, FIRST_PIXELS_BUDGET_MS),
    summary('Ctrl+S → changed pixels', saves, SAVE_BUDGET_MS),
  ]);
  const isOver =
    percentile(firstPixelsMs, 0.5) > FIRST_PIXELS_BUDGET_MS ||
    percentile(saves, 0.5) > SAVE_BUDGET_MS;
  process.exitCode = isOver ? 1 : 0;
} finally {
  await browser.close();
  await program.stop();
}

/** Sends a prompt from the home page, and waits for its end, so that the next one has the machine to itself. */
async function firstPixels(page: Page, marks: PaintMarks, prompt: string): Promise<number> {
  if (new URL(page.url()).pathname !== '/') {
    await page.getByRole('link', { name: 'All projects' }).click();
    await page.getByLabel('Describe the app').waitFor();
  }
  marks.clear();
  await beginProject(page, prompt);
  const [sent, painted, inFront] = await Promise.all([
    marks.first('enter'),
    marks.first('heading'),
    marks.first('on screen'),
  ]);
  await page
    .getByText(/Done and verified|Not applied/)
    .first()
    .waitFor({ timeout: 120_000 });
  return Math.max(painted.atMs, inFront.atMs) - sent.atMs;
}

/** Edits the heading of the app that was made last, with the app beside its code. */
async function measureSaves(page: Page, marks: PaintMarks): Promise<number[]> {
  const heading = appOnScreen(page).getByRole('heading', { level: 1 });
  let text = (await heading.innerText()).trim();
  await openFile(page, EDITED.file);
  await page.getByRole('button', { name: 'Preview beside the code' }).click();
  await placeCaretAfter(page, `"${text}`);
  const waits: number[] = [];
  for (let i = 0; i <= SAVES; i += 1) {
    marks.clear();
    await page.keyboard.type(String(i % 10));
    text += String(i % 10);
    await page.keyboard.press('Control+s');
    const [saved, painted] = await Promise.all([marks.first('save'), marks.first('heading', text)]);
    waits.push(painted.atMs - saved.atMs);
    await page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor();
  }
  // The first save opens what later ones find open.
  return waits.slice(1);
}

function summary(figure: string, samples: readonly number[], budgetMs: number) {
  return {
    figure,
    samples: samples.length,
    p50: ms(percentile(samples, 0.5)),
    p95: ms(percentile(samples, 0.95)),
    slowest: ms(Math.max(...samples)),
    'budget (p50)': ms(budgetMs),
  };
}
