import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DrizzleQueryError, eq } from 'drizzle-orm';

import { AppError, newId } from '@promptly/common';

import {
  exportsTable,
  projects,
  usageLedger,
  webhookDeliveries,
  webhooks,
} from '../../db/schema/index.ts';
import type { ObjectBody, ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { runExport, type RunExportDeps } from '../../services/exports/run-export.ts';
import type { BlobStore } from '../../services/trees/blob-store.ts';
import { refusalOf } from '../../testing/answers.ts';
import { createExportClient, type ExportClient } from '../../testing/export-client.ts';
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

describe('building', () => {
  test('twice, also at once, has one result', async () => {
    const exportId = await exports.ask();
    const runs = await Promise.all([1, 2].map(() => runExport(runDeps(), exportId)));
    expect(runs.filter((run) => run?.outcome === 'succeeded')).toHaveLength(1);
    const { body } = await exports.look(exportId);
    await exports.build(exportId);
    expect((await exports.look(exportId)).body.sha256).toBe(body.sha256);
    expect(shaOf((await exports.download(body.downloadUrl)).bytes)).toBe(body.sha256);
  });

  test('that is cut off leaves no part of an archive, and done again gives the bytes it would have', async () => {
    const expected = await exports.archive();
    await later(30 * DAY_MS, expire);
    const exportId = await exports.ask();
    const cutOff = storageThat(async (key, body) => {
      await studio.container.storage.put(key, firstChunks(body, 2));
    });
    await expect(runExport(cutOff, exportId)).rejects.toThrow('cut off');
    expect(await exports.storedFor(exportId)).toEqual([]);
    expect((await exports.look(exportId)).body).toMatchObject({
      status: 'running',
      downloadUrl: null,
    });
    await exports.build(exportId);
    const { downloadUrl } = (await exports.look(exportId)).body;
    expect((await exports.download(downloadUrl)).bytes.equals(expected)).toBe(true);
  });

  test('on a full disk is tried again, but not for ever', async () => {
    const full = storageThat(() => Promise.reject(new AppError('unavailable', 'full')));
    const exportId = await exports.ask();
    await expect(runExport(full, exportId)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await exports.look(exportId)).body.status).toBe('running');
    await later(2 * 3_600_000, async () =>
      expect(await runExport(full, exportId)).toMatchObject({
        ...{ outcome: 'failed', code: 'unavailable' },
      }),
    );
    expect((await exports.look(exportId)).body.status).toBe('failed');
  });

  test.each([
    ['a storage that fails', new AppError('unavailable', 'The file storage is busy or fails.')],
    ['a socket that broke', faultOf('ECONNRESET')],
    ['a database that restarts', new DrizzleQueryError('select 1', [], faultOf('57P01'))],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['a deadlock', new DrizzleQueryError('select 1', [], faultOf('40P01'))],
    ['a lost race', new DrizzleQueryError('select 1', [], faultOf('40001'))],
  ])('that met %s once is done by the next try', async (_name, fault) => {
    const exportId = await exports.ask();
    const { storage } = studio.container;
    let puts = 0;
    const deps = storageThat(async (key, body) => {
      if (puts++ === 0) throw fault;
      await storage.put(key, body);
    });
    const waits: number[] = [];
    const run = () => runExport(deps, exportId, (seconds) => void waits.push(seconds));
    await expect(run()).rejects.toBe(fault);
    expect((await exports.look(exportId)).body.status).toBe('running');
    expect(await run()).toEqual({ outcome: 'succeeded' });
    expect(waits).toEqual([expect.any(Number)]);
    const { body } = await exports.look(exportId);
    expect(shaOf((await exports.download(body.downloadUrl)).bytes)).toBe(body.sha256);
  });

  test('without the stored bytes fails for good', async () => {
    const exportId = await exports.ask();
    const blobs = { ...runDeps().blobs, get: () => Promise.reject(new Error('damaged')) };
    expect(await runExport({ ...runDeps(), blobs }, exportId)).toMatchObject({
      ...{ outcome: 'failed', code: 'internal', cause: { message: 'damaged' } },
    });
    expect(await runExport(runDeps(), exportId)).toBeUndefined();
    expect((await exports.look(exportId)).body).toMatchObject({
      status: 'failed',
      downloadUrl: null,
    });
  });

  test('of a project that is deleted at that moment stands in nobody’s way', async () => {
    for (let i = 0; i < 5; i += 1) {
      const doomed = await project.duplicate();
      const { exportId } = (await doomed.post('/exports')).body as { exportId: string };
      const deletion = studio.agent
        .delete(`/api/v1/projects/${doomed.projectId}`)
        .set(project.headers);
      const [, { status }] = await Promise.all([exports.build(exportId), deletion]);
      expect(status).toBe(204);
    }
  });

  test('of a deleted project ends quietly', async () => {
    const exportId = await exports.ask();
    await studio.container.db.delete(projects).where(eq(projects.id, project.projectId));
    await exports.build(exportId);
  });
});

describe('an export that is canceled', () => {
  const retry = (exportId: string) =>
    studio.agent.post(`/api/v1/exports/${exportId}/retry`).set(project.headers);
  const spentOn = (exportId: string) =>
    studio.container.db.$count(usageLedger, eq(usageLedger.refId, exportId));

  test('is not built any more, costs nothing, and may be canceled again', async () => {
    const exportId = await exports.ask();
    for (let i = 0; i < 2; i += 1) {
      expect(await exports.cancel(exportId)).toMatchObject({
        ...{ status: 200, body: { status: 'canceled' } },
      });
    }
    await exports.build(exportId);
    const { body } = await exports.look(exportId);
    expect(body).toMatchObject({ status: 'canceled', downloadUrl: null });
    expect(await spentOn(exportId)).toBe(0);
  });

  test('while it is built stops between two files, leaves nothing, and counts', async () => {
    const files = 60;
    await writeFiles(files);
    const exportId = await exports.ask();
    const { blobs } = studio.container;
    let read = 0;
    const get: BlobStore['get'] = async (...of) => {
      read += 1;
      if (read === 1) await exports.cancel(exportId);
      await sleep(20);
      return blobs.get(...of);
    };
    const run = await runExport({ ...runDeps(), blobs: { ...blobs, get } }, exportId);
    expect(run).toEqual({ outcome: 'canceled' });
    expect(read).toBeLessThan(files);
    expect(await exports.storedFor(exportId)).toEqual([]);
    expect((await exports.look(exportId)).body).toMatchObject({
      ...{ status: 'canceled', downloadUrl: null, sha256: null },
    });
    expect(await spentOn(exportId)).toBe(1);
  });

  test('when its archive is stored already leaves nothing of it', async () => {
    const exportId = await exports.ask();
    const deps = storageThat(async (key, body) => {
      await studio.container.storage.put(key, body);
      await exports.cancel(exportId);
    });
    expect(await runExport(deps, exportId)).toEqual({ outcome: 'canceled' });
    expect(await exports.storedFor(exportId)).toEqual([]);
    expect((await exports.look(exportId)).body.status).toBe('canceled');
  });

  test('stays canceled where its archive is built at that moment', async () => {
    const exportId = await exports.ask();
    const running = exports.build(exportId);
    expect([200, 409]).toContain((await exports.cancel(exportId)).status);
    await running;
    const { status, sha256 } = (await exports.look(exportId)).body;
    expect(['canceled', 'succeeded']).toContain(status);
    expect(sha256 === null).toBe(status === 'canceled');
    expect(await exports.storedFor(exportId)).toHaveLength(status === 'canceled' ? 0 : 1);
  });

  test('with its organization counts when it was being built, and webhooks are told', async () => {
    const { db } = studio.container;
    const exportId = await exports.ask();
    await db.update(exportsTable).set({ status: 'running' }).where(eq(exportsTable.id, exportId));
    await db.insert(webhooks).values({
      ...{ id: newId('webhook'), orgId: project.orgId, secret: 'of no use here' },
      ...{ url: 'https://example.com', events: ['export.canceled'] },
    });
    const deletion = studio.agent.delete(`/api/v1/orgs/${project.orgId}`).set(project.headers);
    expect((await deletion).status).toBe(202);
    expect(await spentOn(exportId)).toBe(1);
    const told = await db
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.subject, exportId));
    expect(told.map(({ event }) => event)).toEqual(['export.canceled']);
  });

  test('cannot be canceled once it has succeeded', async () => {
    const exportId = await exports.ask();
    await exports.build(exportId);
    const { status, body } = await exports.cancel(exportId);
    expect([status, body]).toMatchObject([409, { error: { code: 'job_not_cancelable' } }]);
  });

  test.each(['canceled', 'succeeded'])('or has %s is asked for again as a new one', async (how) => {
    const exportId = await exports.ask({ format: 'tar' });
    const { revisionId } = (await exports.look(exportId)).body;
    await project.save('new.txt', 'later', null);
    expect(refusalOf(await retry(exportId))).toEqual([409, 'conflict']);
    await (how === 'canceled' ? exports.cancel(exportId) : exports.build(exportId));
    const answer = await retry(exportId);
    expect(answer.status).toBe(202);
    const { exportId: again } = answer.body as { exportId: string };
    expect(again).not.toBe(exportId);
    expect((await exports.look(again)).body).toMatchObject({
      ...{ status: 'queued', revisionId, format: 'tar' },
    });
  });
});

test('what a killed worker left goes within hours, and what is needed stays', async () => {
  const { storage } = studio.container;
  const folder = `exports/${project.orgId}`;
  const [done, open, canceled] = [await exports.ask(), await exports.ask(), await exports.ask()];
  await exports.build(done);
  for (const exportId of [open, canceled]) {
    await storage.put(`${folder}/${'0'.repeat(64)}-${exportId}.zip`, Buffer.from('an archive'));
  }
  await exports.cancel(canceled);
  await expire();
  expect(await exports.storedFor(canceled)).toHaveLength(1);
  await later(2 * 3_600_000, expire);
  expect(await exports.storedFor(canceled)).toEqual([]);
  expect(await exports.storedFor(open)).toHaveLength(1);
  expect((await exports.download((await exports.look(done)).body.downloadUrl)).status).toBe(200);
});

function faultOf(code: string): Error {
  return Object.assign(new Error('failed for a moment'), { code });
}

async function writeFiles(count: number): Promise<void> {
  const base64Content = Buffer.from('one of many').toString('base64');
  const changes = Array.from({ length: count }, (_, n) => ({
    ...{ op: 'write', path: `many/${n}.txt`, sha: null, base64Content },
  }));
  expect((await project.post('/files/batch', { changes })).status).toBe(200);
}

function runDeps(): RunExportDeps {
  const { db, storage, blobs, trees } = studio.container;
  return { db, storage, blobs, trees, library: [], now: clock.now };
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
