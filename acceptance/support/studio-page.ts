import type { FrameLocator, Page } from '@playwright/test';

/** Who signs up in the studio. */
export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Signs a new person up in the studio, in English, and ends where a prompt is asked for. */
export async function signUpInStudio(page: Page, url: string): Promise<Person> {
  const person = {
    name: 'Aline Uwase',
    email: `aline-${process.pid}-${Date.now()}@example.org`,
    password: 'correct horse battery',
  };
  await page.goto(`${url}/sign-up`);
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Describe the app').waitFor();
  return person;
}

/** Begins a project with a prompt, by the Enter key, and returns the project's id. */
export async function beginProject(page: Page, promptText: string): Promise<string> {
  await page.getByLabel('Describe the app').fill(promptText);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/projects\/prj_/);
  return /prj_\w+/.exec(page.url())?.[0] ?? '';
}

/** The app's page that is on screen, not one that loads behind it. */
export function appOnScreen(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Preview of the app"]');
}

/** Goes to the editor and opens a file in the tree. */
export async function openFile(page: Page, path: string): Promise<void> {
  await page.getByRole('tab', { name: 'Code', exact: true }).click();
  const folders = path.split('/').slice(0, -1);
  for (const [index] of folders.entries()) {
    const folder = page.locator(`[data-path="${folders.slice(0, index + 1).join('/')}"]`);
    await folder.waitFor();
    if ((await folder.getAttribute('aria-expanded')) === 'false') await folder.click();
  }
  await page.locator(`[data-path="${path}"]`).click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

/** Puts the caret of the editor behind a text of one line, found with the editor's own search. */
export async function placeCaretAfter(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+F');
  const search = page.getByRole('textbox', { name: 'Find' });
  await search.fill(text);
  await page.locator('.find-widget .matchesCount', { hasText: /^[1-9]\d* of/ }).waitFor();
  await search.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}
