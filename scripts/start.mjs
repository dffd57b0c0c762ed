// `npm start`: sets up what is missing, then runs the product until it is stopped.
import { spawn } from 'node:child_process';

import { ensureReady, root, SetupError } from './setup.mjs';

const say = (message) => process.stdout.write(`› ${message}\n`);

try {
  await ensureReady(say);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

say('Starting');
// The channel tells the program when this launcher was killed, so that nothing is left behind.
const program = spawn(
  process.execPath,
  ['--import', 'tsx', 'apps/api/src/main.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // A terminal sends Ctrl-C to both; anything else reaches this process alone.
  process.on(signal, () => program.kill(signal));
}
program.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
