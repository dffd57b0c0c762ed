import { chmod, lstat, mkdir, mkdtemp, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SYSTEM_CACHE = '/var/cache/promptly-studio';

/**
 * A folder of ours which the user `uid` can enter and read: `preferred` when it is, else one in a system-wide place.
 * A clone in a home of mode 0700 is closed to every other user, however open the folder itself is.
 * With `uid` null the reader is this process's own user and `preferred` is taken as it is.
 */
export async function reachableFolder(preferred: string, uid: number | null): Promise<string> {
  await mkdir(preferred, { recursive: true });
  if (uid === null || (await isReachable(preferred, uid))) return realpath(preferred);
  for (const candidate of [SYSTEM_CACHE, path.join('/var/tmp', `promptly-studio-${ownUid()}`)]) {
    if (await makeOurs(candidate, uid)) return candidate;
  }
  const fresh = await mkdtemp(path.join(tmpdir(), 'promptly-studio-'));
  await chmod(fresh, 0o755);
  if (await isReachable(fresh, uid)) return fresh;
  throw new Error(`no folder can be shared with uid ${uid}: tried ${preferred}, /var and ${fresh}`);
}

/** True when a user outside of our groups may enter the folder and each folder above it. */
export async function isReachable(folder: string, uid: number): Promise<boolean> {
  for (let current = await realpath(folder); ; current = path.dirname(current)) {
    const { mode, uid: owner } = await stat(current);
    const needed = owner === uid ? 0o100 : 0o001;
    if ((mode & needed) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}

/** In a place where others may write, a folder counts only when it is ours and closed to their changes. */
async function makeOurs(folder: string, uid: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const { mode, uid: owner, isDirectory } = await describe(folder);
    return isDirectory && owner === ownUid() && (mode & 0o022) === 0 && isReachable(folder, uid);
  } catch {
    return false;
  }
}

async function describe(folder: string) {
  const stats = await lstat(folder);
  return { mode: stats.mode, uid: stats.uid, isDirectory: stats.isDirectory() };
}

function ownUid(): number {
  return process.getuid?.() ?? 0;
}
