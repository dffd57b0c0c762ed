import { posix } from 'node:path';

import type { BlobRef, Manifest } from './manifest.ts';

/** One file that two states of a project do not have alike. */
export type FileDifference =
  | { status: 'added'; path: string; blob: BlobRef }
  | { status: 'removed'; path: string; old: BlobRef }
  | { status: 'changed'; path: string; old: BlobRef; blob: BlobRef }
  | { status: 'renamed'; path: string; oldPath: string; old: BlobRef; blob: BlobRef };

/**
 * What differs, in path order. A file that went while another with the same bytes came is `renamed`; of several,
 * one that kept its name is taken first. Empty files are all alike, and never that.
 */
export function compareManifests(from: Manifest, to: Manifest): FileDifference[] {
  const differences: FileDifference[] = [];
  const gone = new Map<string, string[]>();
  for (const [path, old] of from) {
    if (to.has(path)) continue;
    const others = gone.get(old.sha);
    if (old.size === 0) differences.push({ status: 'removed', path, old });
    else if (others) others.push(path);
    else gone.set(old.sha, [path]);
  }
  for (const [path, blob] of to) {
    const old = from.get(path);
    if (old?.sha === blob.sha) continue;
    const oldPath = old ? undefined : takeBestName(gone.get(blob.sha), path);
    if (old) differences.push({ status: 'changed', path, old, blob });
    else if (oldPath === undefined) differences.push({ status: 'added', path, blob });
    else differences.push({ status: 'renamed', path, oldPath, old: blob, blob });
  }
  for (const path of [...gone.values()].flat()) {
    differences.push({ status: 'removed', path, old: from.get(path)! });
  }
  return differences.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function takeBestName(paths: string[] | undefined, path: string): string | undefined {
  const same = paths?.findIndex((old) => posix.basename(old) === posix.basename(path)) ?? -1;
  return paths?.splice(Math.max(same, 0), 1)[0];
}
