import { createHash } from 'node:crypto';

import type { BlobStore } from '../trees/blob-store.ts';
import { manifestOf, sha256Of, type Manifest } from '../trees/manifest.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import type { Database } from '../../db/client.ts';
import type { projects, revisions } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { writeTarGz } from '../tar/tar-writer.ts';
import { writeZip, type ZipFile } from '../zip/zip-writer.ts';
import { APP_MANIFEST_PATH, encodeAppManifest } from './app-manifest.ts';
import type { Contents } from './archives.ts';
import { findJobBehind } from './job-behind.ts';

export interface BuildDeps {
  db: Database;
  storage: ObjectStorage;
  blobs: BlobStore;
  trees: TreeStore;
  library: readonly { name: string; version: string }[];
}

/** The files of a revision, and the manifest that tells of them. */
export interface AppContents {
  files: Manifest;
  appManifest: Uint8Array;
  /** Equal of equal contents: the manifest names every byte of every file. */
  fingerprint: string;
}

export async function contentsOf(
  deps: BuildDeps,
  project: typeof projects.$inferSelect,
  revision: typeof revisions.$inferSelect,
): Promise<AppContents> {
  const files = new Map(await deps.trees.loadManifest(project.orgId, revision.manifestSha));
  // A copy that came with an import tells of another revision.
  files.delete(APP_MANIFEST_PATH);
  const appManifest = encodeAppManifest({
    ...{ projectName: project.name, revisionId: revision.id, createdAt: revision.createdAt },
    ...{ files, verdict: revision.verdictJson, library: deps.library },
    job: await findJobBehind(deps.db, revision.id),
  });
  return { files, appManifest, fingerprint: sha256Of(appManifest) };
}

/**
 * Stores the archive whole, or throws and stores nothing. `mayGoOn` is asked before each file and before the archive is
 * complete; where it throws, nothing more is done.
 */
export async function storeArchive(
  { storage, blobs }: Pick<BuildDeps, 'storage' | 'blobs'>,
  { orgId, format }: Pick<Contents, 'orgId' | 'format'>,
  { files, appManifest }: AppContents,
  to: { key: string; modifiedAt: Date; mayGoOn: () => Promise<void> },
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const own = { sha: sha256Of(appManifest), size: appManifest.byteLength };
  const inOrder = manifestOf([...files, [APP_MANIFEST_PATH, own]]);

  async function* entries(): AsyncGenerator<ZipFile> {
    for (const [path, { sha }] of inOrder) {
      await to.mayGoOn();
      const bytes = path === APP_MANIFEST_PATH ? appManifest : await blobs.get(orgId, sha);
      yield { path, bytes };
    }
  }

  async function* body(): AsyncGenerator<Uint8Array> {
    const write = format === 'zip' ? writeZip : writeTarGz;
    for await (const chunk of write(entries(), to.modifiedAt)) {
      hash.update(chunk);
      size += chunk.byteLength;
      yield chunk;
    }
    await to.mayGoOn();
  }

  await storage.put(to.key, body());
  return { sha256: hash.digest('hex'), size };
}
