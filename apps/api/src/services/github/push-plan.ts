import type { RemoteEntry } from '../../integrations/github/repository.ts';
import type { BlobRef, Manifest } from '../trees/manifest.ts';

/** What is at a path of a branch. */
export type RemoteFile = Pick<RemoteEntry, 'type' | 'mode' | 'sha'>;
export type RemoteTree = ReadonlyMap<string, RemoteFile>;

export interface PlannedFile {
  path: string;
  blob: BlobRef;
  gitSha: string;
  /** Of the file that is there, else that of a plain one. */
  mode: string;
}

/** What a commit has to change; `conflicts` are the paths at which it would undo what others did. */
export interface PushPlan {
  written: PlannedFile[];
  deleted: string[];
  conflicts: string[];
}

export interface PushStates {
  /** The project's files. */
  files: Manifest;
  /** What the branch was given of them the last time; empty for the first time. */
  base: Manifest;
  /** What the branch has now. */
  remote: RemoteTree;
  /** Makes the project's files as they are here, whatever others did to them. */
  overwrite: boolean;
  gitShaOf: (blob: BlobRef) => Promise<string>;
}

const PLAIN_FILE = '100644';
const FILE_MODES: ReadonlySet<string> = new Set([PLAIN_FILE, '100755']);

/**
 * Compares the three as a merge does: what was changed here is taken there, what was changed there alone stays, and
 * what was changed on both sides, or is in the way of a name, is a conflict. Files that never came from here are nobody's
 * business.
 */
export async function planPush(states: PushStates): Promise<PushPlan> {
  const { files, base, remote, overwrite, gitShaOf } = states;
  const plan: PushPlan = { written: [], deleted: [], conflicts: [] };

  const isAsBase = async (path: string, there: RemoteFile | undefined) => {
    const before = base.get(path);
    // A folder of that name is looked at as what is in the way.
    if (!before || !there || there.type === 'tree') return !before && there?.type !== 'blob';
    return there.sha === (await gitShaOf(before));
  };

  for (const path of base.keys()) {
    if (files.has(path)) continue;
    const there = remote.get(path);
    // A folder of that name has come from somebody else; the file is gone.
    if (there?.type !== 'blob') continue;
    if (overwrite || (await isAsBase(path, there))) plan.deleted.push(path);
    else plan.conflicts.push(path);
  }
  const deleted = new Set(plan.deleted);
  for (const [path, blob] of files) {
    if (!overwrite && base.get(path)?.sha === blob.sha) continue;
    const there = remote.get(path);
    const gitSha = await gitShaOf(blob);
    if (there?.type === 'blob' && there.sha === gitSha) continue;
    const isInTheWay = isObstructed(path, remote, deleted);
    if (isInTheWay || !(overwrite || (await isAsBase(path, there)))) {
      plan.conflicts.push(path);
      continue;
    }
    const mode = there && FILE_MODES.has(there.mode) ? there.mode : PLAIN_FILE;
    plan.written.push({ path, blob, gitSha, mode });
  }
  return plan;
}

/** Whether something else stands where the file or a folder above it has to be. */
function isObstructed(path: string, remote: RemoteTree, deleted: ReadonlySet<string>): boolean {
  const isOther = (folder: string) => {
    const there = remote.get(folder);
    return there !== undefined && there.type !== 'tree' && !deleted.has(folder);
  };
  if (foldersOf(path).some(isOther)) return true;
  const there = remote.get(path);
  if (there?.type === 'commit') return true;
  if (there?.type !== 'tree') return false;
  // A folder goes with the last of its files.
  const prefix = `${path}/`;
  const inside = [...remote].filter(([at, { type }]) => at.startsWith(prefix) && type !== 'tree');
  return inside.length === 0 || inside.some(([at]) => !deleted.has(at));
}

/** The folders above a path, the outermost first. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, at) => parts.slice(0, at + 1).join('/'));
}
