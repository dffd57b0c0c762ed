import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { newId } from '@promptly/common';

import { revokeSigningKeys } from '../../services/keys/signing-keys.ts';
import { refusalOf } from '../../testing/answers.ts';
import { createExportClient, pathOf, type ExportClient } from '../../testing/export-client.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createTestClock } from '../../testing/test-clock.ts';

const clock = createTestClock();
const { later } = clock;
let studio: TestApp;
let project: ProjectClient;
let exports: ExportClient;

beforeAll(async () => {
  studio = await createTestApp({ now: clock.now });
});
beforeEach(async () => {
  clock.reset();
  project = await createProjectClient(studio);
  exports = createExportClient(studio, project);
});
afterAll(() => studio.dispose());

describe('a download', () => {
  let url: URL;
  beforeEach(async () => {
    const exportId = await exports.ask();
    await exports.build(exportId);
    url = new URL((await exports.look(exportId)).body.downloadUrl ?? '');
  });
  const tryWith = async (change: (target: URL) => void) => {
    change(url);
    const answer = await studio.agent.get(url.pathname + url.search);
    return [answer.status, (answer.body as { error?: { code: string } }).error?.code];
  };

  test('works for ten minutes, without a login', async () => {
    expect((await exports.download(url.href)).status).toBe(200);
    const answer = await later(601_000, () => tryWith(() => undefined));
    expect(answer).toEqual([410, 'link_expired']);
  });

  test.each<[string, (target: URL) => void]>([
    ['a later expiry', (target) => target.searchParams.set('expires', '9999999999')],
    ['another signature', (target) => target.searchParams.set('signature', 'A'.repeat(43))],
    ['no signature', (target) => target.searchParams.delete('signature')],
    ['nothing', (target) => void (target.search = '')],
    [
      'the signature of another export',
      (target) => void (target.pathname = `/api/v1/exports/${newId('export')}/download`),
    ],
  ])('with %s is not found', async (_, change) => {
    expect(await tryWith(change)).toEqual([404, 'not_found']);
  });

  test('is resumed by a range of the same version, and not sent again to who has it', async () => {
    const whole = await exports.download(url.href);
    const { etag = '' } = whole.headers;
    const size = whole.bytes.length;
    expect(whole.headers).toMatchObject({
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store, no-transform',
    });
    const rest = { Range: `bytes=${size - 10}-`, 'If-Range': etag };
    const part = await exports.download(url.href, rest);
    expect([part.status, part.headers['content-range']]).toEqual([
      ...[206, `bytes ${size - 10}-${size - 1}/${size}`],
    ]);
    expect(part.bytes.equals(whole.bytes.subarray(-10))).toBe(true);
    const other = await exports.download(url.href, { ...rest, 'If-Range': '"another"' });
    expect([other.status, other.bytes.length]).toEqual([200, size]);
    const known = await exports.download(url.href, { 'If-None-Match': etag });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
  });

  test('has no range beyond its end', async () => {
    const answer = await studio.agent.get(pathOf(url.href)).set('Range', 'bytes=99999999-');
    expect(refusalOf(answer)).toEqual([416, 'range_not_satisfiable']);
    expect(answer.headers['content-range']).toMatch(/^bytes \*\/\d+$/);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.headers.etag).toBeUndefined();
  });

  test('shows its size and version to HEAD, whatever range is asked for', async () => {
    const { headers: whole } = await exports.download(url.href);
    const head = await studio.agent.head(pathOf(url.href)).set('Range', 'bytes=0-1');
    expect([head.status, head.text ?? '']).toEqual([200, '']);
    for (const name of ['etag', 'content-length', 'content-type', 'content-disposition']) {
      expect(head.headers[name]).toBe(whole[name]);
    }
  });

  test('that the storage has lost is a fault of ours, and says nothing of the bytes', async () => {
    for (const key of await keysOfArchives()) await studio.container.storage.delete(key);
    const answer = await studio.agent.get(pathOf(url.href));
    expect(refusalOf(answer)).toEqual([500, 'internal']);
    expect(answer.headers).not.toHaveProperty('etag');
    expect(answer.headers).not.toHaveProperty('content-disposition');
  });
});

describe('once the keys are revoked', () => {
  test('an address of before is refused at once, and a new one works', async () => {
    const exportId = await exports.ask();
    await exports.build(exportId);
    const { downloadUrl } = (await exports.look(exportId)).body;
    expect((await exports.download(downloadUrl)).status).toBe(200);
    const { db, envelope, services } = studio.container;
    await revokeSigningKeys(db, envelope, clock.now);
    await services.signingKeys.reload();
    expect((await exports.download(downloadUrl)).status).toBe(404);
    const headers = await studio.bearer(project.actor.userId);
    const again = (await exports.look(exportId, { ...project, headers })).body.downloadUrl;
    expect((await exports.download(again)).status).toBe(200);
  });
});

async function keysOfArchives(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of studio.container.storage.list('exports/')) keys.push(key);
  return keys;
}
