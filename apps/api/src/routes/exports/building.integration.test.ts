import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import { exportsTable, projects } from '../../db/schema/index.ts';
import type { ObjectBody, ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { runExport, type RunExportDeps } from '../../services/exports/run-export.ts';
import { refusalOf } from '../../testing/answers.ts';
import { createExportClient, type ExportClient } from '../../testing/export-client.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const DAY_MS = 86_400_000;

let studio: TestApp;
let project: ProjectClient;
let exports: ExportClient;
let clock = new Date();

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
});
beforeEach(async () => {
  clock = new Date();
  project = await createProjectClient(studio);
  exports = createExportClient(studio, project);
});
afterAll(() => studio.dispose());

const expire = () => studio.container.services.exports.expire();

async function later<T>(ms: number, act: () => Promise<T>): Promise<T> {
  const now = clock;
  clock = new Date(now.getTime() + ms);
  try {
    return await act();
  } finally {
    clock = now;
  }
}

describe('building', () => {
  test('twice, also at once, has one result', async () => {
    const exportId = await exports.ask();
    await Promise.all([exports.build(exportId), exports.build(exportId)]);
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
    await later(2 * 3_600_000, () =>
      expect(runExport(full, exportId)).rejects.toMatchObject({ code: 'unavailable' }),
    );
    expect((await exports.look(exportId)).body.status).toBe('failed');
  });

  test('without the stored bytes fails for good', async () => {
    const exportId = await exports.ask();
    const blobs = { ...runDeps().blobs, get: () => Promise.reject(new Error('damaged')) };
    await expect(runExport({ ...runDeps(), blobs }, exportId)).rejects.toThrow('damaged');
    expect((await exports.look(exportId)).body).toMatchObject({
      status: 'failed',
      downloadUrl: null,
    });
  });

  test('of a deleted project ends quietly', async () => {
    const exportId = await exports.ask();
    await studio.container.db.delete(projects).where(eq(projects.id, project.projectId));
    await exports.build(exportId);
  });
});

describe('an export that is canceled', () => {
  const at = (exportId: string, rest: string) => `/api/v1/exports/${exportId}${rest}`;
  const cancel = (exportId: string) =>
    studio.agent.post(at(exportId, '/cancel')).set(project.headers);
  const retry = (exportId: string) =>
    studio.agent.post(at(exportId, '/retry')).set(project.headers);

  test('is not built any more, and may be canceled again', async () => {
    const exportId = await exports.ask();
    for (let i = 0; i < 2; i += 1) {
      const answer = await cancel(exportId);
      expect([answer.status, answer.body]).toMatchObject([200, { status: 'canceled' }]);
    }
    await exports.build(exportId);
    expect((await exports.look(exportId)).body).toMatchObject({
      status: 'canceled',
      downloadUrl: null,
    });
  });

  test('stays canceled where its archive is built at that moment', async () => {
    const exportId = await exports.ask();
    const { services, db } = studio.container;
    const running = services.exports.run(exportId);
    expect([200, 409]).toContain((await cancel(exportId)).status);
    await running;
    const [row] = await db.select().from(exportsTable).where(eq(exportsTable.id, exportId));
    expect(['canceled', 'succeeded']).toContain(row?.status);
    expect(row?.artifactStorageKey === null).toBe(row?.status === 'canceled');
  });

  test('cannot be canceled once it has succeeded, and only what failed is tried again', async () => {
    const exportId = await exports.ask();
    expect(refusalOf(await retry(exportId))).toEqual([409, 'conflict']);
    await exports.build(exportId);
    expect(refusalOf(await cancel(exportId))).toEqual([409, 'job_not_cancelable']);
    expect(refusalOf(await retry(exportId))).toEqual([409, 'conflict']);
  });

  test('can be asked for again, as a new export of the same revision and format', async () => {
    const exportId = await exports.ask({ format: 'tar' });
    const { revisionId } = (await exports.look(exportId)).body;
    await project.save('new.txt', 'later', null);
    await cancel(exportId);
    const answer = await retry(exportId);
    expect(answer.status).toBe(202);
    const again = (answer.body as { exportId: string }).exportId;
    expect(again).not.toBe(exportId);
    expect((await exports.look(again)).body).toMatchObject({
      status: 'queued',
      revisionId,
      format: 'tar',
    });
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
