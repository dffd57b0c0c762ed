import { and, eq, isNull, sql } from 'drizzle-orm';

import {
  AppError,
  newId,
  type ExportFilters,
  type ExportFormat,
  type PageQuery,
} from '@promptly/common';

import { LOCKS } from '../../db/locks.ts';
import { exportsTable, projects } from '../../db/schema/index.ts';
import { addToOutbox } from '../../jobs/outbox.ts';
import type { Permission } from '../../policies/permissions.ts';
import { authorizeProject } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import type { BoundStreams } from '../bound-streams.ts';
import { opensStored, type Download } from '../download.ts';
import type { Page } from '../list-page.ts';
import type { Lanes } from '../lanes.ts';
import { notFound } from '../not-found.ts';
import { refuseTooManyOpen, type OpenWork } from '../quotas/open-work.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import { headOf } from '../revisions/head.ts';
import { findRevision } from '../revisions/revision-rows.ts';
import {
  createSignedLinks,
  type LinkPass,
  type LinkSigner,
  type SignedLink,
} from '../signed-links.ts';
import { cancelExport } from './cancel-export.ts';
import { expireArchives, fileEndingOf, MEDIA_TYPES } from './archives.ts';
import { listExports, type ExportRow } from './list-exports.ts';
import { emitExportEvent } from './emit-export-event.ts';
import { runExport, type ExportRun, type RunExportDeps } from './run-export.ts';

export interface ExportView {
  row: ExportRow;
  /** Made anew each time; null until there is something to download. */
  download: SignedLink | null;
}

export interface ExportsService {
  /**
   * Asks for an archive of a revision, by default the head; it is built in the background. Throws
   * `rate_limited` while too many of the organization wait, and `quota_exceeded`.
   */
  create(
    actor: Actor,
    projectId: string,
    input: { format: ExportFormat; revisionId?: string },
  ): Promise<ExportRow>;
  /** Newest first. */
  list(
    actor: Actor,
    projectId: string,
    query: PageQuery & ExportFilters,
  ): Promise<Page<ExportView>>;
  get(actor: Actor, exportId: string): Promise<ExportView>;
  /** Throws `job_not_cancelable` for one that has ended. */
  cancel(actor: Actor, exportId: string): Promise<ExportView>;
  /** Asks for the same again. Throws `conflict` while the first one is open. */
  retry(actor: Actor, exportId: string): Promise<ExportRow>;
  /**
   * Opens the archive for whoever has its address: `not_found` for a forged one, `link_expired` for an old one
   * and for an archive that is not kept any more.
   */
  openDownload(exportId: string, pass: LinkPass): Promise<Download>;
  /** Builds the archive; see `runExport`. */
  run(exportId: string, onTaken?: (waitedSeconds: number) => void): Promise<ExportRun | undefined>;
  /** Deletes archives that are past their life; their exports are `expired` then. */
  expire(): Promise<void>;
}

export interface ExportsDeps extends RunExportDeps {
  quotas: Pick<QuotaRules, 'admit'>;
  downloads: BoundStreams;
  signer: LinkSigner;
  cursors: Cursors;
  /** Left out in a transaction, which has its connection already. */
  lanes?: Lanes;
}

/** Exports that one organization may have waiting or running. */
const MAX_OPEN_PER_ORG = 20;
const LINKS = { purpose: 'export download', lifeSeconds: 600 };

export function createExportsService(deps: ExportsDeps): ExportsService {
  const { db, storage, now, lanes } = deps;
  const links = createSignedLinks(deps, LINKS);

  const viewOf = async (row: ExportRow): Promise<ExportView> => ({
    row,
    download: row.status === 'succeeded' ? await links.sign([row.id]) : null,
  });

  const find = async (actor: Actor, exportId: string, permission: Permission) => {
    const [row] = await db.select().from(exportsTable).where(eq(exportsTable.id, exportId));
    if (!row) throw notFound('export');
    const { project } = await authorizeProject(db, actor, row.projectId, permission, 'export');
    return { row, project };
  };

  const service: ExportsService = {
    async create(actor, projectId, { format, revisionId }) {
      const { project } = await authorizeProject(db, actor, projectId, 'export.create');
      const revision = await findRevision(db, projectId, revisionId ?? headOf(project));
      const accept = () =>
        db.transaction(async (tx) => {
          await refuseTooManyOpen(tx, openOf(project.orgId));
          await deps.quotas.admit(tx, { orgId: project.orgId, projectId }, ['exports']);
          const [row] = await tx
            .insert(exportsTable)
            .values({
              id: newId('export'),
              projectId,
              revisionId: revision.id,
              format,
              status: 'pending',
              createdBy: userIdOf(actor),
            })
            .returning();
          if (!row) throw new Error('the export was not stored');
          await addToOutbox(tx, 'exports', row.id, { version: 1, exportId: row.id });
          await emitExportEvent(tx, 'export.queued', project.orgId, row);
          await recordAudit(tx, {
            actor,
            orgId: project.orgId,
            action: 'export.created',
            entityType: 'export',
            entityId: row.id,
            metadata: { projectId, revisionId: revision.id },
          });
          return row;
        });
      return lanes ? lanes.run(`exports:${project.orgId}`, accept) : accept();
    },

    async list(actor, projectId, query) {
      const found = await listExports(deps, actor, projectId, query);
      return { ...found, items: await Promise.all(found.items.map(viewOf)) };
    },

    async get(actor, exportId) {
      return viewOf((await find(actor, exportId, 'export.read')).row);
    },

    async cancel(actor, exportId) {
      const { project } = await find(actor, exportId, 'export.create');
      return viewOf(await cancelExport(db, { actor, project, exportId, now: now() }));
    },

    async retry(actor, exportId) {
      const { row } = await find(actor, exportId, 'export.create');
      if (row.status === 'pending' || row.status === 'running') {
        throw new AppError('conflict', 'The export has not ended: cancel it first.');
      }
      return service.create(actor, row.projectId, row);
    },

    async openDownload(exportId, pass) {
      const secondsLeft = await links.secondsLeft([exportId], pass);
      if (secondsLeft === undefined) throw notFound('export');
      if (secondsLeft === 0) {
        throw new AppError('link_expired', 'This address has expired: look at the export again.');
      }
      const [found] = await db
        .select({ row: exportsTable, slug: projects.slug })
        .from(exportsTable)
        .innerJoin(projects, eq(projects.id, exportsTable.projectId))
        .where(and(eq(exportsTable.id, exportId), isNull(projects.deletedAt)));
      if (found?.row.status === 'expired') {
        throw new AppError('link_expired', 'This archive is not kept any more: export again.');
      }
      const { artifactStorageKey, artifactSha256, artifactSize } = found?.row ?? {};
      if (!found || !artifactStorageKey || !artifactSha256 || artifactSize == null) {
        throw notFound('export');
      }
      const { format } = found.row;
      return {
        fileName: `${found.slug}${fileEndingOf(format)}`,
        mediaType: MEDIA_TYPES[format],
        ...{ size: artifactSize, sha256: artifactSha256 },
        open: opensStored(deps.downloads, artifactStorageKey),
      };
    },

    run: (exportId, onTaken) => runExport(deps, exportId, onTaken),
    expire: () => expireArchives(db, storage, now()),
  };
  return service;
}

function openOf(orgId: string): OpenWork {
  const of = sql`project_id in (select id from ps_projects where org_id = ${orgId})`;
  return {
    ...{ table: 'ps_exports', of, similar: of, lock: LOCKS.openExports(orgId) },
    ...{ limit: 'openExports', max: MAX_OPEN_PER_ORG },
    message: `At most ${MAX_OPEN_PER_ORG} exports of an organization run or wait at once.`,
  };
}
