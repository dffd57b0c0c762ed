import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { AppError } from '@promptly/common';

import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createRevisionsService } from '../revisions/revisions-service.ts';
import { createFileSearcher } from '../search/file-searcher.ts';
import { createBlobStore } from '../trees/blob-store.ts';
import { encodeManifest, manifestOf } from '../trees/manifest.ts';
import { createTreeStore } from '../trees/tree-store.ts';
import { createFilesService } from './files-service.ts';
import { createListings } from './listings.ts';

let studio: TestApp;
let project: ProjectClient;

beforeAll(async () => {
  studio = await createTestApp();
  project = await createProjectClient(studio);
});
afterAll(() => studio.dispose());

/** The files service on a disk that has no room for objects of this name. */
function filesOnFullDisk(refused: string) {
  const { db, cursors, storage, config } = studio.container;
  const full: ObjectStorage = {
    ...storage,
    put: (key, body) =>
      key.endsWith(refused)
        ? Promise.reject(new AppError('unavailable', 'The disk of the file storage is full.'))
        : storage.put(key, body),
  };
  const blobs = createBlobStore({ storage: full, cacheMaxBytes: 0 });
  const trees = createTreeStore({ blobs, manifestCacheMaxBytes: 0 });
  const revisions = createRevisionsService({ db, blobs, trees, cursors });
  const listings = createListings({ maxBytes: 0 });
  return createFilesService({
    ...{ db, blobs, trees, revisions, cursors, listings },
    searcher: createFileSearcher(blobs),
    temporaryDir: config.dataDir,
  });
}

test('a save that finds no room changes nothing, wherever the disk ends, and works once there is room', async () => {
  const [head, files] = [await project.head(), await project.files()];
  const after = manifestOf([
    ['README.md', { sha: shaOf('saved'), size: 5 }],
    ['src/App.tsx', { sha: files['src/App.tsx']!, size: 51 }],
  ]);
  const file = { path: 'README.md', bytes: Buffer.from('saved'), sha: files['README.md']! };
  for (const refused of [shaOf('saved'), shaOf(encodeManifest(after))]) {
    const saving = filesOnFullDisk(refused).write(project.actor, project.projectId, file);
    await expect(saving).rejects.toMatchObject({ code: 'unavailable' });
    expect(await project.head()).toBe(head);
    expect(await project.files()).toEqual(files);
  }
  const saved = await project.save('README.md', 'saved', files['README.md']!);
  expect(saved.status).toBe(200);
  expect((await project.read('README.md')).body).toMatchObject({ sha: shaOf('saved') });
});
