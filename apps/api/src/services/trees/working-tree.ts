import { AppError, LIMITS } from '@promptly/common';

import { manifestOf, type BlobRef, type Manifest } from './manifest.ts';
import { createPathIndex, type PathIndex } from './path-index.ts';

/** A manifest's files while several changes are made to them. A change that is refused changes nothing. */
export interface WorkingTree {
  get(path: string): BlobRef | undefined;
  /**
   * Writes one file. `expectedSha` is that of the version which the writer saw, null when it saw none;
   * `file_conflict` when the file is at another version, `path_taken` when the name is not free.
   */
  put(path: string, blob: BlobRef, expectedSha: string | null): void;
  /** Adds a file or replaces the one at the same path; `path_taken` where the name is not free. */
  add(path: string, blob: BlobRef): void;
  /** Moves a file, or a folder with all that is in it; `not_found`, `path_taken`, `invalid_path` or `limit_exceeded`. */
  move(from: string, to: string): void;
  /** Removes a file, or a folder with all that is in it; `not_found` when there is neither. */
  remove(path: string): void;
  /** The files as they are now; `limit_exceeded` for more folders than a project may have. */
  toManifest(): Manifest;
}

/** About a quarter of a second, in which nobody else is served. */
const LOOKS_MAX = 100_000;

export function createWorkingTree(manifest: Manifest): WorkingTree {
  const files = new Map(manifest);
  let inOrder = true;
  /** At files, to find those of folders. */
  let looks = 0;
  /** Made with the first change that needs it: a save of a known file does not. */
  let index: PathIndex | undefined;
  const names = () => (index ??= createPathIndex(files.keys()));

  const add: WorkingTree['add'] = (path, blob) => {
    if (!files.has(path)) {
      refuseObstacle(path, names().add(path));
      inOrder = false;
    }
    files.set(path, blob);
  };

  const drop = (path: string) => {
    files.delete(path);
    index?.remove(path);
  };

  const entriesAt = (path: string): [string, BlobRef][] => {
    const file = files.get(path);
    // Nothing is below a file.
    if (file) return [[path, file]];
    looks += files.size;
    if (looks > LOOKS_MAX) {
      throw new AppError(
        'limit_exceeded',
        'These are too many changes of folders at once: make them in several steps.',
        { limit: 'folderChanges', max: LOOKS_MAX, actual: looks },
      );
    }
    return [...files].filter(([at]) => at.startsWith(`${path}/`));
  };

  return {
    add,
    get: (path) => files.get(path),

    put(path, blob, expectedSha) {
      const current = files.get(path);
      if ((current?.sha ?? null) !== expectedSha) throw fileConflict(path, current, expectedSha);
      add(path, blob);
    },

    move(from, to) {
      const moved = entriesAt(from);
      if (moved.length === 0) throw nothingAt(from);
      if (to.startsWith(`${from}/`)) {
        throw new AppError('invalid_path', 'A folder cannot be moved into itself.', { from, to });
      }
      const targets = moved.map(([path]) => to + path.slice(from.length));
      targets.forEach(refuseLongPath);
      const known = names();
      for (const [path] of moved) known.remove(path);
      const obstacle = addAll(known, targets);
      if (obstacle) {
        for (const [path] of moved) known.add(path);
        refuseObstacle(...obstacle);
      }
      for (const [path] of moved) files.delete(path);
      moved.forEach(([, blob], i) => files.set(targets[i]!, blob));
      inOrder = false;
    },

    remove(path) {
      const found = entriesAt(path);
      if (found.length === 0) throw nothingAt(path);
      for (const [at] of found) drop(at);
    },

    toManifest() {
      if (index) refuseFolders(index.folderCount(), manifest);
      return inOrder ? new Map(files) : manifestOf(files);
    },
  };
}

/** Takes in all of the paths or none; then, the path that found no room and what stands in its way. */
function addAll(
  index: PathIndex,
  paths: readonly string[],
): [path: string, obstacle: string] | undefined {
  for (const [i, path] of paths.entries()) {
    const obstacle = index.add(path);
    if (obstacle === undefined) continue;
    for (const added of paths.slice(0, i)) index.remove(added);
    return [path, obstacle];
  }
  return undefined;
}

function refuseObstacle(path: string, obstacle: string | undefined): void {
  if (obstacle === undefined) return;
  const message =
    obstacle === path
      ? `There is already something at ${path}.`
      : `${path} is too close to ${obstacle}: a name stands once, as a file or a folder, whatever its case.`;
  throw new AppError('path_taken', message, { path, takenBy: obstacle });
}

/** A project that has more already may keep them. */
function refuseFolders(actual: number, before: Manifest): void {
  const max = LIMITS.projectMaxFolders;
  if (actual <= max || actual <= createPathIndex(before.keys()).folderCount()) return;
  throw new AppError('limit_exceeded', `A project has at most ${max} folders.`, {
    ...{ limit: 'projectMaxFolders', max, actual },
  });
}

function refuseLongPath(path: string): void {
  const tooDeep = path.split('/').length > LIMITS.pathMaxDepth;
  if (path.length <= LIMITS.pathMaxChars && !tooDeep) return;
  throw new AppError('invalid_path', 'A path would become too long or too deep.', { path });
}

function nothingAt(path: string): AppError {
  return new AppError('not_found', `There is no file or folder at ${path}.`, { path });
}

/** That a file is not at the version which somebody saw. */
export function fileConflict(
  path: string,
  current: BlobRef | undefined,
  expectedSha: string | null,
): AppError {
  const message = !current
    ? `${path} was deleted since it was read.`
    : expectedSha === null
      ? `${path} exists already.`
      : `${path} was changed since it was read.`;
  return new AppError('file_conflict', message, {
    path,
    expectedSha,
    currentSha: current?.sha ?? null,
    currentSize: current?.size ?? null,
  });
}
