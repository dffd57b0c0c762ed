import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { githubBranches } from '../../db/schema/index.ts';

export type GithubBranchRow = typeof githubBranches.$inferSelect;

/** A branch of a repository, for a project. */
export type BranchKey = Pick<GithubBranchRow, 'projectId' | 'server' | 'repositoryId' | 'branch'>;

export async function findBranch(
  db: Queryable,
  key: BranchKey,
): Promise<GithubBranchRow | undefined> {
  const [row] = await db
    .select()
    .from(githubBranches)
    .where(and(ofRepository(key), eq(githubBranches.branch, key.branch)));
  return row;
}

/** Whether an admin pushed the project to this repository by the token of an environment. */
export async function isApproved(db: Queryable, key: Omit<BranchKey, 'branch'>): Promise<boolean> {
  const isIt = and(ofRepository(key), eq(githubBranches.approved, true));
  return (await db.$count(githubBranches, isIt)) > 0;
}

/** A commit, and the revision whose files it has. */
export interface PushedState {
  commitSha: string;
  revisionId: string;
}

/** What a row is about, with the name of the repository as it is now. */
export type BranchPlace = BranchKey & Pick<GithubBranchRow, 'repository'>;

/**
 * Writes down the commit that a branch is about to be moved to. `landed` is that of an earlier push, which turned out
 * to have moved the branch though nobody could write it down.
 */
export async function rememberPending(
  db: Queryable,
  place: BranchPlace,
  pending: PushedState,
  landed: PushedState | null,
): Promise<void> {
  const set = {
    ...{ pendingCommitSha: pending.commitSha, pendingRevisionId: pending.revisionId },
    ...landed,
  };
  await db
    .insert(githubBranches)
    .values({ id: newId('githubBranch'), ...place, ...set })
    .onConflictDoUpdate({ target: TARGET, set });
}

/** Writes down which files of the project a branch has, unless a later push did so since `seenCommitSha` was read. */
export async function rememberPushed(
  db: Queryable,
  place: BranchPlace,
  pushed: PushedState & { seenCommitSha: string | null; approved: boolean; at: Date },
): Promise<void> {
  const { commitSha, revisionId, seenCommitSha, approved, at } = pushed;
  const t = githubBranches;
  const set = { repository: place.repository, commitSha, revisionId, pushedAt: at };
  const isOwnPending = sql`${t.pendingCommitSha} is not distinct from ${commitSha}`;
  await db
    .insert(t)
    .values({ id: newId('githubBranch'), ...place, ...set, approved })
    .onConflictDoUpdate({
      target: TARGET,
      set: {
        ...set,
        approved: sql`${t.approved} or ${approved}`,
        // Another one's stays: it may be on its way.
        pendingCommitSha: sql`case when ${isOwnPending} then null else ${t.pendingCommitSha} end`,
        pendingRevisionId: sql`case when ${isOwnPending} then null else ${t.pendingRevisionId} end`,
      },
      setWhere: sql`${isOwnPending} or ${t.commitSha} is not distinct from ${seenCommitSha}`,
    });
}

/** The file of a revision that an empty repository is begun with. */
export interface FirstPath {
  revisionId: string;
  path: string;
}

/** Writes down with which file a repository is about to be begun. */
export async function rememberBeginning(
  db: Queryable,
  place: BranchPlace,
  { revisionId, path }: FirstPath,
): Promise<void> {
  const set = { begunRevisionId: revisionId, begunPath: path, begunCommitSha: null };
  await db
    .insert(githubBranches)
    .values({ id: newId('githubBranch'), ...place, ...set })
    .onConflictDoUpdate({ target: TARGET, set });
}

/** Writes down the commit at which the repository has that file. */
export async function rememberBegun(
  db: Queryable,
  key: BranchKey,
  commitSha: string,
): Promise<void> {
  await db
    .update(githubBranches)
    .set({ begunCommitSha: commitSha })
    .where(and(ofRepository(key), eq(githubBranches.branch, key.branch)));
}

/** With what the repository was begun, on whichever branch; the commit is null where nobody could write it down. */
export async function findBegun(
  db: Queryable,
  key: Omit<BranchKey, 'branch'>,
): Promise<(FirstPath & { commitSha: string | null }) | null> {
  const t = githubBranches;
  const [row] = await db
    .select({ path: t.begunPath, revisionId: t.begunRevisionId, commitSha: t.begunCommitSha })
    .from(t)
    .where(and(ofRepository(key), isNotNull(t.begunPath)))
    .orderBy(sql`${t.begunCommitSha} is null`, desc(t.createdAt))
    .limit(1);
  const { path, revisionId, commitSha } = row ?? {};
  return path && revisionId ? { path, revisionId, commitSha: commitSha ?? null } : null;
}

const TARGET = [
  githubBranches.projectId,
  githubBranches.server,
  githubBranches.repositoryId,
  githubBranches.branch,
];

function ofRepository({ projectId, server, repositoryId }: Omit<BranchKey, 'branch'>) {
  return and(
    eq(githubBranches.projectId, projectId),
    eq(githubBranches.server, server),
    eq(githubBranches.repositoryId, repositoryId),
  );
}
