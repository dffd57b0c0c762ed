import { and, eq, isNull, sql } from 'drizzle-orm';

import { AppError, newId, type RevisionKind, type Verdict } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { projects, revisions } from '../../db/schema/index.ts';
import { notFound } from '../not-found.ts';
import { lockProject } from '../projects/lock-project.ts';
import { diffManifests, EMPTY_MANIFEST, type Manifest } from '../trees/manifest.ts';
import type { StoredTree, TreeStore } from '../trees/tree-store.ts';
import { emitEvent } from '../webhooks/emit.ts';
import { updateFileRows } from './file-rows.ts';

/** A project with the tree that its head is at. */
export interface Head {
  project: typeof projects.$inferSelect;
  /** Null only before the project's first revision. */
  revisionId: string | null;
  manifest: Manifest;
}

/** One whose row this transaction has locked. */
export type LockedHead = Head;

/** Webhooks are told the first of many changes, and how many there are. */
const TOLD_CHANGES_MAX = 100;

/** Locks the project until the transaction ends: one move of its head at a time. */
export async function lockHead(
  tx: Transaction,
  trees: TreeStore,
  projectId: string,
): Promise<LockedHead> {
  const project = await lockProject(tx, projectId, 'update');
  // A query of its own: a join would show the head from before this transaction waited for the lock.
  const [head] = await tx
    .select({ manifestSha: revisions.manifestSha })
    .from(revisions)
    .where(eq(revisions.id, project?.headRevisionId ?? ''));
  return headAt(trees, project, head?.manifestSha ?? null);
}

/** The head as it is now, and may not be any more in a moment. */
export async function readHead(db: Queryable, trees: TreeStore, projectId: string): Promise<Head> {
  const [found] = await db
    .select({ project: projects, manifestSha: revisions.manifestSha })
    .from(projects)
    .leftJoin(revisions, eq(revisions.id, projects.headRevisionId))
    .where(and(eq(projects.id, projectId), isNull(projects.deletedAt)));
  return headAt(trees, found?.project, found?.manifestSha ?? null);
}

async function headAt(
  trees: TreeStore,
  project: Head['project'] | undefined,
  manifestSha: string | null,
): Promise<Head> {
  if (!project || project.deletedAt) throw notFound('project');
  const revisionId = project.headRevisionId;
  if (revisionId === null) return { project, revisionId, manifest: EMPTY_MANIFEST };
  if (manifestSha === null) {
    throw new Error(`the head ${revisionId} of ${project.id} is not among its revisions`);
  }
  return { project, revisionId, manifest: await trees.loadManifest(project.orgId, manifestSha) };
}

/** The head's id; only a project that is being made has none. */
export function headOf(project: { id: string; headRevisionId: string | null }): string {
  if (project.headRevisionId === null) throw new Error(`${project.id} has no revision`);
  return project.headRevisionId;
}

export function refuseArchived(project: { archivedAt: Date | null }): void {
  if (project.archivedAt === null) return;
  throw new AppError('project_archived', 'The project is archived: it can be read, not changed.');
}

export interface NewRevision {
  id?: string;
  parentId: string | null;
  kind: RevisionKind;
  message: string;
  tree: StoredTree;
  authorUserId: string | null;
  jobId?: string | null;
  verdict?: Verdict | null;
}

/** Adds a revision that is not applied: the head stays. */
export async function addCandidate(
  tx: Transaction,
  head: LockedHead,
  revision: NewRevision,
): Promise<string> {
  const id = await insertRevision(tx, head, revision, false);
  await tx
    .update(projects)
    .set({ lastRevisionSeq: head.project.lastRevisionSeq + 1 })
    .where(eq(projects.id, head.project.id));
  return id;
}

/** Adds a revision and moves the head to it. */
export async function addHead(
  tx: Transaction,
  head: LockedHead,
  revision: NewRevision,
): Promise<string> {
  const id = await insertRevision(tx, head, revision, true);
  await setHead(tx, head, id, revision.tree.manifest, head.project.lastRevisionSeq + 1);
  return id;
}

/** Moves the head to a candidate that is stored already. */
export async function applyCandidate(
  tx: Transaction,
  head: LockedHead,
  candidate: { id: string; manifest: Manifest },
): Promise<void> {
  await tx
    .update(revisions)
    .set({ appliedAt: sql`now()` })
    .where(eq(revisions.id, candidate.id));
  await setHead(tx, head, candidate.id, candidate.manifest, head.project.lastRevisionSeq);
}

async function insertRevision(
  tx: Transaction,
  head: LockedHead,
  revision: NewRevision,
  applied: boolean,
): Promise<string> {
  const id = revision.id ?? newId('revision');
  await tx.insert(revisions).values({
    id,
    projectId: head.project.id,
    orgId: head.project.orgId,
    parentId: revision.parentId,
    seq: head.project.lastRevisionSeq + 1,
    kind: revision.kind,
    message: revision.message,
    manifestSha: revision.tree.manifestSha,
    fileCount: revision.tree.fileCount,
    sizeBytes: revision.tree.sizeBytes,
    authorUserId: revision.authorUserId,
    jobId: revision.jobId,
    verdictJson: revision.verdict,
    appliedAt: applied ? sql`now()` : null,
  });
  return id;
}

async function setHead(
  tx: Transaction,
  head: LockedHead,
  revisionId: string,
  manifest: Manifest,
  lastRevisionSeq: number,
): Promise<void> {
  await updateFileRows(tx, head.project, head.manifest, manifest);
  await tx
    .update(projects)
    .set({ headRevisionId: revisionId, lastRevisionSeq, updatedAt: sql`now()` })
    .where(eq(projects.id, head.project.id));
  const { id: projectId, orgId } = head.project;
  await emitEvent(tx, {
    ...{ orgId, event: 'project.file.changed', subject: projectId },
    data: () => ({
      ...{ projectId, revisionId, parentRevisionId: head.revisionId },
      ...changesOf(head.manifest, manifest),
    }),
  });
}

function changesOf(from: Manifest, to: Manifest) {
  const { written, deleted } = diffManifests(from, to);
  const all = [
    ...written.map(([path]) => ({ path, change: 'written' as const })),
    ...deleted.map((path) => ({ path, change: 'deleted' as const })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { changes: all.slice(0, TOLD_CHANGES_MAX), changeCount: all.length };
}
