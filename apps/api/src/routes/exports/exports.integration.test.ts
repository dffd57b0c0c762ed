import { execFileSync } from 'node:child_process';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { newId, treeFromTexts, verdictOf } from '@promptly/common';

import { codegenJobs, exportsTable, outbox, projects } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import { manifestIn, unpack } from '../../testing/archives.ts';
import {
  createExportClient,
  pathOf,
  type ExportBody,
  type ExportClient,
} from '../../testing/export-client.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createTestClock } from '../../testing/test-clock.ts';

const DAY_MS = 86_400_000;

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

const expire = () => studio.container.services.exports.expire();

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
    expect((await exports.look(exportId)).body).toMatchObject({
      status: 'queued',
      downloadUrl: null,
      sha256: null,
    });

    await exports.build(exportId);
    const { body } = await exports.look(exportId);
    expect(body).toMatchObject({ status: 'succeeded', revisionId: await project.head() });
    const got = await exports.download(body.downloadUrl);
    expect(got.status).toBe(200);
    expect(shaOf(got.bytes)).toBe(body.sha256);
    expect(got.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(body.size),
      'content-disposition': 'attachment; filename=shop.zip',
      etag: `"${body.sha256}"`,
    });
  });

  test('holds the files of its revision and a manifest that tells their hashes', async () => {
    await project.save('logo.bin', Buffer.from([0, 255, 128]), null);
    const files = await unpack(await exports.archive());
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

    const generated = await manifestIn(await exports.archive({ revisionId }));
    expect(generated).toMatchObject({
      promptHash: shaOf('a shop'),
      generator: { provider: 'local' },
      verdict: { passed: false, checks: [{ name: 'lint', status: 'passed' }] },
      components: [{ name: 'button', version: expect.stringMatching(/^\d+\.\d+\.\d+/) }],
    });
    expect(Object.keys(generated.files as object)).not.toContain('promptly.manifest.json');
    // What was changed by hand still goes back to the prompt, but was not checked.
    expect(await manifestIn(await exports.archive())).toMatchObject({
      promptHash: shaOf('a shop'),
      verdict: null,
    });
  });

  test('of the same revision is the same bytes, whenever it is made', async () => {
    const revisionId = await project.head();
    const first = await exports.archive({ revisionId });
    await project.save('later.txt', 'later', null);
    const exportId = await exports.ask({ revisionId });
    await later(30 * DAY_MS, () => exports.build(exportId));
    expect(await exports.storedFor(exportId)).toHaveLength(1);
    const second = (await exports.download((await exports.look(exportId)).body.downloadUrl)).bytes;
    expect(second.equals(first)).toBe(true);
    expect((await exports.archive()).equals(first)).toBe(false);
  });

  test('unpacked and imported elsewhere is the same files', async () => {
    const zip = await exports.archive();
    const other = await createProjectClient(studio);
    await other.remove('src');
    await other.remove('README.md');
    expect((await other.upload(zip)).status).toBe(200);
    expect(await other.files()).toEqual(await project.files());
  });
});

describe('an archive that is there', () => {
  test('is not built again for the same contents', async () => {
    const first = await exports.ask();
    await exports.build(first);
    const { sha256, size } = (await exports.look(first)).body;
    const second = await exports.ask();
    await exports.build(second);
    const { body } = await exports.look(second);
    expect(body).toMatchObject({ status: 'succeeded', sha256, size });
    expect(await exports.storedFor(second)).toEqual([]);
    expect(shaOf((await exports.download(body.downloadUrl)).bytes)).toBe(sha256);
  });

  test('is not given for a revision of which it tells something that has changed', async () => {
    const first = await exports.ask();
    await exports.build(first);
    await studio.agent
      .patch(`/api/v1/projects/${project.projectId}`)
      .set(project.headers)
      .send({ name: 'Renamed' });
    expect((await manifestIn(await exports.archive())).projectName).toBe('Renamed');
  });

  test('is deleted after a week, and its exports are answered as expired', async () => {
    const [first, shared] = [await exports.ask(), await exports.ask()];
    await exports.build(first);
    await later(2 * DAY_MS, () => exports.build(shared));
    const { downloadUrl } = (await exports.look(first)).body;
    await later(7 * DAY_MS - 60_000, expire);
    expect((await exports.download(downloadUrl)).status).toBe(200);

    await later(8 * DAY_MS, expire);
    expect(await exports.storedFor(first)).toEqual([]);
    for (const exportId of [first, shared]) {
      expect((await exports.look(exportId)).body).toMatchObject({
        status: 'expired',
        downloadUrl: null,
      });
    }
    expect(refusalOf(await studio.agent.get(pathOf(downloadUrl)))).toEqual([410, 'link_expired']);
  });

  test('goes with its time also when its project was deleted before', async () => {
    const exportId = await exports.ask();
    await exports.build(exportId);
    await studio.container.db.delete(projects).where(eq(projects.id, project.projectId));
    await later(8 * DAY_MS, expire);
    expect(await exports.storedFor(exportId)).toEqual([]);
  });
});

describe('exports that wait or run', () => {
  test('are refused with the time in which the oldest of them should have ended', async () => {
    const { db } = studio.container;
    const about = { projectId: project.projectId, revisionId: await project.head() };
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
    const rowOf = (status: 'succeeded' | 'pending', createdAt: Date, finishedAt: Date | null) => ({
      ...{ id: newId('export'), ...about, format: 'zip' as const, status, createdAt, finishedAt },
    });
    await db
      .insert(exportsTable)
      .values([
        rowOf('succeeded', ago(1_000), ago(700)),
        ...Array.from({ length: 20 }, () => rowOf('pending', ago(100), null)),
      ]);
    const answer = await project.post('/exports');
    expect(refusalOf(answer)).toEqual([429, 'rate_limited']);
    // They take 300 seconds, of which 100 are over, and some that this test takes.
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(200);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(100);
  });

  test('are at most 20 of an organization, however many are asked for at once', async () => {
    const answers = await Promise.all(Array.from({ length: 23 }, () => project.post('/exports')));
    const refused = answers.filter(({ status }) => status !== 202);
    expect(refused.map(refusalOf)).toEqual(Array(3).fill([429, 'rate_limited']));
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);

    const other = await createProjectClient(studio);
    expect((await other.post('/exports')).status).toBe(202);
    const [accepted] = answers.filter(({ status }) => status === 202);
    await exports.build((accepted?.body as { exportId: string }).exportId);
    expect((await project.post('/exports')).status).toBe(202);
  });
});

describe('access', () => {
  test('a viewer looks at exports and makes none', async () => {
    const exportId = await exports.ask();
    const viewer = await project.as('viewer');
    expect((await viewer.post('/exports')).status).toBe(403);
    expect((await exports.look(exportId, viewer)).status).toBe(200);
  });

  test('exports of another organization are not found, nor made', async () => {
    const exportId = await exports.ask();
    const stranger = await project.asStranger();
    expect((await stranger.post('/exports')).status).toBe(404);
    expect((await exports.look(exportId, stranger)).status).toBe(404);
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

describe('a gzipped tar', () => {
  test('holds the same files as the zip, and is another archive', async () => {
    const zip = await unpack(await exports.archive());
    const exportId = await exports.ask({ format: 'tar' });
    await exports.build(exportId);
    const { body } = await exports.look(exportId);
    const got = await exports.download(body.downloadUrl);
    expect(got.headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename=shop.tar.gz',
    });
    const tar = ['tar', ['--extract', '--gzip', '--to-stdout', 'src/App.tsx']] as const;
    const app = execFileSync(...tar, { input: got.bytes });
    expect(app.equals(zip['src/App.tsx']!)).toBe(true);
    const names = execFileSync('tar', ['--list', '--gzip'], { input: got.bytes, encoding: 'utf8' });
    expect(names.trim().split('\n')).toEqual(Object.keys(zip));
  });
});

test('exports are listed newest first, by state and format, with addresses to download', async () => {
  const first = await exports.ask();
  const second = await exports.ask({ format: 'tar' });
  await exports.build(first);
  const listed = async (query = '') => {
    const { body } = await project.get(`/exports${query}`);
    return (body as { items: (ExportBody & { id: string })[] }).items;
  };
  expect((await listed()).map(({ id }) => id)).toEqual([second, first]);
  expect((await listed('?status=queued')).map(({ id }) => id)).toEqual([second]);
  expect(await listed('?format=zip&status=failed')).toEqual([]);
  const [built] = await listed('?format=zip');
  expect((await exports.download(built?.downloadUrl ?? null)).status).toBe(200);
});
