import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StartupError } from '../../startup-error.ts';
import type { Binaries } from './binaries.ts';
import { commandLine, type Host } from './host.ts';
import type { Owner, Placement } from './placement.ts';
import { run } from './programs.ts';

/** A cluster's files, and what works on them. */
export interface Cluster {
  data: string;
  placement: Placement;
  binaries: Binaries;
  settings: Readonly<Record<string, string>>;
}

/** The superuser. */
export const USER = 'promptly';

/** Makes a cluster beside its final place, so that a start that dies here leaves none that is half made. */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const { placement, binaries, data } = cluster;
  const fresh = `${data}.new`;
  const passwordFile = `${data}.password`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    await giveTo(placement.owner, fresh, passwordFile);
    const collation = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    await run(binaries.initdb, placement, [
      ...['-D', fresh, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', ...collation, '--no-instructions'],
      ...(cluster.settings.fsync === 'off' ? ['--no-sync'] : []),
    ]);
    await rename(fresh, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function giveTo(owner: Owner | null, ...paths: string[]): Promise<void> {
  if (!owner) return;
  try {
    for (const path of paths) await chown(path, owner.uid, owner.gid);
  } catch (error) {
    throw new StartupError(
      `Postgres refuses to run as root, and this system does not let it run as user ${owner.uid} (${String(error)}): start the program as a normal user, or set DATABASE_URL.`,
    );
  }
}

/** Says early what Postgres would say in its log. */
export async function checkCluster({ data, binaries, placement }: Cluster): Promise<void> {
  const made = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => null);
  if (made === null) {
    const reader = placement.owner ? `user ${placement.owner.uid}` : 'this user';
    throw new StartupError(
      `The database in ${data} cannot be read by ${reader}: start the program as the user that made it, or give the folder to this one (chown -R).`,
    );
  }
  if (Number.parseInt(made, 10) !== binaries.major) {
    throw new StartupError(
      `The database in ${data} was made by Postgres ${made.trim()}, and this program brings ${binaries.major}: export it with the release that made it, or start with an empty DATA_DIR.`,
    );
  }
}

/** Stops the server of a program that was killed; a pid file whose number another program wears is removed. */
export async function stopLeftover(cluster: Cluster, host: Host): Promise<void> {
  const pidFile = join(cluster.data, 'postmaster.pid');
  const pid = (await readPidFile(pidFile))?.pid;
  if (pid === undefined) return;
  if (host.isAlive(pid)) {
    const command = await commandLine(pid);
    if (command === null || command.includes(cluster.data)) return stopCluster(cluster);
  }
  await rm(pidFile, { force: true });
}

/** Stops the server, hard when it does not stop by itself. */
export async function stopCluster({ binaries, placement, data }: Cluster): Promise<void> {
  const stop = (mode: string) =>
    run(binaries.pgCtl, placement, ['stop', '-D', data, '-m', mode, '-t', '20', '-s']);
  const stopped = () =>
    stat(join(data, 'postmaster.pid')).then(
      () => false,
      () => true,
    );
  await stop('fast').catch(async () => (await stopped()) || stop('immediate'));
}

/** What the server says of itself: its process and whether it is ready. */
export async function readPidFile(path: string): Promise<{ pid: number; status: string } | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  const lines = text?.split('\n');
  return lines?.[0] ? { pid: Number(lines[0]), status: (lines[7] ?? '').trim() } : null;
}
