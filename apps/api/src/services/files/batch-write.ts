import { AppError, LIMITS } from '@promptly/common';

import type { Actor } from '../actor.ts';
import type { ChangeOfFiles, Edit } from '../revisions/edits.ts';
import type { RevisionsService } from '../revisions/revisions-service.ts';
import { applyChanges, type FileChange } from '../trees/batch-changes.ts';
import { sha256Of, type BlobRef } from '../trees/manifest.ts';

/** Changes as they are asked for: bytes instead of what they are stored as. */
export interface Batch {
  changes: readonly (
    | { op: 'write'; path: string; base64Content: string; sha: string | null }
    | Exclude<FileChange, { op: 'write' }>
  )[];
  /** What the revision is called. */
  message?: string;
}

export interface WrittenFile extends BlobRef {
  path: string;
}

/** Makes all changes of a batch one revision, or none of them. */
export async function changeMany(
  revisions: RevisionsService,
  actor: Actor,
  projectId: string,
  { changes, message }: Batch,
  permission: ChangeOfFiles,
): Promise<{ revisionId: string; files: WrittenFile[] }> {
  const newFiles: Uint8Array[] = [];
  const prepared = changes.map((change): FileChange => {
    if (change.op !== 'write') return change;
    const { op, path, sha } = change;
    const bytes = Buffer.from(change.base64Content, 'base64');
    assertFileFits(path, bytes.byteLength);
    newFiles.push(bytes);
    return { op, path, sha, blob: { sha: sha256Of(bytes), size: bytes.byteLength } };
  });
  const edit = (): Edit => ({
    kind: 'edit',
    message: message ?? (changes.length === 1 ? 'Change a file' : `Make ${changes.length} changes`),
    action: 'files.changed',
    metadata: countOps(changes),
    change: (manifest) => applyChanges(manifest, prepared),
    newFiles,
  });
  const edited = await revisions.edit(actor, projectId, edit, permission);
  return { revisionId: edited.revisionId, files: writtenFiles(prepared, edited.files) };
}

/** Throws `payload_too_large` for more bytes than a file may have. */
export function assertFileFits(path: string, bytes: number): void {
  if (bytes <= LIMITS.fileMaxBytes) return;
  throw new AppError('payload_too_large', `${path} is larger than a file may be.`, {
    ...{ path, max: LIMITS.fileMaxBytes, actual: bytes },
  });
}

function countOps(changes: Batch['changes']): Record<FileChange['op'], number> {
  const counts = { write: 0, rename: 0, delete: 0 };
  for (const { op } of changes) counts[op] += 1;
  return counts;
}

/** Later changes of the batch may have moved or removed what earlier ones wrote. */
function writtenFiles(
  changes: readonly FileChange[],
  files: ReadonlyMap<string, BlobRef>,
): WrittenFile[] {
  const written = new Set(changes.flatMap((change) => (change.op === 'write' ? change.path : [])));
  return [...written].sort().flatMap((path) => {
    const blob = files.get(path);
    return blob ? [{ path, ...blob }] : [];
  });
}
