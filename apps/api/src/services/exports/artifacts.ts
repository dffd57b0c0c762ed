import { and, eq, gt, lt, sql } from 'drizzle-orm';

import type { ExportFormat } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { exportsTable } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';

/** A built archive. Several exports can share one. */
export interface Artifact {
  artifactStorageKey: string;
  artifactSha256: string;
  artifactSize: number;
  /** When it was built: its life is counted from then on. */
  finishedAt: Date;
}

const DAY_MS = 24 * 60 * 60_000;
/** An archive can be downloaded for so long after it was built. */
export const ARTIFACT_LIFE_MS = 7 * DAY_MS;
/** Whoever asks has a day at least for the download, also of an archive that was there already. */
const REUSED_MS = ARTIFACT_LIFE_MS - DAY_MS;
/** An object is as old as its export or a little older, and a download may be under way. */
const DELETION_GRACE_MS = 60 * 60_000;
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
export function artifactKey(contents: Contents, exportId: string): string {
  return `${artifactPrefix(contents)}${exportId}${fileEndingOf(contents.format)}`;
}

export const MEDIA_TYPES = { zip: 'application/zip', tar: 'application/gzip' } as const;

export function fileEndingOf(format: ExportFormat): string {
  return format === 'zip' ? '.zip' : '.tar.gz';
}

/** An archive of the same contents that another export of the revision has built. */
export async function findArtifact(
  db: Database,
  contents: Contents,
  now: Date,
): Promise<Artifact | undefined> {
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
        sql`starts_with(${t.artifactStorageKey}, ${artifactPrefix(contents)})`,
      ),
    )
    .limit(1);
  const { artifactStorageKey, artifactSha256, artifactSize, finishedAt } = row ?? {};
  if (!artifactStorageKey || !artifactSha256 || artifactSize == null || !finishedAt)
    return undefined;
  return { artifactStorageKey, artifactSha256, artifactSize, finishedAt };
}

/** Ends exports whose archive is past its life, and deletes such archives, those of deleted projects too. */
export async function expireArtifacts(
  db: Database,
  storage: ObjectStorage,
  now: Date,
): Promise<void> {
  const limit = now.getTime() - ARTIFACT_LIFE_MS;
  await db
    .update(exportsTable)
    .set({ status: 'expired', artifactStorageKey: null })
    .where(and(eq(exportsTable.status, 'succeeded'), lt(exportsTable.finishedAt, new Date(limit))));
  for await (const { key, modifiedAt } of storage.list(FOLDER)) {
    if (modifiedAt.getTime() < limit - DELETION_GRACE_MS) await storage.delete(key);
  }
}

function artifactPrefix({ orgId, fingerprint }: Contents): string {
  return `${FOLDER}${orgId}/${fingerprint}-`;
}
