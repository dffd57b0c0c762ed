import type { StubAnswer, StubRequest } from '../oauth/stub-server.ts';
import type { GitRepository, TreeEntry } from './git-repository.ts';
import { sourceArchive } from './source-archive.ts';
import { refusal, type StubRepository } from './stub-repository.ts';

interface Asked {
  /** `METHOD /path`, below the repository and decoded. */
  call: string;
  repository: StubRepository;
  request: StubRequest;
  right: 'write' | 'read' | null;
  url: string;
}

type Answer = (asked: Asked, ...parts: string[]) => StubAnswer;

const NOT_FOUND = refusal(404, 'Not Found');
const EMPTY = refusal(409, 'Git Repository is empty.');

/** The calls by their patterns, as GitHub answers them. */
const CALLS: [pattern: RegExp, answer: Answer][] = [
  [/^GET $/, ({ repository, right, url }) => ({ json: factsOf(repository, right, url) })],
  [
    /^GET \/git\/ref\/heads\/(.+)$/,
    ({ repository: { git } }, branch = '') => {
      if (git.commits.size === 0) return EMPTY;
      const sha = git.branches.get(branch);
      return sha === undefined ? NOT_FOUND : refOf(branch, sha);
    },
  ],
  [
    /^GET \/commits\/(.+)$/,
    ({ repository: { git } }, ref = '') => {
      if (git.commits.size === 0) return EMPTY;
      const sha = git.branches.get(ref) ?? (git.commits.has(ref) ? ref : undefined);
      return sha === undefined
        ? refusal(422, `No commit found for SHA: ${ref}`)
        : { json: { sha } };
    },
  ],
  [
    /^GET \/git\/commits\/(.+)$/,
    ({ repository: { git } }, sha = '') => {
      const commit = git.commits.get(sha);
      return commit ? { json: { sha, tree: { sha: commit.tree } } } : NOT_FOUND;
    },
  ],
  [
    /^GET \/git\/trees\/(.+)$/,
    ({ repository: { git }, request }, sha = '') => {
      if (!git.trees.has(sha)) return NOT_FOUND;
      const tree = git.listTree(sha, request.query.has('recursive'));
      return { json: { sha, tree, truncated: false } };
    },
  ],
  [
    /^HEAD \/git\/blobs\/(.+)$/,
    ({ repository: { git } }, sha = '') => ({ status: git.blobs.has(sha) ? 200 : 404 }),
  ],
  [
    /^GET \/compare\/(.+)\.\.\.(.+)$/,
    ({ repository: { git } }, base = '', head = '') => {
      if (!git.commits.has(base) || !git.commits.has(head)) return NOT_FOUND;
      if (base === head) return { json: { status: 'identical' } };
      return { json: { status: git.leadsTo(base, head) ? 'ahead' : 'diverged' } };
    },
  ],
  [
    /^POST \/git\/blobs$/,
    ({ repository: { git }, request }) => {
      const { content } = JSON.parse(request.text) as { content: string };
      return git.commits.size === 0
        ? EMPTY
        : { status: 201, json: { sha: git.addBlob(Buffer.from(content, 'base64')) } };
    },
  ],
  [/^POST \/git\/trees$/, ({ repository: { git }, request }) => makeTree(git, request)],
  [
    /^POST \/git\/commits$/,
    ({ repository: { git }, request }) => {
      const commit = JSON.parse(request.text) as {
        message: string;
        tree: string;
        parents: string[];
      };
      if (!git.trees.has(commit.tree)) return refusal(422, 'Tree SHA does not exist');
      return { status: 201, json: { sha: git.addCommit(commit), tree: { sha: commit.tree } } };
    },
  ],
  [
    /^POST \/git\/refs$/,
    ({ repository: { git }, request }) => {
      const { ref, sha } = JSON.parse(request.text) as { ref: string; sha: string };
      const branch = ref.replace(/^refs\/heads\//, '');
      if (git.branches.has(branch)) return refusal(422, 'Reference already exists');
      git.branches.set(branch, sha);
      return { ...refOf(branch, sha), status: 201 };
    },
  ],
  [
    /^PATCH \/git\/refs\/heads\/(.+)$/,
    ({ repository: { git }, request }, branch = '') => {
      const { sha, force } = JSON.parse(request.text) as { sha: string; force: boolean };
      const now = git.branches.get(branch);
      if (now === undefined) return refusal(422, 'Reference does not exist');
      if (force) throw new Error('Nobody may force a push.');
      if (!git.leadsTo(now, sha)) return refusal(422, 'Update is not a fast forward');
      git.branches.set(branch, sha);
      return refOf(branch, sha);
    },
  ],
  [
    /^PUT \/contents\/(.+)$/,
    ({ repository: { git }, request }, path = '') => {
      const { content, message } = JSON.parse(request.text) as { content: string; message: string };
      if (git.commits.size > 0) return refusal(422, '"sha" wasn\'t supplied.');
      const text = Buffer.from(content, 'base64').toString();
      const sha = git.commit(DEFAULT_BRANCH, { [path]: text }, message);
      return { status: 201, json: { content: { path }, commit: { sha } } };
    },
  ],
  [
    /^GET \/tarball\/(.+)$/,
    ({ repository, url }, sha = '') => ({
      status: 302,
      headers: { Location: `${url}/archives/${repository.name}/${sha}?token=of-the-archive` },
    }),
  ],
];

const DEFAULT_BRANCH = 'main';
const ARCHIVE = { 'Content-Type': 'application/x-gzip' };

export const repositoryCalls = {
  answer(asked: Asked): StubAnswer {
    for (const [pattern, answer] of CALLS) {
      const found = pattern.exec(asked.call);
      if (found) return answer(asked, ...found.slice(1));
    }
    return NOT_FOUND;
  },

  /** What codeload sends: the files at a commit below a folder that is named after it. */
  async archive(repository: StubRepository | undefined, sha: string): Promise<StubAnswer> {
    if (!repository) return NOT_FOUND;
    const { name, git } = repository;
    const files = [...git.filesAt(sha)].map(([path, entry]) => ({
      path: `${name.replace('/', '-')}-${sha.slice(0, 7)}/${path}`,
      link: entry.mode === '120000' ? 'elsewhere' : undefined,
      bytes: git.blobs.get(entry.sha) ?? Buffer.alloc(0),
    }));
    return { bytes: await sourceArchive(files), headers: ARCHIVE };
  },
};

function factsOf(repository: StubRepository, right: Asked['right'], url: string) {
  const { id, name, isPrivate, isArchived } = repository;
  return {
    ...{ id, full_name: name, private: isPrivate, archived: isArchived },
    ...{ html_url: `${url}/${name}`, default_branch: DEFAULT_BRANCH },
    ...(right && { permissions: { pull: true, push: right === 'write' } }),
  };
}

function refOf(branch: string, sha: string): StubAnswer {
  return { json: { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } } };
}

interface NewTree {
  base_tree: string;
  tree: (TreeEntry & { content?: string; sha?: string | null })[];
}

function makeTree(git: GitRepository, request: StubRequest): StubAnswer {
  const { base_tree: base, tree } = JSON.parse(request.text) as NewTree;
  if (!git.trees.has(base)) return refusal(404, 'Not Found');
  const files = new Map(
    git
      .listTree(base, true)
      .filter(({ type }) => type !== 'tree')
      .map(({ path, ...entry }) => [path, entry]),
  );
  for (const { path, mode, content, sha } of tree) {
    if (sha === null) {
      if (!files.delete(path)) return refusal(422, 'GitRPC::BadObjectState');
      continue;
    }
    const named = content === undefined ? sha : git.addBlob(Buffer.from(content));
    if (named === undefined || !git.blobs.has(named)) {
      return refusal(422, 'tree.sha does not exist or is not a blob');
    }
    files.set(path, { mode, type: 'blob', sha: named });
  }
  return { status: 201, json: { sha: git.addTree(files), tree: [] } };
}
