import { GithubError } from '../../integrations/github/github-error.ts';
import type { GithubRepository, RepositoryFacts } from '../../integrations/github/repository.ts';
import { gitBlobSha } from './git-blob-sha.ts';

/** Where a push begins. */
interface Tip {
  /** Of the branch, or of the default one where it has to be made. */
  commitSha: string;
  exists: boolean;
  /** Files that an empty repository was begun with. */
  begun: number;
}

interface FirstFile {
  path: string;
  bytes: Uint8Array;
}

/** Finds it; an empty repository is begun with its first file. Throws a `GithubError`, and what `firstFile` does. */
export async function findTip(
  repository: GithubRepository,
  facts: Pick<RepositoryFacts, 'defaultBranch'>,
  branch: string,
  firstFile: () => Promise<FirstFile>,
): Promise<Tip> {
  const look = async (): Promise<Tip> => {
    const own = await repository.branchHead(branch);
    if (own !== null) return { commitSha: own, exists: true, begun: 0 };
    const other = await repository.branchHead(facts.defaultBranch);
    if (other === null) throw new GithubError('not_found');
    return { commitSha: other, exists: false, begun: 0 };
  };
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof GithubError) || error.fault !== 'empty') throw error;
    // Git objects can be made only where there is a commit.
    return begin(repository, await firstFile(), look);
  }
}

/** Moves the branch; false where it is not where it was. */
export async function advance(
  repository: GithubRepository,
  branch: string,
  tip: Tip,
  commitSha: string,
): Promise<boolean> {
  try {
    if (tip.exists) await repository.moveBranch(branch, commitSha);
    else await repository.createBranch(branch, commitSha);
    return true;
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    // Its answer may be lost, and what GitHub refuses it for is told in words only.
    const now = await repository.branchHead(branch).catch(() => undefined);
    if (now === commitSha) return true;
    if (now === undefined || now === (tip.exists ? tip.commitSha : null)) throw error;
    return false;
  }
}

/** Whether a commit has the file with these bytes. */
export async function hasFile(
  repository: GithubRepository,
  commitSha: string,
  { path, bytes }: FirstFile,
): Promise<boolean> {
  const treeSha = await repository.treeOf(commitSha);
  const { entries } = await repository.listTree(treeSha, { recursive: true });
  const sha = gitBlobSha(bytes);
  return entries.some((entry) => entry.path === path && entry.sha === sha);
}

async function begin(
  repository: GithubRepository,
  file: FirstFile,
  look: () => Promise<Tip>,
): Promise<Tip> {
  try {
    await repository.createFirstFile({ ...file, message: 'Initial commit' });
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    // Its answer may be lost, and asked for again it is refused; or others began the repository meanwhile.
    const tip = await look().catch(() => undefined);
    if (!tip) throw error;
    return { ...tip, begun: (await hasFile(repository, tip.commitSha, file)) ? 1 : 0 };
  }
  return { ...(await look()), begun: 1 };
}
