import { AppError, type RevisionKind } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import type { Permission } from '../../policies/permissions.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Lanes } from '../lanes.ts';
import { lockProject } from '../projects/lock-project.ts';
import { diffManifests, type Manifest } from '../trees/manifest.ts';
import type { Room } from '../trees/store-blobs.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import {
  addHead,
  applyCandidate,
  lockHead,
  readHead,
  refuseArchived,
  type Head,
  type LockedHead,
} from './head.ts';
import type { RevisionRow } from './revision-rows.ts';

/** What gives the right to change files. */
export type ChangeOfFiles = Extract<Permission, 'files.write' | 'files.import'>;

/** A change of the head's files, made by a person. */
export interface Edit {
  kind: RevisionKind;
  message: string;
  /** What the audit log calls it, such as `files.saved`. */
  action: string;
  metadata?: Record<string, unknown>;
  /** Runs on the files as they are, for good under the project's lock; throws to refuse the edit. */
  change(files: Manifest): Manifest;
  /** Files of the change that are not stored yet: they are before the lock, unless the change would be refused. */
  newFiles?: readonly Uint8Array[];
  /** The revision whose files these are: what is known of them stays known. */
  restored?: RevisionRow;
}

export interface EditResult {
  revisionId: string;
  files: Manifest;
}

/** A tree that others may want to look at now, such as the preview. */
export interface TreeNotice {
  orgId: string;
  projectId: string;
  manifestSha: string;
}

export interface EditDeps {
  db: Database;
  trees: TreeStore;
  /** Left out in a transaction, which has its connection already. */
  lanes?: Lanes;
  /** Told of each tree once it is stored, while its revision may still be refused; must not throw. */
  onTree?: (notice: TreeNotice) => void;
}

/** The one path by which people change files: lock, change, revision, file rows and head in one transaction. */
export async function commitEdit(
  deps: EditDeps,
  actor: Actor,
  projectId: string,
  edit: Edit,
): Promise<EditResult> {
  const { db, trees, lanes } = deps;
  const commit = async (ahead: Edit) => {
    await storeAhead(deps, projectId, ahead);
    // Again where another process changed the files in between.
    return trees.storingFirst(db, () => commitNow(deps, actor, projectId, edit));
  };
  if (!lanes) {
    // What is read from the storage is in memory when the project is locked.
    await readHead(db, trees, projectId);
    // Before the rows of its blobs, as all take them.
    await lockProject(db, projectId, 'update');
    return commit(edit);
  }
  await storeNewFiles(deps, projectId, edit);
  // Without a connection while another edit of the project has one: many of them would else take those of all.
  return lanes.run(`edits:${projectId}`, () => commit({ ...edit, newFiles: [] }));
}

/** Large files take their time, in which nobody else has to wait for the lock or for the connection. */
async function storeNewFiles(
  { db, trees }: EditDeps,
  projectId: string,
  edit: Edit,
): Promise<void> {
  if (!edit.newFiles?.length) return;
  const head = await readHead(db, trees, projectId);
  changed(edit, head);
  await trees.storeFiles(db, head.project.orgId, edit.newFiles);
}

/** The new files and the manifest, if the head stays where it is: in the transaction it is too late for that. */
async function storeAhead({ db, trees }: EditDeps, projectId: string, edit: Edit): Promise<void> {
  const head = await readHead(db, trees, projectId);
  const files = changed(edit, head);
  if (isSame(head.manifest, files)) return;
  const room = roomFor(head.manifest, files);
  await trees.storeManifest(db, head.project.orgId, files, edit.newFiles, room);
}

function commitNow(
  deps: EditDeps,
  actor: Actor,
  projectId: string,
  edit: Edit,
): Promise<EditResult> {
  const { db, trees } = deps;
  return db.transaction(async (tx) => {
    const head = await lockHead(tx, trees, projectId);
    refuseArchived(head.project);
    const files = changed(edit, head);
    if (head.revisionId !== null && isSame(head.manifest, files)) {
      return { revisionId: head.revisionId, files };
    }
    const revisionId = await advance(tx, deps, head, actor, edit, files);
    await recordAudit(tx, {
      actor,
      orgId: head.project.orgId,
      action: edit.action,
      entityType: 'revision',
      entityId: revisionId,
      metadata: { projectId, ...edit.metadata },
    });
    return { revisionId, files };
  });
}

/** The changed files; a refusal also tells at which revision the files are that it is about. */
function changed(edit: Edit, head: Head): Manifest {
  try {
    return edit.change(head.manifest);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const details = { ...error.details, currentRevisionId: head.revisionId };
    throw new AppError(error.code, error.message, details);
  }
}

async function advance(
  tx: Transaction,
  { trees, onTree }: EditDeps,
  head: LockedHead,
  actor: Actor,
  edit: Edit,
  files: Manifest,
): Promise<string> {
  const { restored } = edit;
  // A candidate made for this very head needs no copy: it becomes the head itself.
  if (restored?.appliedAt === null && restored.parentId === head.revisionId) {
    await applyCandidate(tx, head, { id: restored.id, manifest: files });
    return restored.id;
  }
  const { orgId, id: projectId } = head.project;
  const tree = await trees.storeManifest(tx, orgId, files, [], roomFor(head.manifest, files));
  onTree?.({ orgId, projectId, manifestSha: tree.manifestSha });
  return addHead(tx, head, {
    parentId: head.revisionId,
    kind: edit.kind,
    message: edit.message,
    tree,
    authorUserId: userIdOf(actor),
    jobId: restored?.jobId,
    verdict: restored?.verdictJson,
  });
}

/** Who only deletes may do so beyond all limits. */
function roomFor(from: Manifest, to: Manifest): Room {
  return diffManifests(from, to).written.length === 0 ? 'anywhere' : 'allowance';
}

function isSame(a: Manifest, b: Manifest): boolean {
  const { written, deleted } = diffManifests(a, b);
  return written.length === 0 && deleted.length === 0;
}
