import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rm,
  rmdir,
  symlink,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

import { isAlive } from './process-group.ts';

/** The folders of one launch: `folder`, its launcher and the process id are ours, `profile` and `temp` the browser's. */
export interface BrowserHome {
  folder: string;
  profile: string;
  temp: string;
  pidFile: string;
}

/** Makes the folders of a launch below `runDir`; `uid` is the browser's user, or null for the user of this process. */
export async function makeHome(runDir: string, uid: number | null): Promise<BrowserHome> {
  await mkdir(runDir, { recursive: true });
  const folder = await mkdtemp(path.join(runDir, `${ownPrefix()}${process.pid}-`));
  await chmod(folder, 0o755);
  const profile = path.join(folder, 'profile');
  await mkdir(profile, { mode: 0o700 });
  const temp = await makeTemp(folder, profile);
  if (uid !== null) {
    await chown(profile, uid, uid);
    await chown(temp, uid, uid);
  }
  return { folder, profile, temp, pidFile: path.join(folder, 'pid') };
}

/** Removes the folders of a launch. */
export async function removeHome(folder: string): Promise<void> {
  const temp = await readlink(tempLinkOf(folder)).catch(() => undefined);
  for (const gone of temp === undefined ? [folder] : [temp, folder]) {
    await rm(gone, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Removes the folders of programs of this machine that were killed before they could. */
export async function removeLeftovers(runDir: string): Promise<void> {
  for (const name of await readdir(runDir).catch(() => [])) {
    if (!name.startsWith(ownPrefix())) continue;
    const owner = Number.parseInt(name.slice(ownPrefix().length), 10);
    if (isAlive(owner)) continue;
    await removeHome(path.join(runDir, name)).catch(() => undefined);
  }
}

/**
 * Chromium binds a socket in its temporary folder and ends where that path is longer than the 104 to 108 bytes which
 * a socket's may have: below `runDir` it easily is. The link in our folder tells what to remove later.
 */
async function makeTemp(folder: string, profile: string): Promise<string> {
  const short = await mkdtemp('/tmp/ps-').catch(() => undefined);
  if (short === undefined) {
    const below = path.join(profile, 'tmp');
    await mkdir(below, { mode: 0o700 });
    return below;
  }
  try {
    await symlink(short, tempLinkOf(folder));
    return short;
  } catch (error) {
    await rmdir(short);
    throw error;
  }
}

function tempLinkOf(folder: string): string {
  return path.join(folder, 'temp');
}

/** Replicas may share the folder, each with process ids of its own. */
function ownPrefix(): string {
  return `${hostname().replace(/[^\w.-]/g, '_')}:`;
}
