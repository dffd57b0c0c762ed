import { and, eq, isNull } from 'drizzle-orm';

import { type PublishTemplateBody } from '@promptly/common';

import type { Queryable } from '../../../db/client.ts';
import { projects, revisions, snapshots } from '../../../db/schema/index.ts';
import { notFound } from '../../not-found.ts';

/** The state of a project that becomes a template. */
export interface TemplateSource {
  manifestSha: string;
  sizeBytes: number;
  snapshotId: string | null;
}

type Named = Pick<PublishTemplateBody, 'snapshotId' | 'projectId' | 'revisionId'>;

const source = { manifestSha: revisions.manifestSha, sizeBytes: revisions.sizeBytes };

/** What the caller names, if it is the organization's; else `not_found`. */
export async function findTemplateSource(
  db: Queryable,
  orgId: string,
  { snapshotId, projectId, revisionId }: Named,
): Promise<TemplateSource> {
  if (snapshotId !== undefined) return ofSnapshot(db, orgId, snapshotId);
  const [project] = await db
    .select({ head: projects.headRevisionId })
    .from(projects)
    .where(
      and(eq(projects.id, projectId ?? ''), eq(projects.orgId, orgId), isNull(projects.deletedAt)),
    );
  if (!project) throw notFound('project');
  const [revision] = await db
    .select(source)
    .from(revisions)
    .where(
      and(
        eq(revisions.id, revisionId ?? project.head ?? ''),
        eq(revisions.projectId, projectId ?? ''),
      ),
    );
  if (!revision) throw notFound('revision in this project');
  return { ...revision, snapshotId: null };
}

async function ofSnapshot(
  db: Queryable,
  orgId: string,
  snapshotId: string,
): Promise<TemplateSource> {
  const [found] = await db
    .select(source)
    .from(snapshots)
    .innerJoin(revisions, eq(revisions.id, snapshots.revisionId))
    .innerJoin(projects, eq(projects.id, revisions.projectId))
    .where(
      and(eq(snapshots.id, snapshotId), eq(revisions.orgId, orgId), isNull(projects.deletedAt)),
    )
    // It stays until the template that names it is there.
    .for('key share', { of: snapshots });
  if (!found) throw notFound('snapshot');
  return { ...found, snapshotId };
}
