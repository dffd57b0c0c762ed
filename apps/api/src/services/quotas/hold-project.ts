import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { projects } from '../../db/schema/index.ts';

/** Keeps a project from being deleted or its head from being moved while something is admitted for it. */
export async function holdProject(tx: Transaction, projectId: string): Promise<void> {
  const [project] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.id, projectId))
    .for('key share');
  if (!project) throw new AppError('not_found', 'There is no such project.');
}
