import { AppError, LIMITS } from '@promptly/common';

import { manifestTotals, type BlobRef, type Manifest } from './manifest.ts';
import { createWorkingTree } from './working-tree.ts';

/** Writes one file, as `WorkingTree.put`; `limit_exceeded` by folders. */
export function putFile(
  manifest: Manifest,
  path: string,
  blob: BlobRef,
  expectedSha: string | null,
): Manifest {
  const tree = createWorkingTree(manifest);
  tree.put(path, blob, expectedSha);
  return tree.toManifest();
}

/** Adds files or replaces those at the same paths; `path_taken` where a name is not free, `limit_exceeded` by folders. */
export function addFiles(
  manifest: Manifest,
  added: Iterable<readonly [string, BlobRef]>,
): Manifest {
  const tree = createWorkingTree(manifest);
  for (const [path, blob] of added) tree.add(path, blob);
  return tree.toManifest();
}

/** Moves a file, or a folder with all that is in it; `not_found`, `path_taken`, `invalid_path` or `limit_exceeded`. */
export function movePath(manifest: Manifest, from: string, to: string): Manifest {
  const tree = createWorkingTree(manifest);
  tree.move(from, to);
  return tree.toManifest();
}

/** Removes a file, or a folder with all that is in it; `not_found` when there is neither. */
export function removePath(manifest: Manifest, path: string): Manifest {
  const tree = createWorkingTree(manifest);
  tree.remove(path);
  return tree.toManifest();
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
