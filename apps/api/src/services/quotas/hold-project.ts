import { and, eq, isNull } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { projects } from '../../db/schema/index.ts';
import { notFound } from '../not-found.ts';

/** What is decided on of a project while it is held. */
export interface HeldProject {
  archivedAt: Date | null;
}

/** Keeps a project from being deleted, archived or its head from being moved while something is admitted for it. */
export async function holdProject(tx: Transaction, projectId: string): Promise<HeldProject> {
  const [project] = await tx
    .select({ archivedAt: projects.archivedAt })
    .from(projects)
    .where(and(eq(projects.id, projectId), isNull(projects.deletedAt)))
    .for('share');
  if (!project) throw notFound('project');
  return project;
}
