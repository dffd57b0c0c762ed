import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { runCommand } from './commands/run-command.ts';
import { ConfigError, loadConfig } from './config.ts';
import { currentHost } from './db/embedded/host.ts';
import { createLogger } from './observability/logger.ts';
import { readEnvironment } from './program/read-environment.ts';
import { StartupError } from './startup-error.ts';

/** The operator's commands: `npm run operator -- <command>`, beside a running program or without one. */
const ROOT = join(import.meta.dirname, '../../..');
const environment = process.env; // eslint-disable-line no-restricted-properties -- commands read it as main.ts does

try {
  const env = readEnvironment(ROOT, environment);
  const config = loadConfig({
    ...{ env, rootDir: ROOT },
    readFile: (path) => readFileSync(path, 'utf8'),
  });
  const isWell = await runCommand(process.argv.slice(2), {
    ...{ config, log: createLogger('silent'), host: currentHost(), now: () => new Date() },
    print: (text) => void process.stdout.write(text),
  });
  process.exitCode = isWell ? 0 : 1;
} catch (error) {
  const isForOperators = error instanceof ConfigError || error instanceof StartupError;
  process.stderr.write(`${isForOperators ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
