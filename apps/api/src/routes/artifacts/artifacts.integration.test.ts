import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import supertest from 'supertest';

import type { Artifact } from '@promptly/common';

import { orgs } from '../../db/schema/index.ts';
import { createPreviewOrigin } from '../../preview-origin/preview-origin.ts';
import { refusalOf } from '../../testing/answers.ts';
import { asBuffer } from '../../testing/archives.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let studio: TestApp;
let project: ProjectClient;
let headers: { Authorization: string };
let server: Server;
let clock = new Date();

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
  const { config, services, previewEngine: engine, rateLimiter, log } = studio.container;
  const { previews, artifacts } = services;
  const deps = { config, rateLimiter, previews, artifacts, engine, log };
  server = createServer(await createPreviewOrigin(deps)).listen(0);
});
beforeEach(async () => {
  clock = new Date();
  project = await createProjectClient(studio);
  headers = project.headers;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await studio.dispose();
});

async function publish(path = 'README.md', client = project): Promise<Artifact> {
  const { status, body } = await client.post('/artifacts', { path });
  expect(status).toBe(201);
  return body as Artifact;
}
/** Moves the clock; whoever was signed in signs in again. */
async function pass(ms: number): Promise<void> {
  clock = new Date(clock.getTime() + ms);
  headers = await studio.bearer(project.actor.userId);
}
const at = (id: string) => `/api/v1/artifacts/${id}`;
const show = async (id: string, visibility: string) =>
  (await studio.agent.patch(at(id)).set(headers).send({ visibility })).body as Artifact;

function fetched(url: string, headers: Record<string, string> = {}) {
  const { pathname, search } = new URL(url);
  return supertest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    .get(pathname + search)
    .set(headers)
    .buffer(true)
    .parse(asBuffer);
}

describe('a published file', () => {
  test('is had from the origin of previews, by its bytes, without credentials', async () => {
    const bytes = Buffer.from([137, 80, 78, 71, 0, 255]);
    await project.save('public/logo.png', bytes, null);
    const artifact = await publish('public/logo.png');
    expect(artifact).toMatchObject({
      ...{ kind: 'file', name: 'logo.png', mediaType: 'image/png', sha256: shaOf(bytes) },
      ...{ size: 6, visibility: 'private', expiresAt: null },
    });
    const origins = [artifact.url, (await project.get('/preview')).body as { url: string }];
    expect(new URL(artifact.url).origin).toBe(new URL((origins[1] as { url: string }).url).origin);
    const got = await fetched(artifact.url);
    expect([got.status, got.body]).toEqual([200, bytes]);
    expect(got.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      etag: `"${artifact.sha256}"`,
      'content-disposition': 'inline; filename=logo.png',
    });
    expect(got.headers['cache-control']).toMatch(/^private, max-age=\d+, immutable/);
  });

  test('keeps its address and its bytes while the project goes on', async () => {
    const artifact = await publish();
    const before: unknown = (await fetched(artifact.url)).body;
    const { sha } = (await project.get('/files/content?path=README.md')).body as { sha: string };
    await project.save('README.md', 'other', sha);
    expect((await fetched(artifact.url)).body).toEqual(before);
    expect((await publish()).id).not.toBe(artifact.id);
  });

  test('published again is the artifact that is there, also when many do so at once', async () => {
    const made = await Promise.all(Array.from({ length: 16 }, () => publish()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test('that a revision does not have is not found', async () => {
    const answer = await project.post('/artifacts', { path: 'nothing.txt' });
    expect(refusalOf(answer)).toEqual([404, 'not_found']);
  });

  test('is answered in a range, and not again to who has it', async () => {
    const { url, sha256 } = await publish();
    const part = await fetched(url, { Range: 'bytes=2-3' });
    expect([part.status, String(part.body), part.headers['content-range']]).toEqual([
      ...[206, 'Sh', 'bytes 2-3/7'],
    ]);
    expect((await fetched(url, { Range: 'bytes=99-' })).status).toBe(416);
    expect((await fetched(url, { 'If-None-Match': `"${sha256}"` })).status).toBe(304);
  });

  test.each([
    ['page.html', '<script>alert(1)</script>', 'text/html; charset=utf-8'],
    ['image.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
  ])('such as %s is shown and runs nothing', async (name, content, type) => {
    await project.save(name, content, null);
    const got = await fetched((await publish(name)).url);
    expect(got.headers['content-type']).toBe(type);
    expect(got.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox$/);
  });
});

test.each(['/cdn/x/y/%00', '/cdn/%ff/y/z', `/cdn/${'x'.repeat(5_000)}/y/z`])(
  'the address %s is refused without a word of how it is looked up',
  async (path) => {
    const got = await fetched(`http://preview${path}`);
    expect(got.status).toBeLessThan(500);
    expect(String(got.body)).not.toMatch(/ps_|select|node_modules|^\s+at /m);
  },
);

describe('the address of a private artifact', () => {
  test('holds for an hour', async () => {
    const { url, id } = await publish();
    await pass(HOUR_MS + 1_000);
    expect((await fetched(url)).status).toBe(404);
    const again = (await studio.agent.get(at(id)).set(headers)).body as Artifact;
    expect((await fetched(again.url)).status).toBe(200);
  });

  test.each([
    ['without its signature', (url: URL) => url.searchParams.delete('signature')],
    ['with a later end', (url: URL) => url.searchParams.set('expires', '9999999999')],
    ['with another name', (url: URL) => (url.pathname = url.pathname.replace('README', 'other'))],
    [
      'with another hash',
      (url: URL) => (url.pathname = url.pathname.replace(/\w{64}/, '0'.repeat(64))),
    ],
    ['with two signatures', (url: URL) => url.searchParams.append('signature', 'x')],
  ])('%s leads nowhere', async (_name, change) => {
    const url = new URL((await publish()).url);
    change(url);
    expect((await fetched(url.href)).status).toBe(404);
  });

  test('opens the same bytes of no other artifact', async () => {
    const [{ url, id }, other] = [await publish(), await project.duplicate()];
    const address = new URL(url);
    address.pathname = address.pathname.replace(id, (await publish('README.md', other)).id);
    expect((await fetched(address.href)).status).toBe(404);
  });

  test('leads nowhere once the artifact or its project is deleted', async () => {
    const { id, url } = await publish();
    await studio.agent.delete(at(id)).set(project.headers).expect(204);
    expect((await fetched(url)).status).toBe(404);
    expect(refusalOf(await studio.agent.get(at(id)).set(project.headers))).toEqual([
      ...[404, 'not_found'],
    ]);
  });
});

const allow = (publicExports: boolean) =>
  studio.agent
    .patch(`/api/v1/orgs/${project.orgId}`)
    .set(headers)
    .send({ flags: { publicExports } })
    .expect(200);

describe('the same file of two projects of an organization', () => {
  let mine: Artifact;
  let others: Artifact;
  beforeEach(async () => {
    mine = await publish();
    others = await publish('README.md', await project.duplicate());
    expect([others.sha256, others.name]).toEqual([mine.sha256, mine.name]);
  });

  test('is gone from the address of the one that was deleted, and stays at that of the other', async () => {
    await studio.agent.delete(at(mine.id)).set(headers).expect(204);
    expect((await fetched(mine.url)).status).toBe(404);
    expect((await fetched(others.url)).status).toBe(200);
  });

  test('is public where it was made so, and nowhere else', async () => {
    await allow(true);
    const { url } = await show(mine.id, 'public');
    const unsigned = others.url.split('?')[0] ?? '';
    expect((await fetched(url)).status).toBe(200);
    expect((await fetched(unsigned)).status).toBe(404);
    await show(others.id, 'public');
    await show(mine.id, 'private');
    expect((await fetched(url)).status).toBe(404);
    expect((await fetched(unsigned)).status).toBe(200);
  });
});

test('nothing is public where the organization does not want it, also what was', async () => {
  const { id } = await publish();
  const refused = await studio.agent.patch(at(id)).set(headers).send({ visibility: 'public' });
  expect(refusalOf(refused)).toEqual([403, 'forbidden']);
  await allow(true);
  const { url } = await show(id, 'public');
  expect((await fetched(url)).status).toBe(200);
  await allow(false);
  expect((await fetched(url)).status).toBe(404);
});

test('nothing is delivered for an organization that is being deleted', async () => {
  const { url } = await publish();
  await studio.container.db
    .update(orgs)
    .set({ deletedAt: clock })
    .where(eq(orgs.id, project.orgId));
  expect((await fetched(url)).status).toBe(404);
});

test('a public artifact has an address that stays, and is kept by caches', async () => {
  await allow(true);
  const { id } = await publish();
  const open = await show(id, 'public');
  expect([open.visibility, open.urlExpiresAt, new URL(open.url).search]).toEqual([
    ...['public', null, ''],
  ]);
  await pass(30 * DAY_MS);
  const got = await fetched(open.url);
  expect([got.status, got.headers['access-control-allow-origin']]).toEqual([200, '*']);
  expect(got.headers['cache-control']).toMatch(/^public, max-age=31536000, immutable/);
  const editor = await project.as('editor');
  const ended = await studio.agent.delete(at(id)).set(await studio.bearer(editor.actor.userId));
  expect(refusalOf(ended)).toEqual([403, 'forbidden']);
  await show(id, 'private');
  expect((await fetched(open.url)).status).toBe(404);
});

test('the archive of an export is in the registry until it is deleted, once however often it is exported', async () => {
  const { services } = studio.container;
  for (let i = 0; i < 2; i += 1) {
    const { exportId } = (await project.post('/exports')).body as { exportId: string };
    await services.exports.run(exportId);
  }
  await publish();
  const path = `/api/v1/projects/${project.projectId}/artifacts`;
  const listed = async (query = '') => {
    const answer = await studio.agent.get(path + query).set(headers);
    return (answer.body as { items: Artifact[] }).items;
  };
  expect(await listed()).toHaveLength(2);
  const [archive] = await listed('?kind=archive&visibility=private');
  expect(archive).toMatchObject({ name: 'shop-1.zip', mediaType: 'application/zip' });
  const got = await fetched(archive?.url ?? '');
  expect([got.status, shaOf(got.body as Buffer)]).toEqual([200, archive?.sha256]);
  expect(got.headers['content-disposition']).toBe('attachment; filename=shop-1.zip');
  await pass(7 * DAY_MS + 1_000);
  expect(await listed('?kind=archive')).toEqual([]);
  await services.artifacts.expire();
  expect(await listed()).toHaveLength(1);
});
