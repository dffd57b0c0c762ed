import { createHash } from 'node:crypto';

import { and, eq, inArray } from 'drizzle-orm';

import { AppError, newId } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { artifacts, exportsTable, projects, revisions } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { recordSpend } from '../quotas/ledger.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import { manifestOf, sha256Of, type Manifest } from '../trees/manifest.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import { writeTarGz } from '../tar/tar-writer.ts';
import { writeZip, type ZipFile } from '../zip/zip-writer.ts';
import { APP_MANIFEST_PATH, encodeAppManifest } from './app-manifest.ts';
import {
  ARTIFACT_LIFE_MS,
  artifactKey,
  fileEndingOf,
  findArtifact,
  MEDIA_TYPES,
  type Artifact,
} from './artifacts.ts';
import { emitExportEvent } from './emit-export-event.ts';
import { findJobBehind } from './job-behind.ts';

export interface RunExportDeps {
  db: Database;
  storage: ObjectStorage;
  blobs: BlobStore;
  trees: TreeStore;
  library: readonly { name: string; version: string }[];
  now: () => Date;
}

/** How long an export is tried again while the storage is not available. */
const GIVE_UP_AFTER_MS = 3_600_000;

/**
 * Builds an export's archive and stores it, unless one with the same contents is there. It may run twice, also
 * at once: the bytes are the same, and an archive is there whole or not at all. Throws when it could not; the export has then `failed`, unless the
 * storage is only unavailable for now and it is worth another try.
 */
export async function runExport(deps: RunExportDeps, exportId: string): Promise<void> {
  const found = await startExport(deps.db, exportId);
  if (!found) return;
  const ids = { orgId: found.project.orgId, exportId };
  try {
    const artifact = await findOrStoreArchive(deps, found);
    await endExport(deps.db, ids, { status: 'succeeded', ...artifact }, (tx) =>
      registerArchive(tx, found, artifact),
    );
  } catch (error) {
    const age = deps.now().getTime() - found.export.createdAt.getTime();
    const isPassing = error instanceof AppError && error.code === 'unavailable';
    if (!isPassing || age > GIVE_UP_AFTER_MS)
      await endExport(deps.db, ids, { status: 'failed', finishedAt: deps.now() });
    throw error;
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof startExport>>>;

/** Marks it as running; undefined when it has ended, or went with its project. */
async function startExport(db: Database, exportId: string) {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ export: exportsTable, revision: revisions, project: projects })
      .from(exportsTable)
      .innerJoin(revisions, eq(revisions.id, exportsTable.revisionId))
      .innerJoin(projects, eq(projects.id, exportsTable.projectId))
      .where(isOpen(exportId))
      .for('update', { of: exportsTable });
    if (found?.export.status !== 'pending') return found;
    await tx.update(exportsTable).set({ status: 'running' }).where(isOpen(exportId));
    await emitExportEvent(tx, 'export.running', found.project.orgId, found.export);
    return found;
  });
}

async function findOrStoreArchive(deps: RunExportDeps, found: Found): Promise<Artifact> {
  const { project, revision } = found;
  const { orgId } = project;
  const tree = await deps.trees.loadManifest(orgId, revision.manifestSha);
  const files = new Map(tree);
  // A copy that came with an import tells of another revision.
  files.delete(APP_MANIFEST_PATH);
  const appManifest = encodeAppManifest({
    projectName: project.name,
    revisionId: revision.id,
    createdAt: revision.createdAt,
    files,
    verdict: revision.verdictJson,
    job: await findJobBehind(deps.db, revision.id),
    library: deps.library,
  });

  // It names every byte of every file: archives with the same one are the same.
  const fingerprint = sha256Of(appManifest);
  const { format } = found.export;
  const contents = { orgId, revisionId: revision.id, format, fingerprint };
  const ready = await findArtifact(deps.db, contents, deps.now());
  if (ready && (await deps.storage.head(ready.artifactStorageKey))) return ready;

  const artifactStorageKey = artifactKey(contents, found.export.id);
  const hash = createHash('sha256');
  let artifactSize = 0;
  const write = format === 'zip' ? writeZip : writeTarGz;
  const archive = write(contentsOf(deps.blobs, orgId, files, appManifest), revision.createdAt);
  const body = async function* () {
    for await (const chunk of archive) {
      hash.update(chunk);
      artifactSize += chunk.byteLength;
      yield chunk;
    }
  };
  await deps.storage.put(artifactStorageKey, body());
  const artifactSha256 = hash.digest('hex');
  return { artifactStorageKey, artifactSha256, artifactSize, finishedAt: deps.now() };
}

/** Where the same archive is listed already, it is kept as long as the later export. */
async function registerArchive(
  tx: Transaction,
  { export: { format, createdBy }, project, revision }: Found,
  { artifactStorageKey, artifactSha256, artifactSize, finishedAt }: Artifact,
): Promise<void> {
  const expiresAt = new Date(finishedAt.getTime() + ARTIFACT_LIFE_MS);
  const t = artifacts;
  await tx
    .insert(t)
    .values({
      ...{ id: newId('artifact'), orgId: project.orgId, projectId: project.id, createdBy },
      ...{ revisionId: revision.id, kind: 'archive', visibility: 'private' },
      name: `${project.slug}-${revision.seq}${fileEndingOf(format)}`,
      mediaType: MEDIA_TYPES[format],
      ...{ sha256: artifactSha256, size: artifactSize, storageKey: artifactStorageKey },
      expiresAt,
    })
    .onConflictDoUpdate({
      target: [t.projectId, t.sha256, t.name],
      set: { storageKey: artifactStorageKey, expiresAt },
      // A file that was published by itself stays.
      setWhere: eq(t.kind, 'archive'),
    });
}

/** The files in path order, with the app's manifest in its place among them. */
async function* contentsOf(
  blobs: BlobStore,
  orgId: string,
  files: Manifest,
  appManifest: Uint8Array,
): AsyncGenerator<ZipFile> {
  const own = { sha: sha256Of(appManifest), size: appManifest.byteLength };
  for (const [path, { sha }] of manifestOf([...files, [APP_MANIFEST_PATH, own]])) {
    const bytes = path === APP_MANIFEST_PATH ? appManifest : await blobs.get(orgId, sha);
    yield { path, bytes };
  }
}

async function endExport(
  db: Database,
  { orgId, exportId }: { orgId: string; exportId: string },
  end: ({ status: 'succeeded' } & Artifact) | { status: 'failed'; finishedAt: Date },
  also?: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.update(exportsTable).set(end).where(isOpen(exportId)).returning();
    if (!row) return;
    await also?.(tx);
    await emitExportEvent(tx, `export.${end.status}`, orgId, row);
    if (end.status !== 'succeeded') return;
    await recordSpend(tx, { orgId, kind: 'export', refId: exportId, amount: 1 });
  });
}

function isOpen(exportId: string) {
  return and(eq(exportsTable.id, exportId), inArray(exportsTable.status, ['pending', 'running']));
}
