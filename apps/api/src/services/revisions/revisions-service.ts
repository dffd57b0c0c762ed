import { and, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';

import {
  AppError,
  type FileDiff,
  type FileTree,
  type RevisionKind,
  type Verdict,
} from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { revisions, users } from '../../db/schema/index.ts';
import { authorizeProject, type ProjectRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import { EMPTY_MANIFEST, type Manifest } from '../trees/manifest.ts';
import type { StoredTree } from '../trees/tree-store.ts';
import { storeCandidate, type NewCandidate } from './candidates.ts';
import {
  commitEdit,
  type ChangeOfFiles,
  type Edit,
  type EditDeps,
  type EditResult,
} from './edits.ts';
import { addHead, applyCandidate, lockHead, refuseArchived } from './head.ts';
import { diffOf } from './revision-diff.ts';
import { findRevision, manifestShaOf, noSuchRevision, type RevisionRow } from './revision-rows.ts';

export interface RevisionsDeps extends EditDeps {
  blobs: Pick<BlobStore, 'get'>;
  cursors: Cursors;
}

export interface StoredCandidate {
  revisionId: string;
  manifestSha: string;
  fileCount: number;
  sizeBytes: number;
}

export interface ListedRevision {
  revision: RevisionRow;
  isHead: boolean;
  author: { id: string; name: string } | null;
}

export interface RevisionFilters {
  kind?: RevisionKind;
  /** False for candidates that never became the head. */
  applied?: boolean;
  jobId?: string;
}

export interface RevisionsService {
  /** Makes a new project's first revision, in the transaction that makes the project. */
  createInitial(
    tx: Transaction,
    input: {
      orgId: string;
      projectId: string;
      tree: StoredTree;
      authorUserId: string | null;
    },
  ): Promise<{ revisionId: string }>;
  /** Stores a generated tree that is not the head yet. A job's round has one candidate: asked again, it is found. */
  storeCandidate(candidate: NewCandidate): Promise<StoredCandidate>;
  /** Keeps what the checks found about a revision's files. */
  recordVerdict(db: Queryable, revisionId: string, verdict: Verdict): Promise<void>;
  /**
   * Moves the head from the revision that is expected to a stored one, with the project's files.
   * `head_moved` when the head is elsewhere; nothing happens when it is at the revision already.
   */
  moveHead(
    tx: Transaction,
    move: {
      projectId: string;
      expectedHead: string;
      revisionId: string;
      authorUserId?: string | null;
    },
  ): Promise<{ moved: boolean }>;
  /**
   * Changes files by hand: one transaction, one revision. An edit that changes nothing makes none.
   * `prepare` runs once the actor may write, before the project is locked: bytes are stored there.
   */
  edit(
    actor: Actor,
    projectId: string,
    prepare: (project: ProjectRow) => Edit | Promise<Edit>,
    permission?: ChangeOfFiles,
  ): Promise<EditResult>;
  /** Makes the head's files those of a revision, byte for byte; candidates are applied by hand in this way. */
  restore(actor: Actor, projectId: string, revisionId: string): Promise<EditResult>;
  /** Makes a copied project's first revision, with the files of a revision of its organization. */
  createCopy(
    tx: Transaction,
    input: {
      projectId: string;
      source: RevisionRow;
      /** The source's files. */
      tree: StoredTree;
      message: string;
      authorUserId: string | null;
    },
  ): Promise<{ revisionId: string }>;
  /** Newest first, candidates among them. */
  list(
    actor: Actor,
    projectId: string,
    query: { limit: number; cursor?: string } & RevisionFilters,
  ): Promise<Page<ListedRevision>>;
  get(actor: Actor, projectId: string, revisionId: string): Promise<ListedRevision>;
  /**
   * What a revision changed: against another one of the project, or against its parent. One is made at a time for
   * an organization; `rate_limited` where too many wait. It ends by the signal's reason once that aborts.
   */
  diff(
    actor: Actor,
    projectId: string,
    revisionId: string,
    options: { against?: string; path?: string; signal?: AbortSignal },
  ): Promise<{ againstRevisionId: string | null; files: FileDiff[] }>;
  /** The revision when it is one of the project's, else `not_found`. */
  find(db: Queryable, projectId: string, revisionId: string): Promise<RevisionRow>;
  loadTree(orgId: string, revisionId: string): Promise<FileTree>;
  loadManifest(orgId: string, revisionId: string): Promise<Manifest>;
}

export function createRevisionsService(deps: RevisionsDeps): RevisionsService {
  const { db, trees, cursors } = deps;

  return {
    async createInitial(tx, { orgId, projectId, tree, authorUserId }) {
      await trees.keepTree(tx, orgId, tree);
      const head = await lockHead(tx, trees, projectId);
      const revisionId = await addHead(tx, head, {
        parentId: null,
        kind: 'init',
        message: 'First files',
        tree,
        authorUserId,
      });
      return { revisionId };
    },

    async storeCandidate(candidate) {
      const { id, manifestSha, fileCount, sizeBytes } = await storeCandidate(db, trees, candidate);
      const { orgId, projectId } = candidate;
      deps.onTree?.({ orgId, projectId, manifestSha });
      return { revisionId: id, manifestSha, fileCount, sizeBytes };
    },

    async recordVerdict(queryable, revisionId, verdict) {
      await queryable
        .update(revisions)
        .set({ verdictJson: verdict })
        .where(eq(revisions.id, revisionId));
    },

    async moveHead(tx, { projectId, expectedHead, revisionId, authorUserId }) {
      const head = await lockHead(tx, trees, projectId);
      if (head.revisionId === revisionId) return { moved: false };
      refuseArchived(head.project);
      if (head.revisionId !== expectedHead) {
        throw new AppError('head_moved', 'The project was changed meanwhile.', {
          expectedRevisionId: expectedHead,
          headRevisionId: head.revisionId,
        });
      }
      const candidate = await findRevision(tx, projectId, revisionId);
      const manifest = await trees.loadManifest(head.project.orgId, candidate.manifestSha);
      await applyCandidate(tx, head, { id: revisionId, manifest });
      await recordAudit(tx, {
        orgId: head.project.orgId,
        userId: authorUserId ?? null,
        action: 'revision.applied',
        entityType: 'revision',
        entityId: revisionId,
        metadata: { projectId, from: expectedHead },
      });
      return { moved: true };
    },

    async edit(actor, projectId, prepare, permission = 'files.write') {
      const { project } = await authorizeProject(db, actor, projectId, permission);
      refuseArchived(project);
      return commitEdit(deps, actor, projectId, await prepare(project));
    },

    async restore(actor, projectId, revisionId) {
      const { project } = await authorizeProject(db, actor, projectId, 'files.write');
      const target = await findRevision(db, projectId, revisionId);
      const files = await trees.loadManifest(project.orgId, target.manifestSha);
      return commitEdit(deps, actor, projectId, {
        kind: 'restore',
        message: `Restore revision ${target.seq}`,
        action: 'revision.restored',
        metadata: { restoredRevisionId: revisionId },
        change: () => files,
        restored: target,
      });
    },

    async createCopy(tx, { projectId, source, tree, message, authorUserId }) {
      await trees.keepTree(tx, source.orgId, tree);
      const head = await lockHead(tx, trees, projectId);
      const verdict = source.verdictJson;
      const revision = {
        parentId: null,
        kind: 'init' as const,
        message,
        tree,
        authorUserId,
        verdict,
      };
      return { revisionId: await addHead(tx, head, revision) };
    },

    async list(actor, projectId, { kind, applied, jobId, ...page }) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      const filters = { kind, applied, jobId };
      const where = and(eq(revisions.projectId, projectId), ...matching(filters));
      const list = { scope: 'revisions', filters: { projectId, ...filters }, page, where };
      const found = await listPage(cursors, { ...list, keyset: [revisions.seq] }, (position) =>
        selectListed(db, { position }),
      );
      const isHead = (id: string) => id === project.headRevisionId;
      const items = found.items.map((row) => ({ ...row, isHead: isHead(row.revision.id) }));
      return { ...found, items };
    },

    async get(actor, projectId, revisionId) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      const [row] = await selectListed(db, {}).where(
        and(eq(revisions.id, revisionId), eq(revisions.projectId, projectId)),
      );
      if (!row) throw noSuchRevision();
      return { ...row, isHead: revisionId === project.headRevisionId };
    },

    async diff(actor, projectId, revisionId, { against, path, signal }) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      const { orgId } = project;
      const revision = await findRevision(db, projectId, revisionId);
      const before = against ?? revision.parentId;
      const base = before === null ? null : await findRevision(db, projectId, before);
      const leave = await deps.lanes?.enter(`diffs:${orgId}`, signal);
      try {
        const from = base ? await trees.loadManifest(orgId, base.manifestSha) : EMPTY_MANIFEST;
        const to = await trees.loadManifest(orgId, revision.manifestSha);
        const files = await diffOf(deps.blobs, orgId, { from, to, path, signal });
        return { againstRevisionId: before, files };
      } finally {
        leave?.();
      }
    },

    find: findRevision,

    async loadTree(orgId, revisionId) {
      return trees.loadTree(orgId, await manifestShaOf(db, orgId, revisionId));
    },

    async loadManifest(orgId, revisionId) {
      return trees.loadManifest(orgId, await manifestShaOf(db, orgId, revisionId));
    },
  };
}

function selectListed<More extends Record<string, SQL>>(db: Queryable, more: More) {
  return db
    .select({ revision: revisions, author: { id: users.id, name: users.name }, ...more })
    .from(revisions)
    .leftJoin(users, eq(users.id, revisions.authorUserId));
}

function matching({ kind, applied, jobId }: RevisionFilters) {
  const isApplied = applied ? isNotNull(revisions.appliedAt) : isNull(revisions.appliedAt);
  return [
    kind && eq(revisions.kind, kind),
    applied === undefined ? undefined : isApplied,
    jobId === undefined ? undefined : eq(revisions.jobId, jobId),
  ];
}
