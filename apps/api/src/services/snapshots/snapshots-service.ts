import { and, eq } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { after, exactTime, newestFirst, pageOfRows, type Keyset } from '../../db/keyset.ts';
import { snapshots } from '../../db/schema/index.ts';
import { authorizeProject } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
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
  ): Promise<{ items: SnapshotRow[]; nextCursor: string | null }>;
}

const BY_AGE: Keyset = { createdAt: snapshots.createdAt, id: snapshots.id };

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
            createdBy: actor.kind === 'user' ? actor.userId : null,
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

    async list(actor, projectId, { limit, cursor }) {
      await authorizeProject(db, actor, projectId, 'project.read');
      const scope = `snapshots:${projectId}`;
      const position = cursors.decode(scope, cursor);
      const found = await db
        .select({ snapshot: snapshots, id: snapshots.id, exactTime: exactTime(BY_AGE) })
        .from(snapshots)
        .where(and(eq(snapshots.projectId, projectId), after(BY_AGE, position)))
        .orderBy(...newestFirst(BY_AGE))
        .limit(limit + 1);
      const { rows, next } = pageOfRows(found, limit);
      return {
        items: rows.map(({ snapshot }) => snapshot),
        nextCursor: cursors.encode(scope, next),
      };
    },
  };
}
