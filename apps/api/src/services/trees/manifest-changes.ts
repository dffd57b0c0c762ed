import { AppError, LIMITS } from '@promptly/common';

import { manifestOf, manifestTotals, type BlobRef, type Manifest } from './manifest.ts';
import { createPathIndex, type PathIndex } from './path-index.ts';

/**
 * Writes one file. `expectedSha` is that of the version which the writer saw, null when it saw none;
 * `file_conflict` when the file is at another version, `path_taken` when the name is not free.
 */
export function putFile(
  manifest: Manifest,
  path: string,
  blob: BlobRef,
  expectedSha: string | null,
): Manifest {
  const current = manifest.get(path);
  if ((current?.sha ?? null) !== expectedSha) throw fileConflict(path, current, expectedSha);
  if (current) return new Map(manifest).set(path, blob);
  return addFiles(manifest, [[path, blob]]);
}

/** Adds files or replaces those at the same paths; `path_taken` where a name is not free, `limit_exceeded` by folders. */
export function addFiles(
  manifest: Manifest,
  added: Iterable<readonly [string, BlobRef]>,
): Manifest {
  const next = new Map(manifest);
  const index = createPathIndex(manifest.keys());
  const foldersBefore = index.folderCount();
  for (const [path, blob] of added) {
    if (!next.has(path)) refuseObstacle(path, index.add(path));
    next.set(path, blob);
  }
  refuseFolders(index, foldersBefore);
  return manifestOf(next);
}

/** Moves a file, or a folder with all that is in it; `not_found`, `path_taken`, `invalid_path` or `limit_exceeded`. */
export function movePath(manifest: Manifest, from: string, to: string): Manifest {
  const moved = pathsAt(manifest, from);
  if (moved.length === 0) throw nothingAt(from);
  if (to.startsWith(`${from}/`)) {
    throw new AppError('invalid_path', 'A folder cannot be moved into itself.', { from, to });
  }
  const stays = [...manifest].filter(([path]) => !isAtOrBelow(path, from));
  const foldersBefore = createPathIndex(manifest.keys()).folderCount();
  const index = createPathIndex(stays.map(([path]) => path));
  const arrives = moved.map(([path, blob]) => {
    const target = to + path.slice(from.length);
    refuseLongPath(target);
    refuseObstacle(target, index.add(target));
    return [target, blob] as const;
  });
  refuseFolders(index, foldersBefore);
  return manifestOf([...stays, ...arrives]);
}

/** Removes a file, or a folder with all that is in it; `not_found` when there is neither. */
export function removePath(manifest: Manifest, path: string): Manifest {
  const next = new Map([...manifest].filter(([at]) => !isAtOrBelow(at, path)));
  if (next.size === manifest.size) throw nothingAt(path);
  return next;
}

/** Throws `limit_exceeded` for more files or bytes than a project may have. */
export function assertWithinLimits(manifest: Manifest): void {
  const { fileCount, sizeBytes } = manifestTotals(manifest);
  if (fileCount > LIMITS.projectMaxFiles) {
    throw new AppError('limit_exceeded', `A project has at most ${LIMITS.projectMaxFiles} files.`, {
      limit: 'projectMaxFiles',
      max: LIMITS.projectMaxFiles,
      actual: fileCount,
    });
  }
  if (sizeBytes > LIMITS.projectMaxBytes) {
    throw new AppError('limit_exceeded', 'The project would be larger than it may be.', {
      limit: 'projectMaxBytes',
      max: LIMITS.projectMaxBytes,
      actual: sizeBytes,
    });
  }
}

function pathsAt(manifest: Manifest, path: string): [string, BlobRef][] {
  return [...manifest].filter(([at]) => isAtOrBelow(at, path));
}

function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
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
function refuseFolders(index: PathIndex, foldersBefore: number): void {
  const actual = index.folderCount();
  const max = LIMITS.projectMaxFolders;
  if (actual <= Math.max(max, foldersBefore)) return;
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

function fileConflict(
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
