import type { Transaction } from '../../db/client.ts';
import { notFound } from '../not-found.ts';
import { lockProject } from '../projects/lock-project.ts';

/** What is decided on of a project while it is held. */
export interface HeldProject {
  archivedAt: Date | null;
}

/** Keeps a project from being deleted, archived or its head from being moved while something is admitted for it. */
export async function holdProject(tx: Transaction, projectId: string): Promise<HeldProject> {
  const project = await lockProject(tx, projectId, 'share');
  if (!project || project.deletedAt) throw notFound('project');
  return project;
}
