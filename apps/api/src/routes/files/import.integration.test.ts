import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { deflateRawSync, gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { LIMITS } from '@promptly/common';

import { blobs } from '../../db/schema/index.ts';
import { writeTarGz } from '../../services/tar/tar-writer.ts';
import { makeZip, type HandMadeEntry } from '../../services/zip/hand-made-zip.ts';
import { refusalOf } from '../../testing/answers.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let project: ProjectClient;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  project = await createProjectClient(studio);
});
afterAll(() => studio.dispose());

const uploadsLeft = async () =>
  (await readdir(join(studio.container.config.dataDir, 'tmp')).catch(() => [])).filter((name) =>
    name.startsWith('upload-'),
  );
const storedBlobs = async () =>
  studio.container.db.select().from(blobs).where(eq(blobs.orgId, project.orgId));

describe('an honest archive', () => {
  test('becomes one revision that adds its files and replaces those at the same paths', async () => {
    const before = await project.head();
    const bytes = Buffer.from([0, 1, 254, 255]);
    const answer = await project.upload(
      makeZip([
        { name: 'README.md', content: 'from the zip' },
        { name: 'assets/', content: '' },
        { name: 'assets/logo.bin', content: bytes },
        { name: '.env', content: 'SECRET=1' },
      ]),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      files: 2,
      skipped: [{ path: '.env', reason: 'may hold secrets' }],
    });
    expect(await project.files()).toMatchObject({
      'README.md': shaOf('from the zip'),
      'assets/logo.bin': shaOf(bytes),
      'src/App.tsx': expect.any(String),
    });
    const revisions = await project.get('/revisions');
    expect(revisions.body).toMatchObject({
      items: [{ kind: 'import', parentId: before, isHead: true }, { kind: 'init' }],
    });
    expect(await uploadsLeft()).toEqual([]);
  });

  test('may be a tar, gzipped or not', async () => {
    const content = Buffer.from('from the tar');
    const packed = await buffer(writeTarGz([{ path: 'a/b.txt', bytes: content }], new Date(0)));
    for (const archive of [packed, gunzipSync(packed)]) {
      const answer = await project.upload(archive);
      expect([answer.status, answer.body]).toMatchObject([200, { files: 1, skipped: [] }]);
      expect(await project.files()).toMatchObject({ 'a/b.txt': shaOf(content) });
      await project.remove('a');
    }
    expect(await uploadsLeft()).toEqual([]);
  });

  test('that collides with a name of the project changes nothing', async () => {
    const [before, stored] = [await project.head(), await storedBlobs()];
    const zip = makeZip([{ name: 'new.md' }, { name: 'readme.md', content: 'other case' }]);
    expect(refusalOf(await project.upload(zip))).toEqual([409, 'path_taken']);
    expect(await project.head()).toBe(before);
    expect(await storedBlobs()).toEqual(stored);
  });

  test('with more files than the project has room for stores none of them', async () => {
    const [before, stored] = [await project.head(), await storedBlobs()];
    const names = Array.from({ length: LIMITS.projectMaxFiles - 1 }, (_, i) => `${i}.txt`);
    const zip = makeZip(names.map((name) => ({ name, content: name })));
    expect(refusalOf(await project.upload(zip))).toEqual([422, 'limit_exceeded']);
    expect(await project.head()).toBe(before);
    expect(await storedBlobs()).toEqual(stored);
  });
});

describe('a hostile archive leaves no trace', () => {
  const one = (entry: HandMadeEntry) => makeZip([{ name: 'fine.txt', content: 'fine' }, entry]);

  test.each<[string, () => Buffer, string, string]>([
    ['that climbs out', () => one({ name: '../evil' }), 'archive_invalid', 'traversal'],
    [
      'with a link',
      () => one({ name: 'l', content: '/etc', unixMode: 0o120777 }),
      'archive_invalid',
      'link',
    ],
    [
      'with a broken file',
      () => one({ name: 'b', content: 'b', crc: 1 }),
      'archive_invalid',
      'checksum_mismatch',
    ],
    [
      'that lies about a size',
      () => one({ name: 'b', content: 'long', size: 2 }),
      'archive_invalid',
      'size_mismatch',
    ],
    [
      'that is a bomb',
      () => one({ name: 'b', content: Buffer.alloc(9_000_000) }),
      'archive_too_large',
      'ratio',
    ],
    ['that is no archive', () => Buffer.from('PK, not really'), 'archive_invalid', 'malformed'],
  ])('%s', async (_, zip, code, reason) => {
    const [head, stored] = [await project.head(), await storedBlobs()];
    const answer = await project.upload(zip());
    expect(answer.body).toMatchObject({ error: { code, details: { reason } } });
    expect(await project.head()).toBe(head);
    expect(await storedBlobs()).toEqual(stored);
    expect(await uploadsLeft()).toEqual([]);
  });

  test('of a gigabyte that says so is refused without being unpacked', async () => {
    const packed = deflateRawSync(Buffer.alloc(1 << 20));
    const answer = await project.upload(one({ name: 'b', packed, size: 1 << 30 }));
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ error: { details: { reason: 'file_bytes' } } });
  });
});

describe('an upload', () => {
  const post = (body: string | Buffer, contentType: string) =>
    studio.agent
      .post(`/api/v1/projects/${project.projectId}/files/import`)
      .set(project.headers)
      .set('Content-Type', contentType)
      .send(body);
  const form = (part: string) => `--x\r\nContent-Disposition: form-data; ${part}\r\n\r\n`;

  test.each([
    ['that is no form', '{}', 'application/json', 415, 'unsupported_media_type'],
    ['without a boundary', 'x', 'multipart/form-data', 400, 'malformed_body'],
    [
      'that is cut off',
      form('name="file"; filename="a.zip"') + 'PK',
      'multipart/form-data; boundary=x',
      400,
      'malformed_body',
    ],
    [
      'without the part',
      form('name="other"') + 'x\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
      422,
      'validation_failed',
    ],
  ])('%s is refused', async (_, body, contentType, status, code) => {
    const answer = await post(body, contentType);
    expect([answer.status, (answer.body as { error: { code: string } }).error.code]).toEqual([
      status,
      code,
    ]);
    expect(await uploadsLeft()).toEqual([]);
  });

  test('that is larger than an archive may be is refused once it is, and leaves nothing', async () => {
    const answer = await project.upload(Buffer.alloc(LIMITS.archiveMaxBytes + 1));
    expect(answer.body).toMatchObject({
      error: { code: 'archive_too_large', details: { reason: 'archive_bytes' } },
    });
    expect(await uploadsLeft()).toEqual([]);
  });

  test('whose sender leaves midway leaves nothing', async () => {
    const server = studio.app.listen(0);
    const { port } = server.address() as AddressInfo;
    const sending = httpRequest({
      port,
      method: 'POST',
      path: `/api/v1/projects/${project.projectId}/files/import`,
      headers: {
        ...project.headers,
        'Content-Type': 'multipart/form-data; boundary=x',
        'Content-Length': 1_000_000,
      },
    });
    sending.on('error', () => undefined);
    sending.write(form('name="file"; filename="a.zip"') + 'PK'.repeat(50_000));
    await until(async () => (await uploadsLeft()).length === 1);
    sending.destroy();
    await until(async () => (await uploadsLeft()).length === 0);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('of a stranger is not even received', async () => {
    const stranger = await project.asStranger();
    const answer = await stranger.upload(Buffer.alloc(1_000_000));
    expect(answer.status).toBe(404);
    expect(await uploadsLeft()).toEqual([]);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}
