import { eq } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { codegenJobs, exportsTable, projects } from '../../db/schema/index.ts';
import { authorizeOrg, authorizeProject, type ProjectRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { cancelOpenWork } from '../cancel-open-work.ts';
import { notFound } from '../not-found.ts';
import { lockProject } from './lock-project.ts';

export interface DeletionDeps {
  db: Database;
  now: () => Date;
  /** For which a deleted project can be restored. */
  graceMs: number;
}

/** Hides a project at once, ends what works on it, and notes when it is to be removed. Its slug stays taken until then. */
export async function deleteProject(
  { db, now, graceMs }: DeletionDeps,
  actor: Actor,
  projectId: string,
): Promise<void> {
  await authorizeProject(db, actor, projectId, 'project.delete');
  await db.transaction(async (tx) => {
    const isJob = eq(codegenJobs.projectId, projectId);
    const isExport = eq(exportsTable.projectId, projectId);
    await lockProject(tx, projectId, 'no key update');
    const { project } = await authorizeProject(tx, actor, projectId, 'project.delete');
    const at = now();
    const purgeAt = new Date(at.getTime() + graceMs);
    await cancelOpenWork(tx, [{ orgId: project.orgId, isJob, isExport }], at);
    await tx.update(projects).set({ deletedAt: at, purgeAt }).where(eq(projects.id, projectId));
    const metadata = { name: project.name, purgesAt: purgeAt.toISOString() };
    await recordAudit(tx, { actor, ...entry('project.deleted', project), metadata });
  });
}

/**
 * Brings a deleted project back as it was, in the archive or not; one that is not deleted stays as it is. Throws
 * `not_found` once it is being removed.
 */
export async function restoreProject(
  { db, now }: Pick<DeletionDeps, 'db' | 'now'>,
  actor: Actor,
  projectId: string,
): Promise<ProjectRow> {
  const [known] = await db.select().from(projects).where(eq(projects.id, projectId));
  if (!known) throw notFound('project');
  // Those who may not are refused before they wait.
  await authorizeOrg(db, actor, known.orgId, 'project.delete', 'project');
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId, 'no key update');
    if (!project) throw notFound('project');
    await authorizeOrg(tx, actor, project.orgId, 'project.delete', 'project');
    if (!project.deletedAt) return project;
    const isDue = project.purgeAt !== null && project.purgeAt <= now();
    if (isDue || project.purgeStartedAt) throw notFound('project');
    const restored = { deletedAt: null, purgeAt: null };
    await tx.update(projects).set(restored).where(eq(projects.id, projectId));
    const metadata = { name: project.name };
    await recordAudit(tx, { actor, ...entry('project.restored', project), metadata });
    return { ...project, ...restored };
  });
}

function entry(action: string, { id, orgId }: ProjectRow) {
  return { orgId, action, entityType: 'project', entityId: id };
}
