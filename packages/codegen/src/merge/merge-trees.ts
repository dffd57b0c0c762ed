import { type FileTree, sameBytes, sortTree } from '@promptly/common';

import { mergeText } from './merge-text.ts';

/** The three states of a merge: what both sides began with, and what each made of it. */
export interface MergeInput {
  base: FileTree;
  /** The head: what people have now. */
  ours: FileTree;
  /** What was generated. */
  theirs: FileTree;
}

export type ConflictKind =
  /** Both sides changed the same lines, or a file that has no lines. */
  | 'content'
  /** Both sides added the file, with different bytes. */
  | 'both_added'
  /** People deleted what the generator changed. */
  | 'deleted_by_us'
  /** The generator deleted what people changed. */
  | 'deleted_by_them'
  /** Two names that cannot stand side by side: a file and a folder, or names that differ in case only. */
  | 'path_clash';

/** A path where nothing is guessed; the merged tree keeps ours there. An absent side had no such file. */
export interface MergeConflict {
  path: string;
  kind: ConflictKind;
  base?: Uint8Array;
  ours?: Uint8Array;
  theirs?: Uint8Array;
}

export interface MergeResult {
  tree: FileTree;
  /** In path order; empty when the merge is clean. */
  conflicts: MergeConflict[];
}

/** Merges two changes of one tree, file by file and, where both changed a text, line by line. */
export function mergeTrees({ base, ours, theirs }: MergeInput): MergeResult {
  const merged = new Map<string, Uint8Array>();
  const conflicts: MergeConflict[] = [];
  const paths = new Set([...base.keys(), ...ours.keys(), ...theirs.keys()]);
  for (const path of [...paths].sort(byCodeUnit)) {
    const sides = { base: base.get(path), ours: ours.get(path), theirs: theirs.get(path) };
    const outcome = mergeFile(sides);
    if (outcome.conflict) conflicts.push({ path, kind: outcome.conflict, ...sides });
    if (outcome.bytes) merged.set(path, outcome.bytes);
  }
  return {
    tree: sortTree(merged),
    conflicts: [...conflicts, ...clashes(merged, ours)].sort((a, b) => byCodeUnit(a.path, b.path)),
  };
}

interface Sides {
  base?: Uint8Array | undefined;
  ours?: Uint8Array | undefined;
  theirs?: Uint8Array | undefined;
}

interface Outcome {
  bytes?: Uint8Array | undefined;
  conflict?: ConflictKind;
}

function mergeFile({ base, ours, theirs }: Sides): Outcome {
  if (sameBytes(ours, theirs) || sameBytes(base, theirs)) return { bytes: ours };
  if (sameBytes(base, ours)) return { bytes: theirs };
  if (!ours) return { conflict: 'deleted_by_us' };
  if (!theirs) return { bytes: ours, conflict: 'deleted_by_them' };
  if (!base) return { bytes: ours, conflict: 'both_added' };
  const text = mergeText(base, ours, theirs);
  return text ? { bytes: text } : { bytes: ours, conflict: 'content' };
}

/** Names of the merged tree that cannot stand side by side, when they came from different sides. */
function clashes(merged: ReadonlyMap<string, Uint8Array>, ours: FileTree): MergeConflict[] {
  const firstByFold = new Map<string, string>();
  const found: MergeConflict[] = [];
  const report = (path: string) => {
    const bytes = merged.get(path);
    found.push({
      path,
      kind: 'path_clash',
      ...(ours.has(path) ? { ours: bytes } : { theirs: bytes }),
    });
  };
  for (const path of [...merged.keys()].sort(byCodeUnit)) {
    const fold = path.toLowerCase();
    if (firstByFold.has(fold)) report(path);
    else firstByFold.set(fold, path);
  }
  for (const [fold, path] of firstByFold) {
    if (foldersOf(fold).some((folder) => firstByFold.has(folder))) report(path);
  }
  return found;
}

function foldersOf(path: string): string[] {
  const segments = path.split('/').slice(0, -1);
  return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
