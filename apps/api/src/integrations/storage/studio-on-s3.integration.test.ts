import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { createProjectClient } from '../../testing/project-client.ts';
import { S3_KEY, startS3Server, type S3Server } from '../../testing/s3-server.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let server: S3Server;
let studio: TestApp;

beforeAll(async () => {
  server = await startS3Server();
  studio = await createTestApp({
    env: {
      S3_ENDPOINT: server.endpoint,
      S3_BUCKET: server.bucket,
      S3_ACCESS_KEY_ID: S3_KEY.accessKeyId,
      S3_SECRET_ACCESS_KEY: S3_KEY.secretAccessKey,
    },
  });
});
afterAll(async () => {
  await studio.dispose();
  await server.close();
});

test('with a bucket, files are saved and exported there', async () => {
  const project = await createProjectClient(studio);
  expect((await project.save('notes.txt', 'in the bucket', null)).status).toBe(200);
  const prefix = `cas/${project.orgId}/`;
  const stored = [...server.objects].filter(([key]) => key.startsWith(prefix));
  expect(stored.map(([, bytes]) => bytes.toString())).toContain('in the bucket');

  const { body } = await project.post('/exports');
  const { exportId } = body as { exportId: string };
  await studio.container.services.exports.run(exportId);
  const made = await studio.agent.get(`/api/v1/exports/${exportId}`).set(project.headers);
  const { pathname, search } = new URL((made.body as { downloadUrl: string }).downloadUrl);
  const archive = await studio.agent.get(pathname + search).expect(200);
  expect(Number(archive.headers['content-length'])).toBeGreaterThan(0);
});

test('a bucket that is away is answered as unavailable, and nothing is lost', async () => {
  const project = await createProjectClient(studio);
  expect((await project.save('notes.txt', 'first', null)).status).toBe(200);
  server.failNext(100, 503);
  const refused = await project.save('other.txt', 'second', null);
  expect([refused.status, (refused.body as { error: { code: string } }).error.code]).toEqual([
    503,
    'unavailable',
  ]);
  server.failNext(0, 0);
  expect((await project.save('other.txt', 'second', null)).status).toBe(200);
});
