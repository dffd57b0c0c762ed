import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Database } from '../../db/client.ts';
import { authorizeProject, type ProjectRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { ChangeOfFiles } from '../revisions/edits.ts';
import { refuseArchived } from '../revisions/head.ts';

/** The project, when the actor may change its files now. */
export async function writableProject(
  db: Database,
  actor: Actor,
  projectId: string,
  permission: ChangeOfFiles,
): Promise<ProjectRow> {
  const { project } = await authorizeProject(db, actor, projectId, permission);
  refuseArchived(project);
  return project;
}

/** Gives the work a path for an upload, and removes what is there afterwards. */
export async function withUpload<T>(
  temporaryDir: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const path = join(temporaryDir, `upload-${randomUUID()}`);
  try {
    await mkdir(temporaryDir, { recursive: true });
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}
