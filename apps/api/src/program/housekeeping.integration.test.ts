import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { createProjectClient } from '../testing/project-client.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { housekeeping } from './housekeeping.ts';

let studio: TestApp;

beforeAll(async () => {
  studio = await createTestApp();
});
afterAll(() => studio.dispose());

test('each line that it logs has the id of its round', async () => {
  await createProjectClient(studio);
  studio.logLines.length = 0;
  const part = housekeeping(studio.container);
  await part.start();
  await part.stop();
  const lines = studio.logLines.map((line) => JSON.parse(line) as { requestId?: string });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter(({ requestId }) => requestId === undefined)).toEqual([]);
});
