import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Actor } from '../actor.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import type { Database } from '../../db/client.ts';
import type { RevisionsService } from '../revisions/revisions-service.ts';
import { addFiles } from '../trees/manifest-changes.ts';
import type { BlobRef } from '../trees/manifest.ts';
import { withArchive, type ArchiveFile, type CheckedArchive } from '../zip/archive-reader.ts';

export interface ImportResult {
  revisionId: string;
  /** How many files came from the archive. */
  files: number;
  skipped: { path: string; reason: string }[];
}

interface ImportDeps {
  db: Database;
  blobs: BlobStore;
  revisions: RevisionsService;
  temporaryDir: string;
}

/** Bytes of unpacked files that are held at once while they are stored. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** Receives an archive, checks all of it, and only then stores a byte of it. */
export async function importArchive(
  deps: ImportDeps,
  actor: Actor,
  projectId: string,
  receive: (path: string) => Promise<void>,
): Promise<ImportResult> {
  const upload = join(deps.temporaryDir, `upload-${randomUUID()}.zip`);
  let skipped: CheckedArchive['skipped'] = [];
  let added: [string, BlobRef][] = [];
  try {
    const { revisionId } = await deps.revisions.edit(actor, projectId, async (project) => {
      await mkdir(deps.temporaryDir, { recursive: true });
      await receive(upload);
      await withArchive(upload, async (archive) => {
        skipped = archive.skipped;
        added = await storeFiles(deps, project.orgId, archive.files);
      });
      return {
        kind: 'import',
        message: `Import ${added.length} files`,
        action: 'files.imported',
        metadata: { files: added.length, skipped: skipped.length },
        change: (manifest) => addFiles(manifest, added),
      };
    });
    return { revisionId, files: added.length, skipped };
  } finally {
    await rm(upload, { force: true });
  }
}

async function storeFiles(
  { db, blobs }: ImportDeps,
  orgId: string,
  files: readonly ArchiveFile[],
): Promise<[string, BlobRef][]> {
  const stored: [string, BlobRef][] = [];
  for (const batch of batches(files)) {
    const contents: Uint8Array[] = [];
    for (const file of batch) contents.push(await file.read());
    const refs = await blobs.putMany(db, orgId, contents);
    batch.forEach(({ path }, i) => stored.push([path, refs[i]!]));
  }
  return stored;
}

function* batches(files: readonly ArchiveFile[]): Iterable<ArchiveFile[]> {
  let batch: ArchiveFile[] = [];
  let bytes = 0;
  for (const file of files) {
    batch.push(file);
    bytes += file.size;
    if (bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
