import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { createTestApp, type TestApp } from './testing/test-app.ts';

let studio: TestApp;
beforeAll(async () => {
  studio = await createTestApp();
});
afterAll(() => studio.dispose());

test('an unknown route is answered 404 in the error format, with the request id', async () => {
  const answer = await studio.agent.get('/api/v1/nothing').set('X-Request-Id', 'my-request-7');
  expect(answer.status).toBe(404);
  expect(answer.body).toEqual({
    error: { code: 'not_found', message: 'There is no GET /api/v1/nothing.', details: {} },
  });
  expect(answer.headers['x-request-id']).toBe('my-request-7');
});
