import { AppError } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { GithubError, type GithubFault } from '../../integrations/github/github-error.ts';
import type { GithubRepository, RepositoryFacts } from '../../integrations/github/repository.ts';
import { authorizeProject } from '../access.ts';
import type { Actor } from '../actor.ts';
import { isApproved } from './branch-memory.ts';
import type { GithubRight } from './credentials.ts';

export interface ChosenRepository {
  facts: RepositoryFacts;
  /** Who pushes by the environment's token may make the repository one to which editors push by it. */
  approves: boolean;
}

/**
 * Looks at the repository that a push names. The token of an environment may reach more than the project is meant for:
 * where it is used first is for those to say who could set it, and others do not learn by it what is there. Throws
 * `forbidden`, `repository_forbidden` for one that cannot be written to, and a `GithubError`.
 */
export async function chooseRepository(
  { db, server }: { db: Database | Transaction; server: string },
  repository: Pick<GithubRepository, 'facts'>,
  { actor, projectId, kind }: { actor: Actor; projectId: string } & Pick<GithubRight, 'kind'>,
): Promise<ChosenRepository> {
  const approves = kind === 'environment' && (await mayApprove(db, actor, projectId));
  const isFree = kind === 'account' || approves;
  const facts = isFree ? await repository.facts() : await untold(repository.facts());
  if (!isFree && !(await isApproved(db, { projectId, server, repositoryId: facts.id }))) {
    throw notChosen();
  }
  refuseReadOnly(facts);
  return { facts, approves };
}

async function mayApprove(
  db: Database | Transaction,
  actor: Actor,
  projectId: string,
): Promise<boolean> {
  try {
    await authorizeProject(db, actor, projectId, 'env.write');
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'forbidden') throw error;
    return false;
  }
}

/** What GitHub may answer about one repository and not about another. */
const TELLING: ReadonlySet<GithubFault> = new Set(['not_found', 'forbidden', 'sso', 'refused']);

/** A repository that is not there is answered as one that is there and was not chosen. */
async function untold<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof GithubError && TELLING.has(error.fault) ? notChosen() : error;
  }
}

function notChosen(): AppError {
  return new AppError(
    'forbidden',
    "An admin pushes first to a repository that the environment's token is used for; or push with your own account.",
    { permission: 'env.write' },
  );
}

function refuseReadOnly({ canPush, isArchived, fullName }: RepositoryFacts): void {
  if (canPush !== false && !isArchived) return;
  const message = isArchived
    ? `${fullName} is archived on GitHub.`
    : `The token may read ${fullName}, and not write to it.`;
  const reason = isArchived ? 'archived' : 'read_only';
  throw new AppError('repository_forbidden', message, { provider: 'github', reason });
}
