import { AppError } from '@promptly/common';

import type { GithubRepository, RemoteEntry } from '../../integrations/github/repository.ts';
import { mapConcurrently } from '../trees/concurrency.ts';
import { foldersOf, type RemoteFile, type RemoteTree } from './push-plan.ts';

/** Of a repository so large that GitHub tells its tree folder by folder only. */
const FOLDERS_MAX = 300;
const CONCURRENT_CALLS = 4;

/** What a tree of a repository has at some paths, and above them. Throws a `GithubError`, or `limit_exceeded`. */
export async function readRemoteTree(
  repository: Pick<GithubRepository, 'listTree'>,
  treeSha: string,
  paths: Iterable<string>,
): Promise<RemoteTree> {
  const whole = await repository.listTree(treeSha, { recursive: true });
  if (!whole.truncated) return new Map(whole.entries.map((entry) => [entry.path, fileOf(entry)]));
  return walk(repository, treeSha, new Set([...paths].flatMap(foldersOf)));
}

async function walk(
  repository: Pick<GithubRepository, 'listTree'>,
  treeSha: string,
  wanted: ReadonlySet<string>,
): Promise<RemoteTree> {
  if (wanted.size > FOLDERS_MAX) {
    throw new AppError(
      'limit_exceeded',
      `The repository is too large for a project with more than ${FOLDERS_MAX} folders.`,
      { limit: 'githubFolders', max: FOLDERS_MAX, actual: wanted.size },
    );
  }
  const found = new Map<string, RemoteFile>();
  let level = [{ folder: '', sha: treeSha }];
  while (level.length > 0) {
    const lists = await mapConcurrently(level, CONCURRENT_CALLS, async ({ folder, sha }) => {
      const { entries, truncated } = await repository.listTree(sha, { recursive: false });
      if (truncated) throw folderTooLarge(folder);
      return entries.map((entry) => ({
        ...entry,
        path: folder === '' ? entry.path : `${folder}/${entry.path}`,
      }));
    });
    const entries = lists.flat();
    for (const entry of entries) found.set(entry.path, fileOf(entry));
    level = entries
      .filter(({ type, path }) => type === 'tree' && wanted.has(path))
      .map(({ path, sha }) => ({ folder: path, sha }));
  }
  return found;
}

function fileOf({ type, mode, sha }: RemoteEntry): RemoteFile {
  return { type, mode, sha };
}

function folderTooLarge(folder: string): AppError {
  const message = `The folder ${JSON.stringify(folder)} of the repository has too many files.`;
  return new AppError('limit_exceeded', message, { limit: 'githubFolderFiles', folder });
}
