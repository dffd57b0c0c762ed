import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

import { StartupError } from '../../startup-error.ts';
import { startMark, type Host } from './host.ts';

interface Holder {
  pid: number;
  startedAt: string | null;
}

/**
 * Takes a lock file for as long as this process lives, and returns what gives it back.
 * The lock of a dead process is taken over. Throws a `StartupError` when a living one holds it.
 */
export async function acquireLock(
  path: string,
  host: Host,
  inUse: (pid: number) => string,
): Promise<() => Promise<void>> {
  const own = `${path}.${host.pid}`;
  await writeFile(own, JSON.stringify({ pid: host.pid, startedAt: await startMark(host.pid) }));
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      // A link appears whole or not at all, so nobody reads a lock that is half written.
      const taken = await link(own, path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false;
          throw error;
        },
      );
      if (taken) return () => rm(path, { force: true });
      const holder = await readHolder(path);
      if (holder && (await isHeld(holder, host))) throw new StartupError(inUse(holder.pid));
      if (holder) await removeStale(path, holder, host);
    }
  } finally {
    await rm(own, { force: true });
  }
  throw new StartupError(`The lock ${path} cannot be taken: another start is under way.`);
}

async function readHolder(path: string): Promise<Holder | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Holder);
}

/** A process id alone is not enough: after a restart of the machine another program may wear it. */
async function isHeld(holder: Holder, host: Host): Promise<boolean> {
  if (!host.isAlive(holder.pid)) return false;
  return (await startMark(holder.pid)) === holder.startedAt;
}

/** Removes the lock that was judged, and puts it back when another start had replaced it meanwhile. */
async function removeStale(path: string, judged: Holder, host: Host): Promise<void> {
  const aside = `${path}.stale.${host.pid}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await readHolder(aside);
  if (moved && (moved.pid !== judged.pid || moved.startedAt !== judged.startedAt)) {
    await link(aside, path).catch(() => undefined);
  }
  await rm(aside, { force: true });
}
