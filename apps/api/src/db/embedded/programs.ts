import { spawn } from 'node:child_process';

import { StartupError } from '../../startup-error.ts';
import type { Placement } from './placement.ts';

/** Runs one of the server's programs to its end; rejects with what it wrote when it fails. */
export async function run(program: string, placement: Placement, args: string[]): Promise<void> {
  const child = spawn(program, args, {
    ...processOptions(placement),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', resolve);
  });
  if (code !== 0) throw new StartupError(explain(code, output.trim()));
}

function explain(code: number | string | null, output: string): string {
  const nameless = /effective user ID (\d+)/.exec(output);
  if (nameless) {
    return `Postgres does not run as a user without a name, and user ${nameless[1]} has none: give it a line in /etc/passwd, start the program as another user, or set DATABASE_URL to a Postgres of your own.`;
  }
  return `The database could not be prepared (${code}): ${output}`;
}

/** Where and as whom the programs run. */
export function processOptions({ home, owner }: Placement) {
  // Postgres asks for its working directory, which the other user may not be able to read.
  return { cwd: home, env: { LC_ALL: 'C', TZ: 'UTC' }, ...(owner ?? {}) };
}
