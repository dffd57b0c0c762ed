import { and, asc, eq, inArray, isNotNull, lte, notInArray, sql } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { projects } from '../../db/schema/index.ts';
import type { ProjectRow } from '../access.ts';
import { recordAudit } from '../audit.ts';

const ROWS_AT_ONCE = 1_000;

const ofProject = (projectId: string) => sql`project_id = ${projectId}`;
const ofJobs = (projectId: string) =>
  sql`job_id in (select id from ps_codegen_jobs where project_id = ${projectId})`;

/**
 * What a project has very many of, in the order in which it can go: what refers to others is before them. The rest goes
 * with the project's own row.
 */
export const PARTS = [
  { table: 'ps_artifacts', isTheirs: ofProject },
  { table: 'ps_exports', isTheirs: ofProject },
  { table: 'ps_snapshots', isTheirs: ofProject },
  { table: 'ps_github_branches', isTheirs: ofProject },
  { table: 'ps_job_events', isTheirs: ofJobs },
  { table: 'ps_codegen_jobs', isTheirs: ofProject },
  { table: 'ps_files', isTheirs: ofProject },
  { table: 'ps_revisions', isTheirs: ofProject },
];

/**
 * Removes the deleted projects whose time has come, with all their rows, and returns how many; what a killed process
 * began is gone on with. Their bytes are the collector's from then on. One that cannot be removed is told, and left to
 * the next run: it keeps none of the others.
 */
export async function purgeProjects(
  db: Database,
  now: Date,
  onFailure: OnPurgeFailure,
): Promise<number> {
  const failed: string[] = [];
  let removed = 0;
  for (;;) {
    const project = await claimNext(db, now, failed);
    if (!project) return removed;
    try {
      await purge(db, project);
      removed += 1;
    } catch (error) {
      failed.push(project.id);
      onFailure(error, project.id);
    }
  }
}

export type OnPurgeFailure = (error: unknown, projectId: string) => void;

async function purge(db: Database, { id, orgId, name }: ProjectRow): Promise<void> {
  await removeRows(db, id);
  await db.transaction(async (tx) => {
    const isIt = and(eq(projects.id, id), isNotNull(projects.purgeStartedAt));
    const gone = await tx.delete(projects).where(isIt);
    // Another process may have been quicker.
    if (gone.rowCount === 0) return;
    const entity = { entityType: 'project', entityId: id, metadata: { name } };
    await recordAudit(tx, { orgId, action: 'project.purged', ...entity });
  });
}

/** From then on it is not restored. */
async function claimNext(
  db: Database,
  now: Date,
  failed: readonly string[],
): Promise<ProjectRow | undefined> {
  const next = db
    .select({ id: projects.id })
    .from(projects)
    .where(and(lte(projects.purgeAt, now), notInArray(projects.id, [...failed])))
    .orderBy(asc(projects.purgeAt))
    .limit(1)
    .for('update', { skipLocked: true });
  const [project] = await db
    .update(projects)
    .set({ purgeStartedAt: now })
    .where(inArray(projects.id, next))
    .returning();
  return project;
}

async function removeRows(db: Database, projectId: string): Promise<void> {
  for (const { table, isTheirs } of PARTS) {
    const name = sql.identifier(table);
    for (;;) {
      const { rowCount } = await db.execute(sql`
        delete from ${name} where ctid = any(array(
          select ctid from ${name} where ${isTheirs(projectId)} limit ${ROWS_AT_ONCE}))`);
      if ((rowCount ?? 0) < ROWS_AT_ONCE) break;
    }
  }
}
