import { defineConfig } from '@playwright/test';

import { browserLaunch } from './support/browser.ts';

const launchOptions = await browserLaunch();

export default defineConfig({
  testDir: './browser',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  outputDir: '../test-results',
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    browserName: 'chromium',
    launchOptions,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
