import { once } from 'node:events';
import { parseArgs } from 'node:util';

import { startEmbeddedPostgres } from './embedded.ts';
import { currentHost } from './embedded/host.ts';

/**
 * Runs the embedded database alone, for several processes to share, until it is told to stop.
 * `--data-dir` is its folder; its address is printed once it takes connections.
 */
const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
const dataDir = values['data-dir'];
if (!dataDir) throw new Error('Say where the database shall lie: --data-dir <folder>.');

const postgres = await startEmbeddedPostgres({ dataDir, host: currentHost() });
process.stdout.write(`${postgres.url}\n`);
// `disconnect`: whoever started this by `fork` is gone.
await Promise.race(['SIGTERM', 'SIGINT', 'disconnect'].map((end) => once(process, end)));
await postgres.stop();
// An open channel would keep the process.
if (process.connected) process.disconnect();
