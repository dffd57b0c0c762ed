import type { Transaction } from '../../db/client.ts';
import type { Permission } from '../../policies/permissions.ts';
import { authorizeProject } from '../access.ts';
import type { Actor } from '../actor.ts';
import { refuseArchived } from '../revisions/head.ts';
import { lockProject } from './lock-project.ts';

/**
 * The project, which is neither archived nor deleted before this transaction ends. Throws what `authorizeProject`
 * does, and `project_archived`.
 */
export async function openForChange(
  tx: Transaction,
  actor: Actor,
  projectId: string,
  permission: Permission,
  asked?: string,
) {
  // Those who may not are refused before they wait.
  await authorizeProject(tx, actor, projectId, permission, asked);
  await lockProject(tx, projectId, 'share');
  // After the lock, so that it sees what was decided before.
  const opened = await authorizeProject(tx, actor, projectId, permission, asked);
  refuseArchived(opened.project);
  return opened;
}
