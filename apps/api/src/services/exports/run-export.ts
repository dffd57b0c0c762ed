import { eq, sql } from 'drizzle-orm';

import { AppError, newId } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { isTransient } from '../../db/errors.ts';
import { artifacts, exportsTable, projects, revisions } from '../../db/schema/index.ts';
import type { RunEnd } from '../../observability/tell-run.ts';
import {
  ARCHIVE_LIFE_MS,
  archiveKey,
  fileEndingOf,
  findArchive,
  MEDIA_TYPES,
  type Archive,
} from './archives.ts';
import { contentsOf, storeArchive, type BuildDeps } from './build-archive.ts';
import { emitExportEvent } from './emit-export-event.ts';
import { endExport, holdOpenExport, type ExportEnd } from './end-export.ts';

export interface RunExportDeps extends BuildDeps {
  now: () => Date;
}

/** What a run came to; one that failed for good tells why. */
export interface ExportRun extends RunEnd {
  cause?: unknown;
}

/** How long an export is tried again while the database or the storage is not available. */
const GIVE_UP_AFTER_MS = 3_600_000;
/** How often a build looks whether its export was canceled. */
const LOOK_EVERY_MS = 200;

/**
 * Builds an export's archive and stores it, unless one with the same contents is there. It may run twice, also
 * at once: the bytes are the same, and an archive is there whole or not at all. One that is canceled meanwhile stops
 * between two files, and leaves nothing. Undefined for one that has ended already, or is gone. Throws on what
 * may well pass, a fault of the database or the storage, so that the queue delivers the export again. `onTaken` is told
 * once of each export, when it is first taken, how long it waited for that.
 */
export async function runExport(
  deps: RunExportDeps,
  exportId: string,
  onTaken?: (waitedSeconds: number) => void,
): Promise<ExportRun | undefined> {
  const found = await startExport(deps.db, exportId);
  if (!found) return undefined;
  if (found.waitedSeconds !== undefined) onTaken?.(found.waitedSeconds);
  try {
    const archive = await findOrStoreArchive(deps, found);
    const isEnded = await end(deps, found, { status: 'succeeded', ...archive });
    return isEnded ? { outcome: 'succeeded' } : endedByOthers(deps.db, exportId);
  } catch (error) {
    if (!(await isOpen(deps.db, exportId))) return endedByOthers(deps.db, exportId);
    const age = deps.now().getTime() - found.export.createdAt.getTime();
    if (isTransient(error) && age <= GIVE_UP_AFTER_MS) throw error;
    const isEnded = await end(deps, found, { status: 'failed', finishedAt: deps.now() });
    if (!isEnded) return endedByOthers(deps.db, exportId);
    const code = error instanceof AppError ? error.code : 'internal';
    return { outcome: 'failed', code, cause: error };
  }
}

/** Another worker ended it, or somebody who did not want it any more, maybe with its project. */
async function endedByOthers(db: Database, exportId: string): Promise<ExportRun> {
  const status = await statusOf(db, exportId);
  const isCanceled = status === undefined || status === 'canceled';
  return { outcome: isCanceled ? 'canceled' : 'handed_over' };
}

type Found = NonNullable<Awaited<ReturnType<typeof startExport>>>;

/** Marks it as running; undefined when it has ended, or went with its project. */
async function startExport(db: Database, exportId: string) {
  return db.transaction(async (tx) => {
    const row = await holdOpenExport(tx, exportId);
    if (!row) return undefined;
    const [about] = await tx
      .select({ revision: revisions, project: projects })
      .from(revisions)
      .innerJoin(projects, eq(projects.id, revisions.projectId))
      .where(eq(revisions.id, row.revisionId));
    if (!about) return undefined;
    const isFirst = row.status === 'pending';
    const waitedSeconds = isFirst ? await markRunning(tx, exportId) : undefined;
    if (isFirst) await emitExportEvent(tx, 'export.running', about.project.orgId, row);
    return { export: row, ...about, waitedSeconds };
  });
}

/** Tells how long it waited. */
async function markRunning(tx: Transaction, exportId: string): Promise<number | undefined> {
  const t = exportsTable;
  const waited = sql<number>`extract(epoch from clock_timestamp() - ${t.createdAt})::float8`;
  const running = tx.update(t).set({ status: 'running' }).where(eq(t.id, exportId));
  const [row] = await running.returning({ waited });
  return row?.waited;
}

async function findOrStoreArchive(deps: RunExportDeps, found: Found): Promise<Archive> {
  const { project, revision } = found;
  const { id: exportId, format } = found.export;
  const app = await contentsOf(deps, project, revision);
  const { fingerprint } = app;
  const contents = { orgId: project.orgId, revisionId: revision.id, format, fingerprint };
  const ready = await findArchive(deps.db, contents, deps.now());
  if (ready && (await deps.storage.head(ready.artifactStorageKey))) return ready;
  const key = archiveKey(contents, exportId);
  const mayGoOn = nowAndThen(() => assertOpen(deps.db, exportId));
  try {
    const to = { key, modifiedAt: revision.createdAt, mayGoOn };
    const { sha256, size } = await storeArchive(deps, contents, app, to);
    return {
      ...{ artifactStorageKey: key, artifactSha256: sha256, artifactSize: size },
      finishedAt: deps.now(),
    };
  } catch (error) {
    if (!(await isWanted(deps.db, exportId))) await deps.storage.delete(key);
    throw error;
  }
}

/** Where the same archive is listed already, it is kept as long as the later export. */
async function registerArchive(
  tx: Transaction,
  { export: { format, createdBy }, project, revision }: Found,
  { artifactStorageKey, artifactSha256, artifactSize, finishedAt }: Archive,
): Promise<void> {
  const expiresAt = new Date(finishedAt.getTime() + ARCHIVE_LIFE_MS);
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

/** False for one that has ended meanwhile; the archive that was built for it by itself goes then. */
async function end(deps: RunExportDeps, found: Found, how: ExportEnd): Promise<boolean> {
  const { id: exportId } = found.export;
  const { orgId, id: projectId } = found.project;
  const isEnded = await deps.db.transaction(async (tx) => {
    // The project before its export, as who deletes it does.
    const row = (await isHeld(tx, projectId)) && (await holdOpenExport(tx, exportId));
    if (!row) return false;
    await endExport(tx, { orgId, row }, how);
    if (how.status === 'succeeded') await registerArchive(tx, found, how);
    return true;
  });
  if (isEnded || how.status !== 'succeeded') return isEnded;
  const isOwn = how.artifactStorageKey.includes(exportId);
  if (isOwn && !(await isWanted(deps.db, exportId)))
    await deps.storage.delete(how.artifactStorageKey);
  return isEnded;
}

async function isHeld(tx: Transaction, projectId: string): Promise<boolean> {
  const held = tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId));
  return (await held.for('key share')).length > 0;
}

async function statusOf(db: Database, exportId: string) {
  const t = exportsTable;
  const [row] = await db.select({ status: t.status }).from(t).where(eq(t.id, exportId));
  return row?.status;
}

async function isOpen(db: Database, exportId: string): Promise<boolean> {
  const status = await statusOf(db, exportId);
  return status === 'pending' || status === 'running';
}

/** Whether its archive is needed: it is being built, maybe by another worker, or can be downloaded. */
async function isWanted(db: Database, exportId: string): Promise<boolean> {
  return (await isOpen(db, exportId)) || (await statusOf(db, exportId)) === 'succeeded';
}

async function assertOpen(db: Database, exportId: string): Promise<void> {
  if (!(await isOpen(db, exportId))) throw new Error(`${exportId} has ended meanwhile`);
}

/** The first call asks, and of those that follow the ones that come late enough. */
function nowAndThen(ask: () => Promise<void>): () => Promise<void> {
  let askedAt = -Infinity;
  return async () => {
    if (performance.now() - askedAt < LOOK_EVERY_MS) return;
    await ask();
    askedAt = performance.now();
  };
}
