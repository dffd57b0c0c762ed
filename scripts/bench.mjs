// `npm run bench [-- name …]`: runs the benchmarks, each of which prints one table.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { ensureReady, root } from './setup.mjs';

const all = readdirSync(path.join(root, 'bench'))
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace(/\.bench\.ts$/, ''))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(1);
}

await ensureReady((message) => console.error(`› ${message}`));
let failed = 0;
for (const name of asked.length > 0 ? asked : all) {
  console.log(`\n── ${name}\n`);
  if ((await runBenchmark(name)) !== 0) failed += 1;
}
process.exit(failed > 0 ? 1 : 0);

function runBenchmark(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `bench/${name}.bench.ts`], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
