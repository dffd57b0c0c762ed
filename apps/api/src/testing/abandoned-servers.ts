import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { commandLine, type Host } from '../db/embedded/host.ts';

/** Ends the servers of test runs that were killed, which had no time to do it, and removes their folders. */
export async function removeAbandonedServers(
  parent: string,
  prefix: string,
  host: Host,
): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const home = join(parent, name, 'postgres');
    const lock = await readFile(join(home, 'lock'), 'utf8').catch(() => null);
    // Without a lock, a run is just beginning or ending.
    if (lock === null || host.isAlive((JSON.parse(lock) as { pid: number }).pid)) continue;
    const pidFile = await readFile(join(home, 'data/postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number.parseInt(pidFile, 10);
    if (pid > 0 && (await commandLine(pid))?.includes(home)) process.kill(pid, 'SIGQUIT');
    await rm(join(parent, name), { recursive: true, force: true });
  }
}
