// The workspaces of the repository, and a command run for each of them, two at a time.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const CONCURRENCY = 2;

/** Folders with code of their own types. */
export const workspaces = ['packages', 'apps']
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
  .concat('acceptance', 'bench')
  .filter((folder) => existsSync(path.join(root, folder, 'tsconfig.json')));

/** Runs Node with the arguments of each part, and ends this process with a fault that names the parts that failed. */
export async function checkParts(what, parts) {
  const failed = [];
  const queue = [...parts];
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  if (failed.length > 0) {
    console.error(`${what}: ${failed.join(', ')} failed`);
    process.exit(1);
  }
  console.log(`${what}: ${parts.length} parts checked`);

  async function work() {
    for (let part = queue.shift(); part; part = queue.shift()) {
      if ((await node(part.args)) !== 0) failed.push(part.name);
    }
  }
}

function node(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
