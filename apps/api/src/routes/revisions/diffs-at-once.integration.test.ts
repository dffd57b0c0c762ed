import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';

import type { FileDiff } from '@promptly/common';

import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let project: ProjectClient;
let other: ProjectClient;
let goOn: () => void;
/** What is read of files, by organization. */
let reads: string[];

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  project = await createProjectClient(studio);
  other = await createProjectClient(studio);
  const { blobs } = studio.container;
  const get = blobs.get.bind(blobs);
  const going = new Promise<void>((resolve) => (goOn = resolve));
  reads = [];
  jest.spyOn(blobs, 'get').mockImplementation(async (orgId, sha) => {
    reads.push(orgId);
    if (orgId === project.orgId) await going;
    return get(orgId, sha);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => studio.dispose());

/** Of a first revision, which has two files. Supertest sends once it is awaited. */
const diff = async (of: ProjectClient) => of.get(`/revisions/${await of.head()}/diff`);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('an organization has one comparison made at a time, and keeps no other one waiting', async () => {
  const waiting = Array.from({ length: 4 }, () => diff(project));
  await until(() => reads.length > 0);
  expect((await diff(other)).status).toBe(200);
  expect(reads).toEqual([project.orgId, other.orgId, other.orgId]);
  goOn();
  for (const { status, body } of await Promise.all(waiting)) {
    expect([status, (body as { files: FileDiff[] }).files.length]).toEqual([200, 2]);
  }
});

test('a comparison ends when its caller leaves, and makes way for the next', async () => {
  const path = `/api/v1/projects/${project.projectId}/revisions/${await project.head()}/diff`;
  const server = createServer(studio.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const gone = new AbortController();
  const left = fetch(url, { headers: project.headers, signal: gone.signal });
  await until(() => reads.length > 0);
  gone.abort();
  await expect(left).rejects.toThrow();
  await until(
    () => new Promise((resolve) => server.getConnections((_, count) => resolve(count === 0))),
  );
  goOn();
  expect((await diff(project)).status).toBe(200);
  expect(reads).toHaveLength(1 + 2);
  server.close();
});
