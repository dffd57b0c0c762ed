import { readFile } from 'node:fs/promises';

/** What the embedded server needs to know of this process and its neighbours. */
export interface Host {
  pid: number;
  /** Undefined where the system has no user ids. */
  uid: number | undefined;
  isAlive(pid: number): boolean;
}

export function currentHost(): Host {
  return {
    pid: process.pid,
    uid: process.getuid?.(),
    isAlive(pid) {
      try {
        return process.kill(pid, 0);
      } catch (error) {
        // Not permitted to signal it: it lives, and belongs to somebody else.
        return (error as NodeJS.ErrnoException).code === 'EPERM';
      }
    },
  };
}

/** When a process began, in a form that only compares; null where the system does not tell. */
export async function startMark(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The second field is the name in parentheses and may hold spaces; field 22 is the start time.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

/** The command line of a process, or null where the system does not tell. */
export async function commandLine(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return text?.replaceAll('\0', ' ') ?? null;
}
