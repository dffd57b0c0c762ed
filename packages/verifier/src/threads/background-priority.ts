import os from 'node:os';

/** Above 0 is less urgent; 19 is the least. */
const BACKGROUND_NICENESS = 10;

/**
 * Lets requests, previews and the people's own browser go first where the machine is busy. What the thread starts
 * inherits it. Linux alone gives each thread a priority of its own; elsewhere this does nothing.
 */
export function runInBackground(): void {
  if (process.platform === 'linux') os.setPriority(BACKGROUND_NICENESS);
}
