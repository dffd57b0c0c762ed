import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The compiler itself reserves 1.4 GiB; a type that takes more than this ends it, and its check with it. */
const MAX_VIRTUAL_KIB = 4 * 1024 * 1024;

/**
 * A script that starts the compiler so that it cannot outlive the thread that started it, nor eat the machine's memory.
 * By itself the compiler waits for ever when its parent goes while it has a question open, or prints pages of stack.
 * Undefined where there is no `setpriv`; the compiler then is started directly.
 */
export async function writeCompilerLauncher(
  folder: string,
  compiler: string,
): Promise<string | undefined> {
  try {
    const launcher = path.join(folder, 'start-compiler.sh');
    const script = `#!/bin/sh
ulimit -v ${MAX_VIRTUAL_KIB}
exec setpriv --pdeathsig KILL '${compiler.replaceAll("'", `'\\''`)}' "$@" 2> /dev/null
`;
    await mkdir(folder, { recursive: true });
    await writeFile(launcher, script, { mode: 0o755 });
    await promisify(execFile)(launcher, ['--version']);
    return launcher;
  } catch {
    return undefined;
  }
}
