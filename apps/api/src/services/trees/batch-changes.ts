import { AppError, type ErrorCode } from '@promptly/common';

import type { BlobRef, Manifest } from './manifest.ts';
import { createWorkingTree, fileConflict, type WorkingTree } from './working-tree.ts';

/**
 * One of several changes that are made together. `sha` is that of the file as it was read, at this point of the
 * changes: null for a new file, and for a folder that is moved or deleted with all that is in it.
 */
export type FileChange =
  | { op: 'write'; path: string; blob: BlobRef; sha: string | null }
  | { op: 'rename'; from: string; to: string; sha: string | null }
  | { op: 'delete'; path: string; sha: string | null };

/** Why one of the changes cannot be made. */
interface ChangeConflict {
  /** Of the change, from 0. */
  index: number;
  op: FileChange['op'];
  code: ErrorCode;
  message: string;
  [detail: string]: unknown;
}

const CONFLICTS: ReadonlySet<ErrorCode> = new Set(['file_conflict', 'path_taken', 'not_found']);

/**
 * Makes the changes one after the other, all of them or none. Throws `file_conflict` with `details.conflicts`,
 * which names each change that the files do not allow; those that build on one of these are not judged.
 */
export function applyChanges(manifest: Manifest, changes: readonly FileChange[]): Manifest {
  const tree = createWorkingTree(manifest);
  const conflicts: ChangeConflict[] = [];
  const unsure: string[] = [];
  for (const [index, change] of changes.entries()) {
    const paths = pathsOf(change);
    const buildsOnUnsure = paths.some((path) => unsure.some((other) => isSameLine(path, other)));
    const conflict = buildsOnUnsure ? undefined : attempt(tree, change, index);
    if (conflict) conflicts.push(conflict);
    if (conflict || buildsOnUnsure) unsure.push(...paths);
  }
  if (conflicts.length === 0) return tree.toManifest();
  const message =
    conflicts.length === 1
      ? `One of the changes cannot be made: ${conflicts[0]!.message}`
      : `${conflicts.length} of the changes cannot be made, the first one since: ${conflicts[0]!.message}`;
  throw new AppError('file_conflict', message, { conflicts });
}

function attempt(tree: WorkingTree, change: FileChange, index: number): ChangeConflict | undefined {
  try {
    apply(tree, change);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, details } = error;
    if (!CONFLICTS.has(code)) throw new AppError(code, message, { ...details, index });
    return { index, op: change.op, code, message, ...details };
  }
}

function apply(tree: WorkingTree, change: FileChange): void {
  switch (change.op) {
    case 'write':
      return tree.put(change.path, change.blob, change.sha);
    case 'rename':
      assertAt(tree, change.from, change.sha);
      return tree.move(change.from, change.to);
    case 'delete':
      assertAt(tree, change.path, change.sha);
      return tree.remove(change.path);
  }
}

function assertAt(tree: WorkingTree, path: string, sha: string | null): void {
  const current = tree.get(path);
  if ((current?.sha ?? null) !== sha) throw fileConflict(path, current, sha);
}

function pathsOf(change: FileChange): string[] {
  return change.op === 'rename' ? [change.from, change.to] : [change.path];
}

function isSameLine(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
