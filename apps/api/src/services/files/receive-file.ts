import { createReadStream } from 'node:fs';

import type { Database } from '../../db/client.ts';
import type { Actor } from '../actor.ts';
import { readHead } from '../revisions/head.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import { assertWithinLimits, putFile } from '../trees/manifest-changes.ts';
import type { BlobRef } from '../trees/manifest.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import { withUpload, writableProject } from './uploads.ts';

/** A file that is to be at a path, and the version there that its sender saw: null for none. */
export interface FileSlot {
  path: string;
  sha: string | null;
}

/**
 * Takes in the bytes of one file and stores them, once the project as it is now would take the file. `receive`
 * writes them to the path that it is given.
 */
export async function receiveFile(
  deps: { db: Database; trees: TreeStore; blobs: BlobStore; temporaryDir: string },
  actor: Actor,
  projectId: string,
  slot: FileSlot,
  receive: (path: string) => Promise<BlobRef>,
): Promise<BlobRef> {
  const { db, trees, blobs } = deps;
  await writableProject(db, actor, projectId, 'files.write');
  return withUpload(deps.temporaryDir, async (upload) => {
    const blob = await receive(upload);
    // As it is now: an upload may take minutes.
    const { orgId } = await writableProject(db, actor, projectId, 'files.write');
    const { manifest } = await readHead(db, trees, projectId);
    assertWithinLimits(putFile(manifest, slot.path, blob, slot.sha));
    await blobs.putStream(db, orgId, blob, () => createReadStream(upload));
    return blob;
  });
}
