// Checks the types of every workspace with the native compiler, two at a time.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const tsc = path.join(root, 'node_modules/typescript-native/bin/tsc');
const CONCURRENCY = 2;

const projects = ['packages', 'apps']
  .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
  .concat('acceptance', 'bench')
  .filter((project) => existsSync(path.join(root, project, 'tsconfig.json')));

const failed = [];
const queue = [...projects];
await Promise.all(Array.from({ length: CONCURRENCY }, worker));
if (failed.length > 0) {
  console.error(`types: ${failed.join(', ')} failed`);
  process.exit(1);
}
console.log(`types: ${projects.length} workspaces checked`);

async function worker() {
  for (let project = queue.shift(); project; project = queue.shift()) {
    if ((await check(project)) !== 0) failed.push(project);
  }
}

function check(project) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
