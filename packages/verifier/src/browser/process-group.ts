import { readFile, readdir } from 'node:fs/promises';

const PAGE_BYTES = 4096;

/** Memory of all processes of a group in bytes, what they share counted once a process not at all; 0 off Linux. */
export async function groupMemoryBytes(groupId: number): Promise<number> {
  const names = await readdir('/proc').catch(() => []);
  const sizes = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((pid) => memberMemoryBytes(pid, groupId)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Kills every process of a group; a group that is gone already is fine. */
export function killGroup(groupId: number): void {
  try {
    process.kill(-groupId, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** True while a process with this id lives, also when it is another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function memberMemoryBytes(pid: string, groupId: number): Promise<number> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: fields are counted from behind it.
    const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
    if (Number(group) !== groupId) return 0;
    const [, resident = 0, shared = 0] = (await readFile(`/proc/${pid}/statm`, 'utf8'))
      .split(' ')
      .map(Number);
    return (resident - shared) * PAGE_BYTES;
  } catch {
    // The process ended while it was looked at.
    return 0;
  }
}
