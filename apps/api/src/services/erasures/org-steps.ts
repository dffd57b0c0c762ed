import { and, asc, eq, isNull } from 'drizzle-orm';

import { apiKeys, invitations, orgs, projects, webhooks } from '../../db/schema/index.ts';
import { dataExportFolder } from '../data-exports/run-data-export.ts';
import { deleteFolder } from './delete-folder.ts';
import { eraseOrgRows } from './erase-rows.ts';
import type { Step } from './step.ts';

/** The order holds: first nobody gets in any more, then what rows point at goes, then the rows. */
export const ORG_STEPS: readonly Step[] = [
  {
    name: 'credentials',
    async run({ db, now }, { subjectId: orgId }) {
      await db.transaction(async (tx) => {
        // Also where a restored backup has it in use.
        const at = now();
        await tx
          .update(orgs)
          .set({ deletedAt: at })
          .where(and(eq(orgs.id, orgId), isNull(orgs.deletedAt)));
        await tx
          .update(apiKeys)
          .set({ revokedAt: at })
          .where(and(eq(apiKeys.orgId, orgId), isNull(apiKeys.revokedAt)));
        await tx.update(webhooks).set({ active: false }).where(eq(webhooks.orgId, orgId));
        await tx.delete(invitations).where(eq(invitations.orgId, orgId));
      });
    },
  },
  {
    name: 'objects',
    async run({ storage }, { subjectId: orgId }) {
      for (const folder of foldersOf(orgId)) await deleteFolder(storage, folder);
    },
  },
  {
    name: 'rows',
    async run({ db }, { subjectId: orgId }) {
      // One by one, as a project may have very many rows.
      for (;;) {
        const [project] = await db
          .select({ id: projects.id })
          .from(projects)
          .where(eq(projects.orgId, orgId))
          .orderBy(asc(projects.id))
          .limit(1);
        if (!project) break;
        await db.delete(projects).where(eq(projects.id, project.id));
      }
      await db.transaction((tx) => eraseOrgRows(tx, orgId));
    },
  },
];

/** Where the storage keeps what is an organization's. One line a kind of thing. */
function foldersOf(orgId: string): string[] {
  return [
    `cas/${orgId}/`,
    `exports/${orgId}/`,
    `logs/codegen/${orgId}/`,
    dataExportFolder('org', orgId),
  ];
}
