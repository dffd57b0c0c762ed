import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { AppError, LIMITS, nameSchema, type ImportFromGithubBody } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import type { GithubRepository, RepositoryFacts } from '../../integrations/github/repository.ts';
import { authorizeOrg, type ProjectRow } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { invalidArchive } from '../archives/entry-rules.ts';
import type { ArchiveFile } from '../archives/archive-checks.ts';
import { recordAudit } from '../audit.ts';
import { storeFiles } from '../files/import-archive.ts';
import { withUpload } from '../files/uploads.ts';
import { insertWithFreeSlug } from '../projects/projects-service.ts';
import type { RevisionsService } from '../revisions/revisions-service.ts';
import { withTar } from '../tar/tar-reader.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import { addFiles, assertWithinLimits } from '../trees/manifest-changes.ts';
import { EMPTY_MANIFEST, manifestOf } from '../trees/manifest.ts';
import type { StoredTree, TreeStore } from '../trees/tree-store.ts';
import { rememberPushed } from './branch-memory.ts';

/** The files of a repository at a commit, which are stored. */
export interface ReceivedRepository {
  facts: RepositoryFacts;
  /** Of the project that is to be made. */
  name: string;
  commitSha: string;
  /** The branch that has exactly these files; null for a tag, a commit or a part of a repository. */
  branch: string | null;
  tree: StoredTree;
  skipped: { path: string; reason: string }[];
}

interface ReceiveDeps {
  db: Database | Transaction;
  blobs: BlobStore;
  trees: TreeStore;
  temporaryDir: string;
}

/** Downloads what GitHub makes of a commit, checks all of it, and only then stores a byte. */
export async function receiveRepository(
  deps: ReceiveDeps,
  repository: GithubRepository,
  { orgId, body, signal }: { orgId: string; body: ImportFromGithubBody; signal: AbortSignal },
): Promise<ReceivedRepository> {
  const { db, trees } = deps;
  const facts = await repository.facts();
  const ref = body.ref ?? facts.defaultBranch;
  const head = await repository.branchHead(ref);
  const commitSha = head ?? (await repository.resolve(ref));
  const archive = await repository.archive(commitSha, LIMITS.archiveMaxBytes);
  const received = await withUpload(deps.temporaryDir, async (path) => {
    const bytes = Readable.fromWeb(archive);
    await pipeline(bytes, createWriteStream(path, { flags: 'wx' }), { signal });
    return withFiles(path, body.folder, async (files, skipped) => {
      const arriving = files.map(({ path: at, size }) => [at, { sha: '', size }] as const);
      assertWithinLimits(addFiles(EMPTY_MANIFEST, arriving));
      const stored = await storeFiles(deps, orgId, files);
      const tree = await trees.storeManifest(db, orgId, manifestOf(stored));
      return { tree, skipped };
    });
  });
  const branch = body.folder === undefined && head !== null ? ref : null;
  return { facts, name: body.name ?? nameOf(facts), commitSha, branch, ...received };
}

/** Makes a project of what was received. Throws `slug_taken`, and what is said of organizations that are gone. */
export function importRepository(
  deps: Pick<ReceiveDeps, 'db'> & {
    now: () => Date;
    revisions: Pick<RevisionsService, 'createInitial'>;
    /** Address of the server's pages. */
    server: string;
  },
  actor: Actor,
  orgId: string,
  received: ReceivedRepository,
): Promise<ProjectRow> {
  const { facts, name, commitSha, branch, tree } = received;
  return deps.db.transaction(async (tx) => {
    await authorizeOrg(tx, actor, orgId, 'project.import');
    const project = await insertWithFreeSlug(tx, { orgId, name, type: 'prompt' });
    const { revisionId } = await deps.revisions.createInitial(tx, {
      ...{ orgId, projectId: project.id, tree },
      authorUserId: userIdOf(actor),
    });
    if (branch !== null) {
      const { id: repositoryId, fullName: repository } = facts;
      const place = {
        projectId: project.id,
        server: deps.server,
        repositoryId,
        repository,
        branch,
      };
      const state = { commitSha, revisionId, seenCommitSha: null };
      await rememberPushed(tx, place, { ...state, approved: false, at: deps.now() });
    }
    await recordAudit(tx, {
      ...{ actor, orgId, action: 'project.created', entityType: 'project', entityId: project.id },
      metadata: { name, from: { repository: facts.fullName, commitSha } },
    });
    return { ...project, headRevisionId: revisionId };
  });
}

/** The archive has all in a folder that is named after the commit. */
async function withFiles<T>(
  path: string,
  folder: string | undefined,
  use: (files: ArchiveFile[], skipped: ReceivedRepository['skipped']) => Promise<T>,
): Promise<T> {
  const prefix = folder === undefined ? '' : `${folder}/`;
  const pathFor = (inArchive: string) => {
    const inside = inArchive.slice(inArchive.indexOf('/') + 1);
    return inside.startsWith(prefix) ? inside.slice(prefix.length) : undefined;
  };
  try {
    return await withTar(path, { gzipped: true, pathFor }, ({ files, skipped }) =>
      use(files, skipped),
    );
  } catch (error) {
    const isEmpty = error instanceof AppError && error.details.reason === 'empty';
    if (!isEmpty || folder === undefined) throw error;
    throw invalidArchive('empty', `The repository has no files in ${folder}.`);
  }
}

function nameOf({ fullName }: RepositoryFacts): string {
  return nameSchema.parse(fullName.slice(fullName.indexOf('/') + 1));
}
