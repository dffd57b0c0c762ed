import type { GithubBranch, GithubImport, GithubPush } from '@promptly/common';

import type { ProjectRow } from '../../services/access.ts';
import type { GithubBranchRow } from '../../services/github/branch-memory.ts';
import type { Pushed } from '../../services/github/github-service.ts';
import type { ReceivedRepository } from '../../services/github/import-repository.ts';

export function presentPush(pushed: Pushed): GithubPush {
  const { outcome, place, state, facts, branchCreated, written, deleted, skipped } = pushed;
  return {
    outcome,
    ...{ repository: place.repository, branch: place.branch, revisionId: state.revisionId },
    ...{ branchCreated, commit: commitAt(facts.url, state.commitSha) },
    ...{ written, deleted, skipped },
  };
}

export function presentImport(
  { id, headRevisionId, name }: ProjectRow,
  { facts, commitSha, tree, skipped }: ReceivedRepository,
): GithubImport {
  if (headRevisionId === null) throw new Error(`Project ${id} has no revision.`);
  return {
    ...{ projectId: id, revisionId: headRevisionId, name, repository: facts.fullName },
    ...{ commit: commitAt(facts.url, commitSha), files: tree.fileCount, skipped },
  };
}

export function presentBranch(row: GithubBranchRow): GithubBranch {
  const { repository, branch, commitSha, revisionId } = row;
  if (commitSha === null || revisionId === null)
    throw new Error(`Nothing was pushed to ${row.id}.`);
  const repositoryUrl = `${row.server}/${repository}`;
  return {
    ...{ repository, branch, revisionId, repositoryUrl },
    commit: commitAt(repositoryUrl, commitSha),
    pushedAt: (row.pushedAt ?? row.createdAt).toISOString(),
  };
}

function commitAt(repositoryUrl: string, sha: string) {
  return { sha, url: `${repositoryUrl}/commit/${sha}` };
}
