import { AppError, LIMITS, type GithubPush, type PushToGithubBody } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { GithubError } from '../../integrations/github/github-error.ts';
import type { GithubRepository, RepositoryFacts } from '../../integrations/github/repository.ts';
import { skipReasonOf } from '../archives/entry-rules.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import { EMPTY_MANIFEST, type BlobRef, type Manifest } from '../trees/manifest.ts';
import {
  findBegun,
  findBranch,
  rememberBeginning,
  rememberBegun,
  rememberPending,
  type BranchPlace,
  type GithubBranchRow,
  type PushedState,
} from './branch-memory.ts';
import { advance, findTip, hasFile } from './branch-tip.ts';
import { gitBlobSha } from './git-blob-sha.ts';
import { planPush, type PushPlan } from './push-plan.ts';
import { readRemoteTree } from './remote-tree.ts';
import { writeCommit } from './write-commit.ts';

export interface PushDeps {
  db: Database | Transaction;
  blobs: Pick<BlobStore, 'get'>;
  loadManifest: (orgId: string, revisionId: string) => Promise<Manifest>;
  /** Throws what is to be told to a caller who may not push any more; asked before each change that others see. */
  authorize: () => Promise<unknown>;
}

/** What is pushed, and to where. */
export interface PushOrder {
  orgId: string;
  projectId: string;
  revisionId: string;
  /** Address of the server's pages. */
  server: string;
  facts: RepositoryFacts;
  branch: string;
  body: Pick<PushToGithubBody, 'message' | 'overwrite'>;
}

/** How a push ended; nothing of it but what is needed to find it again is written down yet. */
export interface PushEnd extends Pick<
  GithubPush,
  'outcome' | 'branchCreated' | 'written' | 'deleted' | 'skipped'
> {
  place: BranchPlace;
  state: PushedState;
  /** What was known to be pushed before; see `rememberPushed`. */
  seenCommitSha: string | null;
}

/** Others may push meanwhile; who does so without end wins. */
const ATTEMPTS = 3;
const LISTED_MAX = 100;

/**
 * Makes one commit of what changed and moves the branch to it, forwards only. Throws `repository_conflict`,
 * `limit_exceeded` and a `GithubError`.
 */
export async function pushProject(
  deps: PushDeps,
  repository: GithubRepository,
  order: PushOrder,
): Promise<PushEnd> {
  const { files, skipped } = travelling(await deps.loadManifest(order.orgId, order.revisionId));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const end = await attemptPush(deps, repository, order, files);
    if (end) return { ...end, skipped };
  }
  throw new AppError(
    'repository_conflict',
    'Others push to this branch all the time: try again, or push to a branch of your own.',
    { reason: 'branch_moved' },
  );
}

/** Undefined where the branch was moved by somebody else meanwhile. */
async function attemptPush(
  deps: PushDeps,
  repository: GithubRepository,
  order: PushOrder,
  files: Manifest,
): Promise<Omit<PushEnd, 'skipped'> | undefined> {
  const { facts, branch, body } = order;
  const place = placeOf(order);
  const row = await findBranch(deps.db, place);
  const tip = await findTip(repository, facts, branch, () => firstFileOf(deps, order, files));
  if (tip.begun > 0) await rememberBegun(deps.db, place, tip.commitSha);
  const known = await lastPushOf(repository, row, tip.commitSha);
  const base = known
    ? await filesOf(deps, order, known.revisionId)
    : await begunFiles(deps, repository, order, tip.commitSha);
  const treeSha = await repository.treeOf(tip.commitSha);
  const remote = await readRemoteTree(repository, treeSha, [...files.keys(), ...base.keys()]);
  const gitShaOf = createHasher(deps.blobs, order.orgId);
  const plan = await planPush({ files, base, remote, overwrite: body.overwrite, gitShaOf });
  refuseConflicts(plan);
  refuseTooMuch(plan);

  const { revisionId } = order;
  const end = { place, seenCommitSha: row?.commitSha ?? null, branchCreated: !tip.exists };
  if (plan.written.length === 0 && plan.deleted.length === 0) {
    if (!tip.exists) {
      await deps.authorize();
      if (!(await advance(repository, branch, tip, tip.commitSha))) return undefined;
    }
    // It was pushed, by a request that could not say so any more.
    const isOurs = known?.commitSha === row?.pendingCommitSha && known?.revisionId === revisionId;
    const state = isOurs ? known : { commitSha: tip.commitSha, revisionId };
    const isBegun = tip.begun > 0 || (!known && base.size > 0 && row?.commitSha === null);
    const outcome = isOurs || isBegun ? 'pushed' : 'up_to_date';
    return { ...end, state, outcome, written: isBegun ? 1 : 0, deleted: 0 };
  }
  const knownShas = new Set([...remote.values()].filter(isBlob).map(({ sha }) => sha));
  const target = { repository, parent: tip.commitSha, treeSha, knownShas };
  const commitSha = await explained(plan, () =>
    writeCommit(target, plan, {
      message: body.message,
      read: ({ blob }) => deps.blobs.get(order.orgId, blob.sha),
    }),
  );
  const state = { commitSha, revisionId };
  // Before the branch moves: whoever dies afterwards finds the commit there again.
  const landed = known && known.commitSha !== row?.commitSha ? known : null;
  await deps.authorize();
  await rememberPending(deps.db, place, state, landed);
  if (!(await advance(repository, branch, tip, commitSha))) return undefined;
  const counts = { written: tip.begun + plan.written.length, deleted: plan.deleted.length };
  return { ...end, state, outcome: 'pushed', ...counts };
}

/** The last push that the branch still has in its history; without one, its files are those of others. */
async function lastPushOf(
  repository: GithubRepository,
  row: GithubBranchRow | undefined,
  tipSha: string,
): Promise<PushedState | null> {
  if (!row) return null;
  const { commitSha, revisionId, pendingCommitSha, pendingRevisionId } = row;
  const candidates = [
    { commitSha: pendingCommitSha, revisionId: pendingRevisionId },
    { commitSha, revisionId },
  ];
  for (const candidate of candidates) {
    if (candidate.commitSha === null || candidate.revisionId === null) continue;
    if (await repository.leadsTo(candidate.commitSha, tipSha)) return candidate as PushedState;
  }
  return null;
}

/** Of a branch that no push has moved: the file that its repository was begun with, if any. */
async function begunFiles(
  deps: PushDeps,
  repository: GithubRepository,
  order: PushOrder,
  tipSha: string,
): Promise<Manifest> {
  const begun = await findBegun(deps.db, placeOf(order));
  if (!begun) return EMPTY_MANIFEST;
  const { path, revisionId, commitSha } = begun;
  const blob = (await filesOf(deps, order, revisionId)).get(path);
  if (!blob) return EMPTY_MANIFEST;
  // Who was stopped before they knew the commit may have begun it, or others were quicker: the file tells.
  const isThere =
    commitSha === null
      ? await hasFile(repository, tipSha, {
          path,
          bytes: await deps.blobs.get(order.orgId, blob.sha),
        })
      : await repository.leadsTo(commitSha, tipSha);
  return isThere ? new Map([[path, blob]]) : EMPTY_MANIFEST;
}

async function filesOf(deps: PushDeps, { orgId }: PushOrder, revisionId: string) {
  return travelling(await deps.loadManifest(orgId, revisionId)).files;
}

/** The files that leave the studio. */
function travelling(manifest: Manifest): { files: Manifest } & Pick<PushEnd, 'skipped'> {
  const skipped: PushEnd['skipped'] = [];
  const files = new Map<string, BlobRef>();
  for (const [path, blob] of manifest) {
    const reason = skipReasonOf(path);
    if (reason === undefined) files.set(path, blob);
    else skipped.push({ path, reason });
  }
  return { files, skipped: skipped.slice(0, LISTED_MAX) };
}

/**
 * The one that an empty repository begins with: at its root, if there is any. Refuses what the push would be refused
 * for, as others see what is begun.
 */
async function firstFileOf(deps: PushDeps, order: PushOrder, files: Manifest) {
  refuseTooMuch({ written: [...files.values()].map((blob) => ({ blob })), deleted: [] });
  const paths = [...files.keys()];
  const path =
    paths.find((one) => one === 'README.md') ?? paths.find((one) => !one.includes('/')) ?? paths[0];
  const blob = path === undefined ? undefined : files.get(path);
  if (path === undefined || !blob) {
    throw new AppError('limit_exceeded', 'The project has no file that could be pushed.');
  }
  const bytes = await deps.blobs.get(order.orgId, blob.sha);
  await deps.authorize();
  // Before it is sent: whoever is stopped afterwards knows it again.
  await rememberBeginning(deps.db, placeOf(order), { revisionId: order.revisionId, path });
  return { path, bytes };
}

function createHasher(blobs: PushDeps['blobs'], orgId: string) {
  const known = new Map<string, string>();
  return async ({ sha }: BlobRef): Promise<string> => {
    const gitSha = known.get(sha) ?? gitBlobSha(await blobs.get(orgId, sha));
    known.set(sha, gitSha);
    return gitSha;
  };
}

function refuseConflicts({ conflicts }: PushPlan): void {
  const [first] = conflicts;
  if (first === undefined) return;
  const others = conflicts.length - 1;
  const what = others === 0 ? first : `${first} and ${others} more`;
  throw new AppError(
    'repository_conflict',
    `Others changed ${what} on GitHub as well. Push to another branch and merge there, take their changes over here, or send overwrite to replace them.`,
    { reason: 'files', conflicts: conflicts.slice(0, LISTED_MAX), conflictCount: conflicts.length },
  );
}

interface PushSize {
  written: readonly { blob: BlobRef }[];
  deleted: readonly string[];
}

function refuseTooMuch({ written, deleted }: PushSize): void {
  const { githubPushMaxFiles, githubPushMaxBytes } = LIMITS;
  const count = written.length + deleted.length;
  if (count > githubPushMaxFiles) {
    throw new AppError('limit_exceeded', `One push changes at most ${githubPushMaxFiles} files.`, {
      ...{ limit: 'githubPushMaxFiles', max: githubPushMaxFiles, actual: count },
    });
  }
  const bytes = written.reduce((sum, { blob }) => sum + blob.size, 0);
  if (bytes > githubPushMaxBytes) {
    throw new AppError('limit_exceeded', 'The changed files are larger than one push may be.', {
      ...{ limit: 'githubPushMaxBytes', max: githubPushMaxBytes, actual: bytes },
    });
  }
}

/** A workflow that the token may not write is answered as if it were not there. */
async function explained<T>({ written }: PushPlan, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isHidden = error instanceof GithubError && error.fault === 'not_found';
    if (!isHidden || !written.some(({ path }) => path.startsWith('.github/workflows/')))
      throw error;
    throw new AppError(
      'repository_forbidden',
      'The token may not write workflows of GitHub Actions: give it that right, or leave .github/workflows out.',
      { provider: 'github', reason: 'workflows' },
    );
  }
}

function isBlob({ type }: { type: string }): boolean {
  return type === 'blob';
}

function placeOf({ projectId, server, facts, branch }: PushOrder): BranchPlace {
  return { projectId, server, repositoryId: facts.id, branch, repository: facts.fullName };
}
