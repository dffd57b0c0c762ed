import { z } from 'zod';

import { createGithubClient, type GithubAccess, type GithubClientDeps } from './github-client.ts';
import { GithubError } from './github-error.ts';

export interface RepositoryFacts {
  id: number;
  /** `owner/name`, as it is called now. */
  fullName: string;
  url: string;
  defaultBranch: string;
  /** False where this token may only read it; null where GitHub does not say. */
  canPush: boolean | null;
  isArchived: boolean;
}

export interface RemoteEntry {
  path: string;
  type: 'blob' | 'tree' | 'commit';
  /** Such as `100644`. */
  mode: string;
  sha: string;
}

/** A file of a new tree: null deletes it, `content` is its text, `sha` a blob that is there. */
export type TreeChange = { path: string; mode: string } & (
  { sha: string | null } | { content: string }
);

/** One repository, through one token. Each call throws a `GithubError`, or the reason for which it was aborted. */
export interface GithubRepository {
  facts(): Promise<RepositoryFacts>;
  /** The commit that a branch is at; null where there is no such branch. Throws `empty` where there is no commit at all. */
  branchHead(branch: string): Promise<string | null>;
  /** The commit that a branch, a tag or a commit names. */
  resolve(ref: string): Promise<string>;
  treeOf(commitSha: string): Promise<string>;
  /** The entries of a tree; of all folders below it as well when `recursive`, unless it is `truncated`. */
  listTree(
    treeSha: string,
    options: { recursive: boolean },
  ): Promise<{ entries: RemoteEntry[]; truncated: boolean }>;
  hasBlob(sha: string): Promise<boolean>;
  createBlob(bytes: Uint8Array): Promise<string>;
  createTree(baseTree: string, changes: readonly TreeChange[]): Promise<string>;
  createCommit(commit: { message: string; tree: string; parent: string }): Promise<string>;
  /** Throws `refused` where it is there already. */
  createBranch(branch: string, commitSha: string): Promise<void>;
  /** Forwards only: throws `refused` where that would drop a commit. */
  moveBranch(branch: string, commitSha: string): Promise<void>;
  /** Whether a commit is one of those that lead to another one. */
  leadsTo(commitSha: string, laterSha: string): Promise<boolean>;
  /** Begins an empty repository with one file, at its default branch. */
  createFirstFile(file: { path: string; bytes: Uint8Array; message: string }): Promise<void>;
  /** The files at a commit as a gzipped tar, from wherever GitHub sends to. */
  archive(commitSha: string, maxBytes: number): Promise<ReadableStream<Uint8Array>>;
}

const ARCHIVE_TIMEOUT_MS = 50_000;
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

const shaSchema = z.string().regex(SHA);
const namedSchema = z.object({ sha: shaSchema });
const factsSchema = z.object({
  id: z.int().positive(),
  full_name: z.string().min(3).max(300),
  html_url: z.string(),
  default_branch: z.string(),
  archived: z.boolean().default(false),
  permissions: z.object({ push: z.boolean() }).optional(),
});
const refSchema = z.object({ object: namedSchema });
const commitSchema = z.object({ tree: namedSchema });
const treeSchema = z.object({
  sha: shaSchema,
  truncated: z.boolean().default(false),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.enum(['blob', 'tree', 'commit']),
      sha: shaSchema,
    }),
  ),
});
const comparisonSchema = z.object({ status: z.enum(['ahead', 'identical', 'behind', 'diverged']) });

/** `name` is `owner/name`. */
export function openRepository(
  deps: GithubClientDeps,
  access: GithubAccess,
  name: string,
): GithubRepository {
  const [owner = '', repo = ''] = name.split('/');
  const at = { owner, repo };
  const { ask, download } = createGithubClient(deps, access);

  return {
    async facts() {
      const found = await ask(factsSchema, (github) =>
        github.request('GET /repos/{owner}/{repo}', at),
      );
      return {
        ...{ id: found.id, fullName: found.full_name, defaultBranch: found.default_branch },
        ...{ canPush: found.permissions?.push ?? null, isArchived: found.archived },
        url: `${deps.server.url}/${found.full_name}`,
      };
    },

    async branchHead(branch) {
      const found = await unlessMissing(
        ask(refSchema, (github) =>
          github.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
            ...at,
            ref: `heads/${branch}`,
          }),
        ),
      );
      return found?.object.sha ?? null;
    },

    async resolve(ref) {
      const asked = ask(namedSchema, (github) =>
        github.request('GET /repos/{owner}/{repo}/commits/{ref}', { ...at, ref, per_page: 1 }),
      );
      try {
        return (await asked).sha;
      } catch (error) {
        // What names nothing is not a commit that there could be.
        const isUnknown = error instanceof GithubError && error.fault === 'refused';
        throw isUnknown ? new GithubError('not_found', { said: error.said }) : error;
      }
    },

    async treeOf(commitSha) {
      const { tree } = await ask(commitSchema, (github) =>
        github.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
          ...{ ...at, commit_sha: commitSha },
        }),
      );
      return tree.sha;
    },

    async listTree(treeSha, { recursive }) {
      const { tree, truncated } = await ask(treeSchema, (github) =>
        github.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
          ...{ ...at, tree_sha: treeSha, ...(recursive && { recursive: '1' }) },
        }),
      );
      return { entries: tree, truncated };
    },

    async hasBlob(sha) {
      const found = await unlessMissing(
        ask(z.unknown(), (github) =>
          github.request('HEAD /repos/{owner}/{repo}/git/blobs/{sha}', { ...at, sha }),
        ),
      );
      return found !== null;
    },

    async createBlob(bytes) {
      const content = Buffer.from(bytes).toString('base64');
      const { sha } = await ask(namedSchema, (github) =>
        github.request('POST /repos/{owner}/{repo}/git/blobs', {
          ...{ ...at, content, encoding: 'base64' },
        }),
      );
      return sha;
    },

    async createTree(baseTree, changes) {
      const tree = changes.map((change) => ({ ...change, type: 'blob' as const })) as NewTree;
      const { sha } = await ask(namedSchema, (github) =>
        github.request('POST /repos/{owner}/{repo}/git/trees', {
          ...{ ...at, base_tree: baseTree, tree },
        }),
      );
      return sha;
    },

    async createCommit({ message, tree, parent }) {
      const { sha } = await ask(namedSchema, (github) =>
        github.request('POST /repos/{owner}/{repo}/git/commits', {
          ...{ ...at, message, tree, parents: [parent] },
        }),
      );
      return sha;
    },

    async createBranch(branch, sha) {
      await ask(refSchema, (github) =>
        github.request('POST /repos/{owner}/{repo}/git/refs', {
          ...{ ...at, ref: `refs/heads/${branch}`, sha },
        }),
      );
    },

    async moveBranch(branch, sha) {
      await ask(refSchema, (github) =>
        github.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
          ...{ ...at, ref: `heads/${branch}`, sha, force: false },
        }),
      );
    },

    async leadsTo(commitSha, laterSha) {
      if (commitSha === laterSha) return true;
      const basehead = `${commitSha}...${laterSha}`;
      const found = await unlessMissing(
        ask(comparisonSchema, (github) =>
          github.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
            ...{ ...at, basehead, per_page: 1 },
          }),
        ),
      );
      return found?.status === 'ahead' || found?.status === 'identical';
    },

    async createFirstFile({ path, bytes, message }) {
      await ask(z.object({}), (github) =>
        github.request('PUT /repos/{owner}/{repo}/contents/{path}', {
          ...{ ...at, path, message, content: Buffer.from(bytes).toString('base64') },
        }),
      );
    },

    archive: (commitSha, maxBytes) =>
      download(
        (github) =>
          github.request('GET /repos/{owner}/{repo}/tarball/{ref}', {
            ...{ ...at, ref: commitSha, request: { parseSuccessResponseBody: false } },
          }),
        { maxBytes, timeoutMs: ARCHIVE_TIMEOUT_MS },
      ),
  };
}

/** The client's own type of it lacks what deletes. */
type NewTree = { path: string; mode: '100644'; type: 'blob' }[];

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GithubError && error.fault === 'not_found') return null;
    throw error;
  }
}
