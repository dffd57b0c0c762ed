import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { LIMITS } from '@promptly/common';

import { blobs } from '../../db/schema/index.ts';
import { blobKey } from '../../services/trees/blob-store.ts';
import { refusalOf } from '../../testing/answers.ts';
import { asBuffer } from '../../testing/archives.ts';
import {
  createProjectClient,
  shaOf,
  type Answer,
  type ProjectClient,
} from '../../testing/project-client.ts';
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

const picture = Buffer.from(Array.from({ length: 1_000 }, (_, i) => (i * 7) % 256));
const addressOf = (path: string) =>
  `/api/v1/projects/${project.projectId}/files/raw?path=${encodeURIComponent(path)}`;
const download = (path: string, headers: Record<string, string> = {}): PromiseLike<Answer> =>
  studio.agent
    .get(addressOf(path))
    .set({ ...project.headers, ...headers })
    .buffer(true)
    .parse(asBuffer as never);
const upload = (path: string, bytes: Buffer, headers: Record<string, string>) =>
  studio.agent
    .put(addressOf(path))
    .set({ ...project.headers, 'Content-Type': 'application/octet-stream', ...headers })
    .send(bytes);
const NEW = { 'If-None-Match': '*' };
const tagOf = (bytes: Buffer) => `"${shaOf(bytes)}"`;
const jsonOf = ({ body, status }: { body: unknown; status: number }) => ({
  ...{ status, body: JSON.parse(String(body)) as unknown },
});
const uploadsLeft = async () =>
  (await readdir(join(studio.container.config.dataDir, 'tmp')).catch(() => [])).filter((name) =>
    name.startsWith('upload-'),
  );

describe('a download', () => {
  beforeEach(async () => {
    await upload('public/logo.png', picture, NEW);
  });

  test('is the same bytes, with a strong ETag and their type', async () => {
    const { status, body, headers } = await download('public/logo.png');
    expect([status, body]).toEqual([200, picture]);
    expect(headers).toMatchObject({
      etag: tagOf(picture),
      'content-type': 'image/png',
      'content-length': '1000',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache, no-transform',
      'content-disposition': 'inline; filename=logo.png',
    });
  });

  test('is not sent to who has it', async () => {
    for (const tag of [tagOf(picture), `"other", W/${tagOf(picture)}`, '*']) {
      const { status, body } = await download('public/logo.png', { 'If-None-Match': tag });
      expect([status, body]).toEqual([304, Buffer.alloc(0)]);
    }
    const changed = await download('public/logo.png', { 'If-None-Match': '"other"' });
    expect(changed.status).toBe(200);
  });

  test.each<[string, number, number]>([
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 20],
    ['bytes=990-', 990, 1000],
    ['bytes=-5', 995, 1000],
    ['bytes=998-5000', 998, 1000],
  ])('of %s is those bytes', async (range, start, end) => {
    const { status, body, headers } = await download('public/logo.png', { Range: range });
    expect([status, body]).toEqual([206, picture.subarray(start, end)]);
    expect(headers['content-range']).toBe(`bytes ${start}-${end - 1}/1000`);
    expect(headers['content-length']).toBe(String(end - start));
  });

  test.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('of %s has nothing', async (range) => {
    const answer = await download('public/logo.png', { Range: range });
    expect(refusalOf(jsonOf(answer))).toEqual([416, 'range_not_satisfiable']);
    expect(answer.headers['content-range']).toBe('bytes */1000');
    expect(answer.headers.etag).toBeUndefined();
  });

  test.each(['bytes=0-1,5-6', 'lines=0-1', 'nonsense', 'bytes=5-1'])(
    'of the range %s, which is not served, is whole or refused',
    async (range) => {
      const { status, body } = await download('public/logo.png', { Range: range });
      if (status === 200) expect(body).toEqual(picture);
      else expect(status).toBe(416);
    },
  );

  test('of a range of another version is whole', async () => {
    const Range = 'bytes=0-9';
    const same = await download('public/logo.png', { Range, 'If-Range': tagOf(picture) });
    expect(same.status).toBe(206);
    for (const other of ['"other"', 'Wed, 21 Oct 2026 07:28:00 GMT', `W/${tagOf(picture)}`]) {
      const { status, body } = await download('public/logo.png', { Range, 'If-Range': other });
      expect([status, body]).toEqual([200, picture]);
    }
  });

  test('of a revision is the file as it was', async () => {
    const before = await project.head();
    await upload('public/logo.png', Buffer.from('new'), { 'If-Match': tagOf(picture) });
    const old = await studio.agent
      .get(`${addressOf('public/logo.png')}&revisionId=${before}`)
      .set(project.headers)
      .parse(asBuffer as never);
    expect(old.body).toEqual(picture);
  });

  test('of HEAD tells all but the bytes', async () => {
    const { status, headers } = await studio.agent
      .head(addressOf('public/logo.png'))
      .set(project.headers);
    expect([status, headers['content-length'], headers.etag]).toEqual([
      200,
      '1000',
      tagOf(picture),
    ]);
  });

  test('of an empty file is empty', async () => {
    await upload('empty.bin', Buffer.alloc(0), NEW);
    expect(await download('empty.bin')).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  test('of bytes that the storage damaged never ends as if it were whole', async () => {
    const large = Buffer.alloc(500_000, 'large ');
    await upload('large.bin', large, NEW);
    expect((await download('large.bin')).status).toBe(200);
    const objects = join(studio.container.config.dataDir, 'storage', 'objects');
    const damaged = Buffer.from(large).fill(0, 100, 200);
    await writeFile(join(objects, blobKey(project.orgId, shaOf(large))), damaged);
    await expect(download('large.bin')).rejects.toThrow();
  });
});

describe('what could run in a browser is only saved', () => {
  test.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['public/icon.svg', 'image/svg+xml'],
    ['page.xhtml', 'application/xhtml+xml'],
    ['feed.xml', 'application/xml'],
    ['src/main.js', 'text/javascript; charset=utf-8'],
    ['manual.pdf', 'application/pdf'],
    ['no-ending', 'application/octet-stream'],
    ['page.html.unknown', 'application/octet-stream'],
  ])('%s', async (path, type) => {
    await upload(path, Buffer.from('<script>alert(1)</script>'), NEW);
    const { headers } = await download(path);
    expect(headers['content-type']).toBe(type);
    expect(headers['content-disposition']).toMatch(/^attachment; filename=/);
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('source code is text', async () => {
    for (const path of ['a.ts', 'b.tsx', 'c.mts', '.prettierrc', '.env.example']) {
      await upload(path, Buffer.from('x'), NEW);
      const { headers } = await download(path);
      expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    }
  });

  test('a name is told so that no header can be made of it', async () => {
    await upload("a;b=c'é%20.png", picture, NEW);
    const { headers } = await download("a;b=c'é%20.png");
    expect(headers['content-disposition']).toBe(
      `inline; filename="a;b=c'?%20.png"; filename*=UTF-8''a%3Bb%3Dc%27%C3%A9%2520.png`,
    );
  });
});

describe('an upload', () => {
  test('makes a new file, once', async () => {
    const first = await upload('a/logo.png', picture, NEW);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      ...{ path: 'a/logo.png', sha: shaOf(picture), size: 1_000 },
      revisionId: await project.head(),
    });
    expect(first.headers.etag).toBe(tagOf(picture));
    expect(refusalOf(await upload('a/logo.png', picture, NEW))).toEqual([
      412,
      'precondition_failed',
    ]);
    expect(await uploadsLeft()).toEqual([]);
  });

  test('replaces the version that its sender saw, and no other', async () => {
    await upload('logo.png', picture, NEW);
    const [second, third] = [Buffer.from('second'), Buffer.from('third')];
    expect((await upload('logo.png', second, { 'If-Match': tagOf(picture) })).status).toBe(200);
    const stale = await upload('logo.png', third, { 'If-Match': tagOf(picture) });
    expect(refusalOf(stale)).toEqual([412, 'precondition_failed']);
    expect(stale.body).toMatchObject({ error: { details: { currentSha: shaOf(second) } } });
    const stored = await studio.container.db
      .select()
      .from(blobs)
      .where(eq(blobs.sha256, shaOf(third)));
    expect(stored).toEqual([]);
  });

  test('of two at once, one is made', async () => {
    const answers = await Promise.all(
      ['one', 'two'].map((text) => upload('logo.png', Buffer.from(text), NEW)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('that does not say what it replaces is refused', async () => {
    expect(refusalOf(await upload('logo.png', picture, {}))).toEqual([
      428,
      'precondition_required',
    ]);
    const others: Record<string, string>[] = [
      { 'If-Match': '*' },
      { 'If-Match': 'nonsense' },
      { 'If-Match': `W/${tagOf(picture)}` },
      { 'If-Match': tagOf(picture), 'If-None-Match': '*' },
      { 'If-None-Match': tagOf(picture) },
    ];
    for (const headers of others) {
      expect(refusalOf(await upload('logo.png', picture, headers))).toEqual([
        422,
        'validation_failed',
      ]);
    }
  });

  test('takes the largest file, and none that is larger', async () => {
    const largest = Buffer.alloc(LIMITS.fileMaxBytes, 1);
    expect((await upload('largest', largest, NEW)).status).toBe(200);
    const larger = await upload('larger', Buffer.alloc(LIMITS.fileMaxBytes + 1), NEW);
    expect(refusalOf(larger)).toEqual([413, 'payload_too_large']);
    expect(await uploadsLeft()).toEqual([]);
  });

  test('is refused as a form, and packed', async () => {
    const form = await studio.agent
      .put(addressOf('a.png'))
      .set({ ...project.headers, ...NEW })
      .attach('file', picture, 'a.png');
    expect(refusalOf(form)).toEqual([415, 'unsupported_media_type']);
    const packed = await upload('a.png', picture, { ...NEW, 'Content-Encoding': 'gzip' });
    expect(refusalOf(packed)).toEqual([415, 'unsupported_media_type']);
  });

  test('without a declared length is cut off at the limit', async () => {
    const answer = await sendChunks(Buffer.alloc(1024 * 1024), 12);
    expect(answer.statusCode).toBe(413);
    expect(await uploadsLeft()).toEqual([]);
  });

  test('is not taken in from a viewer', async () => {
    const viewer = await project.as('viewer');
    const answer = await upload('a.png', picture, { ...NEW, ...viewer.headers });
    expect(refusalOf(answer)).toEqual([403, 'forbidden']);
  });

  test('stands beside no name that differs in case', async () => {
    const answer = await upload('readme.md', picture, NEW);
    expect(refusalOf(answer)).toEqual([409, 'path_taken']);
  });
});

test('a file as JSON is not sent to who has it', async () => {
  const first = await project.read('README.md');
  const etag = first.headers.etag ?? '';
  expect(etag).toBe(`W/"${shaOf('# Shop\n')}"`);
  const again = () =>
    studio.agent
      .get(`/api/v1/projects/${project.projectId}/files/content?path=README.md`)
      .set({ ...project.headers, 'If-None-Match': etag });
  expect((await again()).status).toBe(304);
  await project.save('README.md', 'changed', shaOf('# Shop\n'));
  expect((await again()).status).toBe(200);
});

/** Sends a body bit by bit, in chunks of which nobody knows how many come. */
async function sendChunks(chunk: Buffer, count: number): Promise<IncomingMessage> {
  const server = createServer(studio.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const sending = httpRequest({
      ...{ host: '127.0.0.1', port, method: 'PUT', path: addressOf('large.bin') },
      headers: { ...project.headers, ...NEW },
    });
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    for (let i = 0; i < count; i++) sending.write(chunk);
    sending.end();
    const [answer] = await answered;
    answer.resume();
    await once(answer, 'end');
    return answer;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
