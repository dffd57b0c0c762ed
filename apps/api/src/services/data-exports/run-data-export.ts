import { createHash } from 'node:crypto';

import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';

import type { Database, Transaction } from '../../db/client.ts';
import { dataExports, users } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { writeZip } from '../zip/zip-writer.ts';
import { contentsOf, type ContentDeps, type DataSubject } from './archive-contents.ts';

export interface RunDataExportDeps extends ContentDeps {
  db: Database;
  now: () => Date;
  storage: ObjectStorage;
}

export type DataExportRow = typeof dataExports.$inferSelect;

const MINUTE_MS = 60_000;
/** After it, the worker counts as dead. */
const LEASE_MS = 30 * MINUTE_MS;
const RETRY_MS = MINUTE_MS;
const MAX_ATTEMPTS = 3;

/** Where all archives lie. */
export const DATA_EXPORTS_FOLDER = 'data-exports/';

/** Where the archives of a subject lie. */
export function dataExportFolder(kind: 'user' | 'org', id: string): string {
  return `${DATA_EXPORTS_FOLDER}${kind}/${id}/`;
}

/**
 * Builds the archive that waits longest; false where none does. One whose worker died is built anew, three times at
 * most. Throws when it could not. `onTaken` is told once of each export how long it waited.
 */
export async function runNextDataExport(
  deps: RunDataExportDeps,
  onTaken?: (waitedSeconds: number) => void,
): Promise<boolean> {
  const row = await claim(deps);
  if (!row) return false;
  if (row.attempts === 1) {
    // Another process, whose clock may go ahead, has accepted it.
    onTaken?.(Math.max(0, deps.now().getTime() - row.createdAt.getTime()) / 1000);
  }
  try {
    const artifact = await store(deps, row);
    await end(deps, row, { status: 'succeeded', ...artifact });
  } catch (error) {
    const isLast = row.attempts >= MAX_ATTEMPTS;
    const later = new Date(deps.now().getTime() + RETRY_MS);
    await end(deps, row, isLast ? { status: 'failed' } : { status: 'pending', leaseUntil: later });
    throw error;
  }
  return true;
}

async function claim({ db, now }: RunDataExportDeps): Promise<DataExportRow | undefined> {
  const at = now();
  const next = db
    .select({ id: dataExports.id })
    .from(dataExports)
    .where(
      and(
        inArray(dataExports.status, ['pending', 'running']),
        or(isNull(dataExports.leaseUntil), lte(dataExports.leaseUntil, at)),
      ),
    )
    .orderBy(asc(dataExports.createdAt))
    .limit(1)
    .for('update', { skipLocked: true });
  const [row] = await db
    .update(dataExports)
    .set({
      status: 'running',
      attempts: sql`${dataExports.attempts} + 1`,
      leaseUntil: new Date(at.getTime() + LEASE_MS),
    })
    .where(inArray(dataExports.id, next))
    .returning();
  return row;
}

async function store(deps: RunDataExportDeps, row: DataExportRow) {
  const hash = createHash('sha256');
  let size = 0;
  // Of its own for each attempt: an earlier one may still be writing.
  const key = `${folderOf(row)}${row.id}-${row.attempts}.zip`;
  const written = deps.db.transaction(
    async (tx) => {
      // Files come from the storage meanwhile, without a statement.
      await tx.execute(sql.raw(`set local idle_in_transaction_session_timeout = ${LEASE_MS}`));
      const subject = await subjectOf(tx, row);
      const zip = writeZip(contentsOf(tx, deps, subject, deps.now()), deps.now());
      const body = async function* () {
        for await (const chunk of zip) {
          hash.update(chunk);
          size += chunk.byteLength;
          yield chunk;
        }
      };
      await deps.storage.put(key, body());
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  try {
    await written;
  } catch (error) {
    await deps.storage.delete(key);
    throw error;
  }
  return { artifactStorageKey: key, artifactSha256: hash.digest('hex'), artifactSize: size };
}

function folderOf({ userId, orgId }: DataExportRow): string {
  return orgId === null ? dataExportFolder('user', userId ?? '') : dataExportFolder('org', orgId);
}

async function subjectOf(tx: Transaction, row: DataExportRow): Promise<DataSubject> {
  if (row.orgId !== null) return { kind: 'org', orgId: row.orgId };
  const [user] = await tx
    .select({ id: users.id, email: users.email, emailVerifiedAt: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.id, row.userId ?? ''));
  if (!user) throw new Error(`${row.id} is about nobody`);
  const { id, email, emailVerifiedAt } = user;
  return { kind: 'user', user: { id, email: emailVerifiedAt ? email : null } };
}

/** Only of the attempt that is under way: one that was thought dead changes nothing. */
async function end(
  { db, now }: RunDataExportDeps,
  row: DataExportRow,
  values: Partial<DataExportRow>,
): Promise<void> {
  const isMine = and(eq(dataExports.id, row.id), eq(dataExports.attempts, row.attempts));
  const finishedAt = values.status === 'pending' ? null : now();
  await db
    .update(dataExports)
    .set({ finishedAt, leaseUntil: null, ...values })
    .where(isMine);
}
