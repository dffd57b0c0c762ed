import { eq, getTableColumns } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { snapshots } from '../../db/schema/index.ts';
import { authorizeProject } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import { headOf, refuseArchived } from '../revisions/head.ts';

export type SnapshotRow = typeof snapshots.$inferSelect;

/** Names that people give to states of a project; the revision holds the files. */
export interface SnapshotsService {
  /** Names the project's head of this moment. */
  create(
    actor: Actor,
    projectId: string,
    input: { name: string; description?: string },
  ): Promise<SnapshotRow>;
  /** Newest first. */
  list(
    actor: Actor,
    projectId: string,
    page: { limit: number; cursor?: string },
  ): Promise<Page<SnapshotRow>>;
}

export function createSnapshotsService(deps: { db: Database; cursors: Cursors }): SnapshotsService {
  const { db, cursors } = deps;
  return {
    async create(actor, projectId, { name, description = '' }) {
      const { project } = await authorizeProject(db, actor, projectId, 'files.write');
      refuseArchived(project);
      const revisionId = headOf(project);
      return db.transaction(async (tx) => {
        const [row] = await tx
          .insert(snapshots)
          .values({
            id: newId('snapshot'),
            projectId,
            revisionId,
            name,
            description,
            createdBy: userIdOf(actor),
          })
          .returning();
        if (!row) throw new Error('the snapshot was not stored');
        await recordAudit(tx, {
          actor,
          orgId: project.orgId,
          action: 'snapshot.created',
          entityType: 'snapshot',
          entityId: row.id,
          metadata: { projectId, revisionId },
        });
        return row;
      });
    },

    async list(actor, projectId, page) {
      await authorizeProject(db, actor, projectId, 'project.read');
      const where = eq(snapshots.projectId, projectId);
      const keyset = [snapshots.createdAt, snapshots.id];
      const list = { scope: 'snapshots', filters: { projectId }, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(snapshots), position }).from(snapshots),
      );
    },
  };
}
