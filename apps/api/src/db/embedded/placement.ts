import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';

import { StartupError } from '../../startup-error.ts';
import type { Host } from './host.ts';

/** The user that a server runs as when this program runs as root, which Postgres refuses. */
export interface Owner {
  uid: number;
  gid: number;
}

export interface Placement {
  /** Holds the cluster's folder `data`, its log and its lock. */
  home: string;
  /** Null: the server runs as this process does. */
  owner: Owner | null;
  /** The port of the last run, if any. */
  port: number | null;
  remember(port: number): Promise<void>;
}

/** For what must outlive restarts and be readable by other users, when this program runs as root. */
export const SYSTEM_HOME = '/var/lib/promptly-studio';

const NOBODY: Owner = { uid: 65_534, gid: 65_534 };

/**
 * Decides where a cluster lies and who runs it.
 *
 * It lies in the data folder, unless this is root and that folder cannot be reached by another user
 * (such as under a home of mode 0700): then it lies in `/var/lib/promptly-studio/<hash of the path>`.
 * The choice is written down in the data folder, so that later starts find the same data whatever
 * has changed around it.
 */
export async function placeCluster(dataDir: string, host: Host): Promise<Placement> {
  const notePath = join(dataDir, 'postgres.json');
  const note = await readNote(notePath);
  const asRoot = host.uid === 0;
  const home = note
    ? resolve(dataDir, note.home)
    : asRoot && !(await reachableBy(dirname(dataDir), NOBODY))
      ? join(SYSTEM_HOME, await nameOf(dataDir))
      : join(dataDir, 'postgres');
  await mkdir(home, { recursive: true, mode: asRoot ? 0o711 : 0o700 });
  // For whoever finds the folder later on and asks whether it is still needed.
  if (dirname(home) === SYSTEM_HOME) await writeFile(join(home, 'belongs-to'), `${dataDir}\n`);
  const owner = asRoot ? await ownerOf(join(home, 'data')) : null;
  if (owner) await openPath(dataDir, home, owner);
  return {
    home,
    owner,
    port: note?.port ?? null,
    async remember(port) {
      const inside = relative(dataDir, home);
      const kept = inside.startsWith('..') || isAbsolute(inside) ? home : inside;
      await writeFile(notePath, JSON.stringify({ home: kept, port }), { mode: 0o600 });
    },
  };
}

/** Whether a user may pass through a folder and all that are above it. Group membership counts, ACLs do not. */
export async function reachableBy(path: string, owner: Owner): Promise<boolean> {
  const { uid, gid, mode } = await stat(path);
  const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  return path === dirname(path) || reachableBy(dirname(path), owner);
}

/** A cluster that exists keeps its owner: it may have been made by a normal user. */
async function ownerOf(data: string): Promise<Owner> {
  const info = await stat(data).catch(() => null);
  return info && info.uid !== 0 ? { uid: info.uid, gid: info.gid } : NOBODY;
}

/** Lets the server's user pass through our own folders, without letting it list or read them. */
async function openPath(dataDir: string, home: string, owner: Owner): Promise<void> {
  if (home.startsWith(dataDir) && !(await reachableBy(dataDir, owner))) await chmod(dataDir, 0o711);
  if (!(await reachableBy(home, owner))) await chmod(home, 0o711);
  if (await reachableBy(home, owner)) return;
  throw new StartupError(
    `The database in ${home} runs as user ${owner.uid}, who cannot pass through a folder above it: allow that (chmod o+x), or set DATA_DIR to another place.`,
  );
}

/** What was written down at the last start; null before the first one. */
export async function readNote(path: string): Promise<{ home: string; port: number } | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as { home: string; port: number });
}

async function nameOf(dataDir: string): Promise<string> {
  return createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 12);
}
