import { and, desc, eq, gt, inArray, lt, sql, type SQL } from 'drizzle-orm';

import { AppError, newId } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { CHANNELS } from '../../db/listener.ts';
import { LOCKS, lockUntilEnd } from '../../db/locks.ts';
import { dataExports } from '../../db/schema/index.ts';
import { authorizeOrg, userOf } from '../access.ts';
import type { Actor, UserActor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { BoundStreams } from '../bound-streams.ts';
import { assertStillValid } from '../credentials.ts';
import { opensStored, type Download } from '../download.ts';
import { notFound } from '../not-found.ts';
import {
  createSignedLinks,
  type LinkPass,
  type LinkSigner,
  type SignedLink,
} from '../signed-links.ts';
import { removeLeftovers } from './leftovers.ts';
import {
  runNextDataExport,
  type DataExportRow,
  type RunDataExportDeps,
} from './run-data-export.ts';

export interface DataExportView {
  row: DataExportRow;
  /** Made anew each time; null until there is something to download. */
  download: SignedLink | null;
}

/** Archives of all data of a user or an organization, for the user and for owners; no key asks for them. */
export interface DataExportsService {
  /** One that waits or is being built is answered again. Throws `rate_limited` beyond some a day. */
  createForMe(actor: Actor): Promise<DataExportRow>;
  createForOrg(actor: Actor, orgId: string): Promise<DataExportRow>;
  get(actor: Actor, dataExportId: string): Promise<DataExportView>;
  /** Throws `not_found` for a forged address, `link_expired` for an old one and for what is not kept any more. */
  openDownload(dataExportId: string, pass: LinkPass): Promise<Download>;
  /** Builds the next archive that waits; false where none does. See `runNextDataExport`. */
  runNext(onTaken?: (waitedSeconds: number) => void): Promise<boolean>;
  /** Deletes archives that are past their life. */
  expire(): Promise<void>;
}

export interface DataExportsDeps extends RunDataExportDeps {
  downloads: BoundStreams;
  signer: LinkSigner;
}

const DAY_MS = 24 * 60 * 60_000;
/** An archive is deleted so long after it was built. */
const ARTIFACT_LIFE_MS = 7 * DAY_MS;
/** Rows are forgotten so long after their archives were. */
const KEPT_MS = 90 * DAY_MS;
const MAX_PER_DAY = 5;
const FILE_NAME = 'data-export.zip';
const LINKS = { purpose: 'data export download', lifeSeconds: DAY_MS / 1000 };

export function createDataExportsService(deps: DataExportsDeps): DataExportsService {
  const { db, now, storage } = deps;
  const links = createSignedLinks(deps, LINKS);
  return {
    createForMe(actor) {
      const person = userOf(actor);
      const { userId } = person;
      return create(deps, person, {
        ...{ key: userId, where: eq(dataExports.userId, userId), values: { userId } },
        ...{ orgId: null, action: 'user.data_export_requested' },
      });
    },

    async createForOrg(actor, orgId) {
      await authorizeOrg(db, actor, orgId, 'org.export');
      return create(deps, userOf(actor), {
        ...{ key: orgId, where: eq(dataExports.orgId, orgId), values: { orgId } },
        ...{ orgId, action: 'org.data_export_requested' },
      });
    },

    async get(actor, dataExportId) {
      const { userId } = userOf(actor);
      const [row] = await db.select().from(dataExports).where(eq(dataExports.id, dataExportId));
      if (!row) throw notFound('data export');
      if (row.orgId === null && row.userId !== userId) throw notFound('data export');
      if (row.orgId !== null) await mustOwn(db, actor, row.orgId);
      const isThere = row.status === 'succeeded' && row.finishedAt !== null;
      return { row, download: isThere ? await linkTo(row) : null };
    },

    async openDownload(dataExportId, pass) {
      const secondsLeft = await links.secondsLeft([dataExportId], pass);
      if (secondsLeft === undefined) throw notFound('data export');
      const [row] = await db.select().from(dataExports).where(eq(dataExports.id, dataExportId));
      if (!row) throw notFound('data export');
      if (secondsLeft === 0 || row.status === 'expired') {
        throw new AppError('link_expired', 'This address has expired: look at the export again.');
      }
      const { artifactStorageKey, artifactSha256: sha256, artifactSize: size } = row;
      if (!artifactStorageKey || !sha256 || size === null) throw notFound('data export');
      const open = opensStored(deps.downloads, artifactStorageKey);
      return { fileName: FILE_NAME, mediaType: 'application/zip', size, sha256, open };
    },

    runNext: (onTaken) => runNextDataExport(deps, onTaken),

    async expire() {
      const limit = new Date(now().getTime() - ARTIFACT_LIFE_MS);
      const old = await db
        .select({ id: dataExports.id, key: dataExports.artifactStorageKey })
        .from(dataExports)
        .where(and(eq(dataExports.status, 'succeeded'), lt(dataExports.finishedAt, limit)));
      for (const { id, key } of old) {
        if (key) await storage.delete(key);
        await db
          .update(dataExports)
          .set({ status: 'expired', artifactStorageKey: null })
          .where(eq(dataExports.id, id));
      }
      await removeLeftovers(deps);
      const forgotten = new Date(limit.getTime() - KEPT_MS);
      await db.delete(dataExports).where(lt(dataExports.finishedAt, forgotten));
    },
  };

  function linkTo({ id, finishedAt }: DataExportRow): Promise<SignedLink> {
    const keptUntil = (finishedAt ?? now()).getTime() + ARTIFACT_LIFE_MS;
    return links.sign([id], new Date(keptUntil));
  }
}

interface NewDataExport {
  /** Of whom, for the lock. */
  key: string;
  where: SQL;
  values: { userId: string } | { orgId: string };
  orgId: string | null;
  action: string;
}

function create(
  { db, now }: DataExportsDeps,
  actor: UserActor,
  { key, where, values, orgId, action }: NewDataExport,
): Promise<DataExportRow> {
  return db.transaction(async (tx) => {
    // All of somebody's data is more than a request: it is not for a session that has ended.
    await assertStillValid(tx, actor, now());
    // One at a time for each subject, or two could both be the first.
    await lockUntilEnd(tx, LOCKS.dataExports(key));
    const [open] = await tx
      .select()
      .from(dataExports)
      .where(and(where, inArray(dataExports.status, ['pending', 'running'])));
    if (open) return open;
    await refuseTooMany(tx, where, now());
    const id = newId('dataExport');
    const [row] = await tx
      .insert(dataExports)
      .values({ id, ...values, requestedBy: actor.userId, status: 'pending', createdAt: now() })
      .returning();
    if (!row) throw new Error('the data export was not stored');
    await tx.execute(sql`select pg_notify(${CHANNELS.dataRights}, '')`);
    await recordAudit(tx, { actor, orgId, action, entityType: 'data_export', entityId: id });
    return row;
  });
}

async function refuseTooMany(tx: Transaction, where: SQL, now: Date): Promise<void> {
  const since = new Date(now.getTime() - DAY_MS);
  const latest = await tx
    .select({ createdAt: dataExports.createdAt })
    .from(dataExports)
    .where(and(where, gt(dataExports.createdAt, since)))
    .orderBy(desc(dataExports.createdAt))
    .limit(MAX_PER_DAY);
  const first = latest[MAX_PER_DAY - 1];
  if (!first) return;
  throw new AppError('rate_limited', `At most ${MAX_PER_DAY} exports of all data are made a day.`, {
    ...{ limit: 'dataExportsPerDay', max: MAX_PER_DAY },
    // When the first of them is a day old.
    retryAfterSeconds: Math.ceil((first.createdAt.getTime() - since.getTime()) / 1000),
  });
}

async function mustOwn(db: Database, actor: Actor, orgId: string): Promise<void> {
  try {
    await authorizeOrg(db, actor, orgId, 'org.export', 'data export');
  } catch (error) {
    // Members who do not own it learn nothing of it.
    const isRefused = error instanceof AppError && error.code === 'forbidden';
    throw isRefused ? notFound('data export') : error;
  }
}
