import { bigint, boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { createdAt, id, instant } from './columns.ts';
import { projects, revisions } from './projects.ts';

/** Branches of repositories that a project was pushed to or came from, and with which of its files. */
export const githubBranches = pgTable(
  'ps_github_branches',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Address of its pages: another server numbers its repositories anew. */
    server: text('server').notNull(),
    /** Stays when the repository is renamed, and is not given again. */
    repositoryId: bigint('repository_id', { mode: 'number' }).notNull(),
    /** `owner/name`, as it was called last. */
    repository: text('repository').notNull(),
    branch: text('branch').notNull(),
    /** The commit at which the branch held the files of the revision; null before the first push has ended. */
    commitSha: text('commit_sha'),
    revisionId: text('revision_id').references(() => revisions.id),
    /** A commit that the branch is about to be moved to: whoever dies meanwhile finds it there again. */
    pendingCommitSha: text('pending_commit_sha'),
    pendingRevisionId: text('pending_revision_id').references(() => revisions.id),
    /** The one file of a revision that a push began the repository with, which was empty; its commit is null until it is known. */
    begunPath: text('begun_path'),
    begunRevisionId: text('begun_revision_id').references(() => revisions.id),
    begunCommitSha: text('begun_commit_sha'),
    /** An admin pushed to it by the token of an environment, so that editors may. */
    approved: boolean('approved').notNull().default(false),
    createdAt: createdAt(),
    pushedAt: instant('pushed_at'),
  },
  (t) => [
    uniqueIndex('ps_github_branches_target_key').on(
      t.projectId,
      t.server,
      t.repositoryId,
      t.branch,
    ),
    index('ps_github_branches_revision_id_idx').on(t.revisionId),
    index('ps_github_branches_pending_revision_id_idx').on(t.pendingRevisionId),
    index('ps_github_branches_begun_revision_id_idx').on(t.begunRevisionId),
  ],
);
