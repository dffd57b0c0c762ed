import type { ArchiveFile, CheckedArchive } from '../archives/archive-checks.ts';
import { withAnyArchive } from '../archives/open-archive.ts';
import type { Database } from '../../db/client.ts';
import { authorizeProject, type ProjectRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { Edit } from '../revisions/edits.ts';
import { headOf } from '../revisions/head.ts';
import type { RevisionsService } from '../revisions/revisions-service.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import { addFiles, assertWithinLimits } from '../trees/manifest-changes.ts';
import type { BlobRef } from '../trees/manifest.ts';
import { withUpload, writableProject } from './uploads.ts';

export interface ImportResult {
  revisionId: string;
  /** How many files came from the archive. */
  files: number;
  skipped: { path: string; reason: string }[];
}

/** An upload that was checked, and whose files are stored. */
export interface ReceivedArchive {
  sha256: string;
  added: readonly [path: string, blob: BlobRef][];
  skipped: CheckedArchive['skipped'];
}

interface ReceiveDeps {
  db: Database;
  blobs: BlobStore;
  revisions: Pick<RevisionsService, 'loadManifest'>;
  temporaryDir: string;
}

/** Bytes of unpacked files that are held at once while they are stored. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** Receives an archive, checks all of it and that the project has room for it, and only then stores a byte of it. */
export async function receiveArchive(
  deps: ReceiveDeps,
  actor: Actor,
  projectId: string,
  receive: (path: string) => Promise<string>,
): Promise<ReceivedArchive> {
  await writableProject(deps.db, actor, projectId, 'files.import');
  return withUpload(deps.temporaryDir, async (upload) => {
    const sha256 = await receive(upload);
    return withAnyArchive(upload, async ({ files, skipped }) => {
      // As it is now: an upload may take minutes.
      const project = await writableProject(deps.db, actor, projectId, 'files.import');
      await refuseWhatHasNoRoom(deps, project, files);
      return { sha256, skipped, added: await storeFiles(deps, project.orgId, files) };
    });
  });
}

/** Receives an archive and keeps nothing but its hash. */
export async function hashArchive(
  deps: ReceiveDeps,
  actor: Actor,
  projectId: string,
  receive: (path: string) => Promise<string>,
): Promise<string> {
  await authorizeProject(deps.db, actor, projectId, 'files.import');
  return withUpload(deps.temporaryDir, receive);
}

/** Makes a received archive a revision. */
export async function importArchive(
  revisions: RevisionsService,
  actor: Actor,
  projectId: string,
  { added, skipped }: ReceivedArchive,
): Promise<ImportResult> {
  const edit = (): Edit => ({
    kind: 'import',
    message: `Import ${added.length} files`,
    action: 'files.imported',
    metadata: { files: added.length, skipped: skipped.length },
    change: (manifest) => addFiles(manifest, added),
  });
  const { revisionId } = await revisions.edit(actor, projectId, edit, 'files.import');
  return { revisionId, files: added.length, skipped };
}

/** What the import would be refused for, were the project to stay as it is, so that no byte is stored in vain. */
async function refuseWhatHasNoRoom(
  { revisions }: ReceiveDeps,
  project: ProjectRow,
  files: readonly ArchiveFile[],
): Promise<void> {
  const head = await revisions.loadManifest(project.orgId, headOf(project));
  const arriving = files.map(({ path, size }) => [path, { sha: '', size }] as const);
  assertWithinLimits(addFiles(head, arriving));
}

/** Stores the files of an archive some at a time; where each is stored, in their order. */
export async function storeFiles(
  { db, blobs }: Pick<ReceiveDeps, 'db' | 'blobs'>,
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
