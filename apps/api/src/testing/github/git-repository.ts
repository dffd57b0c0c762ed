import { createHash } from 'node:crypto';

export interface TreeEntry {
  path: string;
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
}

interface Commit {
  tree: string;
  parents: string[];
  message: string;
}

/** A repository in memory, whose objects are named as Git names them. */
export function createGitRepository() {
  const blobs = new Map<string, Buffer>();
  /** Each with the entries of one folder. */
  const trees = new Map<string, TreeEntry[]>();
  const commits = new Map<string, Commit>();
  const branches = new Map<string, string>();

  const addBlob = (bytes: Buffer) => {
    const sha = hashOf('blob', bytes);
    blobs.set(sha, bytes);
    return sha;
  };

  /** Of paths with slashes; folders are made for them. */
  const addTree = (files: ReadonlyMap<string, Omit<TreeEntry, 'path'>>): string => {
    const folders = new Map<string, Map<string, Omit<TreeEntry, 'path'>>>();
    const entries: TreeEntry[] = [];
    for (const [path, entry] of files) {
      const slash = path.indexOf('/');
      if (slash === -1) entries.push({ path, ...entry });
      else {
        const name = path.slice(0, slash);
        const folder = folders.get(name) ?? new Map<string, Omit<TreeEntry, 'path'>>();
        folders.set(name, folder.set(path.slice(slash + 1), entry));
      }
    }
    for (const [path, inside] of folders) {
      if (files.has(path)) throw new Error(`${path} is a file and a folder.`);
      entries.push({ path, mode: '040000', type: 'tree', sha: addTree(inside) });
    }
    const sha = hashOf('tree', Buffer.from(JSON.stringify(entries.sort(byPath))));
    trees.set(sha, entries);
    return sha;
  };

  /** The entries of a tree; with those of its folders behind their paths where it is `recursive`. */
  const listTree = (sha: string, recursive: boolean): TreeEntry[] =>
    (trees.get(sha) ?? []).flatMap((entry) => {
      if (!recursive || entry.type !== 'tree') return [entry];
      const inside = listTree(entry.sha, true);
      return [entry, ...inside.map((one) => ({ ...one, path: `${entry.path}/${one.path}` }))];
    });

  const addCommit = (commit: Commit) => {
    const sha = hashOf('commit', Buffer.from(JSON.stringify([commit, commits.size])));
    commits.set(sha, commit);
    return sha;
  };

  const leadsTo = (sha: string, later: string): boolean =>
    sha === later || (commits.get(later)?.parents ?? []).some((parent) => leadsTo(sha, parent));

  /** Commits changes on top of a branch, as somebody else would; null deletes. */
  const commit = (
    branch: string,
    changes: Record<string, string | null>,
    message = 'By others',
  ) => {
    const parent = branches.get(branch);
    const files = filesAt(parent);
    for (const [path, text] of Object.entries(changes)) {
      if (text === null) files.delete(path);
      else files.set(path, { mode: '100644', type: 'blob', sha: addBlob(Buffer.from(text)) });
    }
    const sha = addCommit({ tree: addTree(files), parents: parent ? [parent] : [], message });
    branches.set(branch, sha);
    return sha;
  };

  const filesAt = (commitSha: string | undefined) => {
    const tree = commits.get(commitSha ?? '')?.tree;
    const entries = tree === undefined ? [] : listTree(tree, true);
    return new Map(
      entries.filter(({ type }) => type !== 'tree').map(({ path, ...entry }) => [path, entry]),
    );
  };

  return {
    ...{
      blobs,
      trees,
      commits,
      branches,
      addBlob,
      addTree,
      listTree,
      addCommit,
      leadsTo,
      commit,
      filesAt,
    },
    /** Path → text of each file of a branch. */
    texts: (branch: string): Record<string, string> =>
      Object.fromEntries(
        [...filesAt(branches.get(branch))].map(([path, { sha }]) => [
          path,
          blobs.get(sha)?.toString() ?? '',
        ]),
      ),
    /** The messages of a branch, newest first. */
    history(branch: string): string[] {
      const messages: string[] = [];
      let at = commits.get(branches.get(branch) ?? '');
      while (at) {
        messages.push(at.message);
        at = commits.get(at.parents[0] ?? '');
      }
      return messages;
    },
  };
}

export type GitRepository = ReturnType<typeof createGitRepository>;

function hashOf(type: string, bytes: Buffer): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}

function byPath(a: TreeEntry, b: TreeEntry): number {
  return a.path < b.path ? -1 : 1;
}
