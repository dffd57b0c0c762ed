import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { AppError, newId, treeFromTexts, verdictOf } from '@promptly/common';

import { codegenJobs, exportsTable, outbox, projects } from '../../db/schema/index.ts';
import type { ObjectBody, ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { runExport, type RunExportDeps } from '../../services/exports/run-export.ts';
import { refusalOf } from '../../testing/answers.ts';
import { asBuffer, manifestIn, unpack } from '../../testing/archives.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let project: ProjectClient;
let clock = new Date();

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
});
beforeEach(async () => {
  clock = new Date();
  project = await createProjectClient(studio);
});
afterAll(() => studio.dispose());

interface ExportBody {
  status: string;
  downloadUrl: string | null;
  sha256: string | null;
  size: number | null;
  revisionId: string;
}

const ask = async (body: object = {}) =>
  ((await project.post('/exports', body)).body as { exportId: string }).exportId;
const look = async (exportId: string, client = project) => {
  const answer = await studio.agent.get(`/api/v1/exports/${exportId}`).set(client.headers);
  return { status: answer.status, body: answer.body as ExportBody };
};
const DAY_MS = 86_400_000;
const expire = () => studio.container.services.exports.expire();
const build = (exportId: string) => studio.container.services.exports.run(exportId);
const pathOf = (url: string | null) => {
  const { pathname, search } = new URL(url ?? '');
  return pathname + search;
};
const download = async (url: string | null) => {
  const answer = await studio.agent.get(pathOf(url)).buffer(true).parse(asBuffer);
  return {
    status: answer.status,
    headers: answer.headers as Record<string, string>,
    bytes: answer.body as Buffer,
  };
};
const later = async <T>(ms: number, act: () => Promise<T>) => {
  const now = clock;
  clock = new Date(now.getTime() + ms);
  try {
    return await act();
  } finally {
    clock = now;
  }
};
const exportOf = async (body: object = {}) => {
  const exportId = await ask(body);
  await build(exportId);
  const { downloadUrl } = (await look(exportId)).body;
  return (await download(downloadUrl)).bytes;
};

describe('an export', () => {
  test('is accepted with a message for the queue, built in the background, and then can be downloaded', async () => {
    const answer = await project.post('/exports', { format: 'zip' });
    expect(answer.status).toBe(202);
    const { exportId } = answer.body as { exportId: string };
    expect(answer.body).toEqual({ exportId, status: 'queued' });
    const messages = await studio.container.db
      .select()
      .from(outbox)
      .where(eq(outbox.key, exportId));
    expect(messages).toMatchObject([{ topic: 'exports', payload: { version: 1, exportId } }]);
    expect((await look(exportId)).body).toMatchObject({
      status: 'queued',
      downloadUrl: null,
      sha256: null,
    });

    await build(exportId);
    const { body } = await look(exportId);
    expect(body).toMatchObject({ status: 'succeeded', revisionId: await project.head() });
    const got = await download(body.downloadUrl);
    expect(got.status).toBe(200);
    expect(shaOf(got.bytes)).toBe(body.sha256);
    expect(got.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(body.size),
      'content-disposition': 'attachment; filename="shop.zip"',
      etag: `"${body.sha256}"`,
    });
  });

  test('holds the files of its revision and a manifest that tells their hashes', async () => {
    await project.save('logo.bin', Buffer.from([0, 255, 128]), null);
    const files = await unpack(await exportOf());
    expect(Object.keys(files)).toEqual([
      'README.md',
      'logo.bin',
      'promptly.manifest.json',
      'src/App.tsx',
    ]);
    const manifest = JSON.parse(String(files['promptly.manifest.json'])) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      schemaVersion: 1,
      projectName: 'Shop',
      revisionId: await project.head(),
      promptHash: null,
      verdict: null,
    });
    expect(manifest.files).toEqual({
      'README.md': { sha256: shaOf(files['README.md']!), size: 7 },
      'logo.bin': { sha256: shaOf(Buffer.from([0, 255, 128])), size: 3 },
      'src/App.tsx': { sha256: shaOf(files['src/App.tsx']!), size: 51 },
    });
  });

  test('tells of the prompt, the checks and the library components behind a generated app', async () => {
    const { services, db } = studio.container;
    const parent = await project.head();
    const jobId = newId('codegenJob');
    await db.insert(codegenJobs).values({
      ...{ id: jobId, projectId: project.projectId, orgId: project.orgId, kind: 'prompt' },
      ...{ provider: 'local', status: 'succeeded', promptText: 'a shop', baseRevisionId: parent },
    });
    const { revisionId } = await services.revisions.storeCandidate({
      ...{ orgId: project.orgId, projectId: project.projectId, jobId, round: 0 },
      ...{ parentRevisionId: parent, message: 'A shop' },
      tree: treeFromTexts([
        ['src/components/ui/button.tsx', '1'],
        ['src/components/ui/mine.tsx', '2'],
        ['promptly.manifest.json', 'that of another revision'],
      ]),
    });
    const check = { name: 'lint' as const, status: 'passed' as const, durationMs: 5, findings: [] };
    await services.revisions.recordVerdict(db, revisionId, verdictOf([check]));
    await project.post(`/revisions/${revisionId}/restore`);
    await project.save('by-hand.txt', 'mine', null);

    const generated = await manifestIn(await exportOf({ revisionId }));
    expect(generated).toMatchObject({
      promptHash: shaOf('a shop'),
      generator: { provider: 'local' },
      verdict: { passed: false, checks: [{ name: 'lint', status: 'passed' }] },
      components: [{ name: 'button', version: expect.stringMatching(/^\d+\.\d+\.\d+/) }],
    });
    expect(Object.keys(generated.files as object)).not.toContain('promptly.manifest.json');
    // What was changed by hand still goes back to the prompt, but was not checked.
    expect(await manifestIn(await exportOf())).toMatchObject({
      promptHash: shaOf('a shop'),
      verdict: null,
    });
  });

  test('of the same revision is the same bytes, whenever it is made', async () => {
    const revisionId = await project.head();
    const first = await exportOf({ revisionId });
    await project.save('later.txt', 'later', null);
    const exportId = await ask({ revisionId });
    await later(30 * DAY_MS, () => build(exportId));
    expect(await artifactsOf(exportId)).toHaveLength(1);
    const second = (await download((await look(exportId)).body.downloadUrl)).bytes;
    expect(second.equals(first)).toBe(true);
    expect((await exportOf()).equals(first)).toBe(false);
  });

  test('unpacked and imported elsewhere is the same files', async () => {
    const zip = await exportOf();
    const other = await createProjectClient(studio);
    await other.remove('src');
    await other.remove('README.md');
    expect((await other.upload(zip)).status).toBe(200);
    expect(await other.files()).toEqual(await project.files());
  });
});

describe('building', () => {
  test('twice, also at once, has one result', async () => {
    const exportId = await ask();
    await Promise.all([build(exportId), build(exportId)]);
    const { body } = await look(exportId);
    await build(exportId);
    expect((await look(exportId)).body.sha256).toBe(body.sha256);
    expect(shaOf((await download(body.downloadUrl)).bytes)).toBe(body.sha256);
  });

  test('that is cut off leaves no part of an archive, and done again gives the bytes it would have', async () => {
    const expected = await exportOf();
    await later(30 * DAY_MS, expire);
    const exportId = await ask();
    const cutOff = storageThat(async (key, body) => {
      await studio.container.storage.put(key, firstChunks(body, 2));
    });
    await expect(runExport(cutOff, exportId)).rejects.toThrow('cut off');
    expect(await artifactsOf(exportId)).toEqual([]);
    expect((await look(exportId)).body).toMatchObject({ status: 'running', downloadUrl: null });
    await build(exportId);
    const { downloadUrl } = (await look(exportId)).body;
    expect((await download(downloadUrl)).bytes.equals(expected)).toBe(true);
  });

  test('on a full disk is tried again, but not for ever', async () => {
    const full = storageThat(() => Promise.reject(new AppError('unavailable', 'full')));
    const exportId = await ask();
    await expect(runExport(full, exportId)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await look(exportId)).body.status).toBe('running');
    await later(2 * 3_600_000, () =>
      expect(runExport(full, exportId)).rejects.toMatchObject({ code: 'unavailable' }),
    );
    expect((await look(exportId)).body.status).toBe('failed');
  });

  test('without the stored bytes fails for good', async () => {
    const exportId = await ask();
    const blobs = { ...runDeps().blobs, get: () => Promise.reject(new Error('damaged')) };
    await expect(runExport({ ...runDeps(), blobs }, exportId)).rejects.toThrow('damaged');
    expect((await look(exportId)).body).toMatchObject({ status: 'failed', downloadUrl: null });
  });

  test('of a deleted project ends quietly', async () => {
    const exportId = await ask();
    await studio.container.db.delete(projects).where(eq(projects.id, project.projectId));
    await build(exportId);
  });
});

describe('an archive that is there', () => {
  test('is not built again for the same contents', async () => {
    const first = await ask();
    await build(first);
    const { sha256, size } = (await look(first)).body;
    const second = await ask();
    await build(second);
    const { body } = await look(second);
    expect(body).toMatchObject({ status: 'succeeded', sha256, size });
    expect(await artifactsOf(second)).toEqual([]);
    expect(shaOf((await download(body.downloadUrl)).bytes)).toBe(sha256);
  });

  test('is not given for a revision of which it tells something that has changed', async () => {
    const first = await ask();
    await build(first);
    await studio.agent
      .patch(`/api/v1/projects/${project.projectId}`)
      .set(project.headers)
      .send({ name: 'Renamed' });
    expect((await manifestIn(await exportOf())).projectName).toBe('Renamed');
  });

  test('is deleted after a week, and its exports are answered as expired', async () => {
    const [first, shared] = [await ask(), await ask()];
    await build(first);
    await later(2 * DAY_MS, () => build(shared));
    const { downloadUrl } = (await look(first)).body;
    await later(7 * DAY_MS - 60_000, expire);
    expect((await download(downloadUrl)).status).toBe(200);

    await later(8 * DAY_MS, expire);
    expect(await artifactsOf(first)).toEqual([]);
    for (const exportId of [first, shared]) {
      expect((await look(exportId)).body).toMatchObject({ status: 'expired', downloadUrl: null });
    }
    expect(refusalOf(await studio.agent.get(pathOf(downloadUrl)))).toEqual([410, 'link_expired']);
  });

  test('goes with its time also when its project was deleted before', async () => {
    const exportId = await ask();
    await build(exportId);
    await studio.container.db.delete(projects).where(eq(projects.id, project.projectId));
    await later(8 * DAY_MS, expire);
    expect(await artifactsOf(exportId)).toEqual([]);
  });
});

describe('exports that wait or run', () => {
  test('are at most 20 of an organization, however many are asked for at once', async () => {
    const answers = await Promise.all(Array.from({ length: 23 }, () => project.post('/exports')));
    const refused = answers.filter(({ status }) => status !== 202);
    expect(refused.map(refusalOf)).toEqual(Array(3).fill([429, 'rate_limited']));
    expect(refused[0]?.headers['retry-after']).toBe('10');

    const other = await createProjectClient(studio);
    expect((await other.post('/exports')).status).toBe(202);
    const [accepted] = answers.filter(({ status }) => status === 202);
    await build((accepted?.body as { exportId: string }).exportId);
    expect((await project.post('/exports')).status).toBe(202);
  });
});

describe('a download', () => {
  let url: URL;
  beforeEach(async () => {
    const exportId = await ask();
    await build(exportId);
    url = new URL((await look(exportId)).body.downloadUrl ?? '');
  });
  const tryWith = async (change: (target: URL) => void) => {
    change(url);
    const answer = await studio.agent.get(url.pathname + url.search);
    return [answer.status, (answer.body as { error?: { code: string } }).error?.code];
  };

  test('works for ten minutes, without a login', async () => {
    expect((await download(url.href)).status).toBe(200);
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
});

describe('access', () => {
  test('a viewer looks at exports and makes none', async () => {
    const exportId = await ask();
    const viewer = await project.as('viewer');
    expect((await viewer.post('/exports')).status).toBe(403);
    expect((await look(exportId, viewer)).status).toBe(200);
  });

  test('exports of another organization are not found, nor made', async () => {
    const exportId = await ask();
    const stranger = await project.asStranger();
    expect((await stranger.post('/exports')).status).toBe(404);
    expect((await look(exportId, stranger)).status).toBe(404);
  });

  test('a revision of another project cannot be exported', async () => {
    const other = await createProjectClient(studio);
    const answer = await project.post('/exports', { revisionId: await other.head() });
    expect(answer.status).toBe(404);
    const rows = await studio.container.db
      .select()
      .from(exportsTable)
      .where(eq(exportsTable.projectId, project.projectId));
    expect(rows).toEqual([]);
  });
});

function runDeps(): RunExportDeps {
  const { db, storage, blobs, trees } = studio.container;
  return { db, storage, blobs, trees, library: [], now: () => clock };
}

function storageThat(put: ObjectStorage['put']): RunExportDeps {
  return { ...runDeps(), storage: { ...studio.container.storage, put } };
}

/** The beginning of a body, as a process that is killed gets to write it. */
async function* firstChunks(body: ObjectBody, count: number): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) throw new Error('an archive is a stream');
  let left = count;
  for await (const chunk of body) {
    if (left-- === 0) throw new AppError('unavailable', 'cut off');
    yield chunk;
  }
}

/** The archives that were stored for an export itself, in whatever folder. */
async function artifactsOf(exportId: string): Promise<string[]> {
  const objects = join(studio.container.config.dataDir, 'storage');
  const entries = await readdir(objects, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return names.filter((name) => name.includes(exportId));
}

describe('a gzipped tar', () => {
  test('holds the same files as the zip, and is another archive', async () => {
    const zip = await unpack(await exportOf());
    const exportId = await ask({ format: 'tar' });
    await build(exportId);
    const { body } = await look(exportId);
    const got = await download(body.downloadUrl);
    expect(got.headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename="shop.tar.gz"',
    });
    const tar = ['tar', ['--extract', '--gzip', '--to-stdout', 'src/App.tsx']] as const;
    const app = execFileSync(...tar, { input: got.bytes });
    expect(app.equals(zip['src/App.tsx']!)).toBe(true);
    const names = execFileSync('tar', ['--list', '--gzip'], { input: got.bytes, encoding: 'utf8' });
    expect(names.trim().split('\n')).toEqual(Object.keys(zip));
  });
});

test('exports are listed newest first, by state and format, with addresses to download', async () => {
  const first = await ask();
  const second = await ask({ format: 'tar' });
  await build(first);
  const listed = async (query = '') => {
    const { body } = await project.get(`/exports${query}`);
    return (body as { items: (ExportBody & { id: string })[] }).items;
  };
  expect((await listed()).map(({ id }) => id)).toEqual([second, first]);
  expect((await listed('?status=queued')).map(({ id }) => id)).toEqual([second]);
  expect(await listed('?format=zip&status=failed')).toEqual([]);
  const [built] = await listed('?format=zip');
  expect((await download(built?.downloadUrl ?? null)).status).toBe(200);
});

describe('an export that is canceled', () => {
  const at = (exportId: string, rest: string) => `/api/v1/exports/${exportId}${rest}`;
  const cancel = (exportId: string) =>
    studio.agent.post(at(exportId, '/cancel')).set(project.headers);
  const retry = (exportId: string) =>
    studio.agent.post(at(exportId, '/retry')).set(project.headers);

  test('is not built any more, and may be canceled again', async () => {
    const exportId = await ask();
    for (let i = 0; i < 2; i += 1) {
      const answer = await cancel(exportId);
      expect([answer.status, answer.body]).toMatchObject([200, { status: 'canceled' }]);
    }
    await build(exportId);
    expect((await look(exportId)).body).toMatchObject({ status: 'canceled', downloadUrl: null });
  });

  test('stays canceled where its archive is built at that moment', async () => {
    const exportId = await ask();
    const { services, db } = studio.container;
    const running = services.exports.run(exportId);
    expect([200, 409]).toContain((await cancel(exportId)).status);
    await running;
    const [row] = await db.select().from(exportsTable).where(eq(exportsTable.id, exportId));
    expect(['canceled', 'succeeded']).toContain(row?.status);
    expect(row?.artifactStorageKey === null).toBe(row?.status === 'canceled');
  });

  test('cannot be canceled once it has succeeded, and only what failed is tried again', async () => {
    const exportId = await ask();
    expect(refusalOf(await retry(exportId))).toEqual([409, 'conflict']);
    await build(exportId);
    expect(refusalOf(await cancel(exportId))).toEqual([409, 'job_not_cancelable']);
    expect(refusalOf(await retry(exportId))).toEqual([409, 'conflict']);
  });

  test('can be asked for again, as a new export of the same revision and format', async () => {
    const exportId = await ask({ format: 'tar' });
    const { revisionId } = (await look(exportId)).body;
    await project.save('new.txt', 'later', null);
    await cancel(exportId);
    const answer = await retry(exportId);
    expect(answer.status).toBe(202);
    const again = (answer.body as { exportId: string }).exportId;
    expect(again).not.toBe(exportId);
    expect((await look(again)).body).toMatchObject({ status: 'queued', revisionId, format: 'tar' });
  });
});
