import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm';

import type { ExportFormat } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { exportsTable } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';

/** A built archive. Several exports can share one. */
export interface Archive {
  artifactStorageKey: string;
  artifactSha256: string;
  artifactSize: number;
  /** When it was built: its life is counted from then on. */
  finishedAt: Date;
}

const DAY_MS = 24 * 60 * 60_000;
/** An archive can be downloaded for so long after it was built. */
export const ARCHIVE_LIFE_MS = 7 * DAY_MS;
/** Whoever asks has a day at least for the download, also of an archive that was there already. */
const REUSED_MS = ARCHIVE_LIFE_MS - DAY_MS;
/** A download may be under way, and what was built just now may be told of in a moment. */
const DELETION_GRACE_MS = 60 * 60_000;
const KEYS_AT_ONCE = 500;
const FOLDER = 'exports/';

/** What an archive contains, and how. */
export interface Contents {
  orgId: string;
  revisionId: string;
  format: ExportFormat;
  /** Equal of equal contents. */
  fingerprint: string;
}

/** Where an export stores its archive. */
export function archiveKey(contents: Contents, exportId: string): string {
  return `${archivePrefix(contents)}${exportId}${fileEndingOf(contents.format)}`;
}

export const MEDIA_TYPES = { zip: 'application/zip', tar: 'application/gzip' } as const;

export function fileEndingOf(format: ExportFormat): string {
  return format === 'zip' ? '.zip' : '.tar.gz';
}

/** An archive of the same contents that another export of the revision has built. */
export async function findArchive(
  db: Database,
  contents: Contents,
  now: Date,
): Promise<Archive | undefined> {
  const t = exportsTable;
  const [row] = await db
    .select()
    .from(t)
    .where(
      and(
        eq(t.revisionId, contents.revisionId),
        eq(t.format, contents.format),
        eq(t.status, 'succeeded'),
        gt(t.finishedAt, new Date(now.getTime() - REUSED_MS)),
        sql`starts_with(${t.artifactStorageKey}, ${archivePrefix(contents)})`,
      ),
    )
    .limit(1);
  const { artifactStorageKey, artifactSha256, artifactSize, finishedAt } = row ?? {};
  if (!artifactStorageKey || !artifactSha256 || artifactSize == null || !finishedAt)
    return undefined;
  return { artifactStorageKey, artifactSha256, artifactSize, finishedAt };
}

/**
 * Ends exports whose archive is past its life, and deletes every archive that no export needs: such ones, those of deleted
 * projects, and what a worker left that was killed before it could tell of it.
 */
export async function expireArchives(
  db: Database,
  storage: ObjectStorage,
  now: Date,
): Promise<void> {
  const limit = now.getTime() - ARCHIVE_LIFE_MS;
  await db
    .update(exportsTable)
    .set({ status: 'expired', artifactStorageKey: null })
    .where(and(eq(exportsTable.status, 'succeeded'), lt(exportsTable.finishedAt, new Date(limit))));
  let old: string[] = [];
  const removeUnneeded = async () => {
    const needed = await neededOf(db, old);
    for (const key of old) if (!needed.has(exportIdOf(key))) await storage.delete(key);
    old = [];
  };
  for await (const { key, modifiedAt } of storage.list(FOLDER)) {
    if (modifiedAt.getTime() < now.getTime() - DELETION_GRACE_MS) old.push(key);
    if (old.length >= KEYS_AT_ONCE) await removeUnneeded();
  }
  await removeUnneeded();
}

/** The exports of these keys whose archives are being built or can be downloaded. */
async function neededOf(db: Database, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const t = exportsTable;
  const isNeeded = inArray(t.status, ['pending', 'running', 'succeeded']);
  const rows = await db
    .select({ id: t.id })
    .from(t)
    .where(and(inArray(t.id, keys.map(exportIdOf)), isNeeded));
  return new Set(rows.map(({ id }) => id));
}

/** Of the export that an archive was built for. All that share it end with that one, as they have its time. */
function exportIdOf(key: string): string {
  return /-(exp_\w+)\.[a-z.]+$/.exec(key)?.[1] ?? '';
}

function archivePrefix({ orgId, fingerprint }: Contents): string {
  return `${FOLDER}${orgId}/${fingerprint}-`;
}
