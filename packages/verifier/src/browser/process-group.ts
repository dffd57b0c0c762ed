import { readFileSync, readdirSync } from 'node:fs';

const PAGE_BYTES = 4096;

/**
 * Memory of all processes of a group in bytes, without what they share with others; 0 off Linux. It reads one small file
 * a process of the machine, synchronously: that takes a few milliseconds, and many times as long otherwise.
 */
export function groupMemoryBytes(groupId: number): number {
  return processIds().reduce((sum, pid) => sum + memberMemoryBytes(pid, groupId), 0);
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

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function memberMemoryBytes(pid: string, groupId: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: fields are counted from behind it.
    const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
    if (Number(group) !== groupId) return 0;
    const statm = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
    const [, resident = 0, shared = 0] = statm;
    return (resident - shared) * PAGE_BYTES;
  } catch {
    // The process ended while it was looked at.
    return 0;
  }
}
