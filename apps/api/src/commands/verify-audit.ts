import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Pool } from 'pg';

import { ConfigError, loadConfig } from '../config.ts';
import { createDatabase } from '../db/client.ts';
import { readEnvironment } from '../program/read-environment.ts';
import { ANCHOR_KEY } from '../services/audit-log/anchors.ts';
import { verifyChains } from '../services/audit-log/verify-chains.ts';
import { createEnvelope } from '../services/keys/envelope.ts';
import { checkCanary, loadKek } from '../services/keys/key-encryption-key.ts';
import { StartupError } from '../startup-error.ts';
import { describeReport } from './describe-report.ts';
import { openDatabase } from './open-database.ts';

/** Looks at the whole audit log, also while the program runs; the exit code is 1 where something is wrong with it. */
const ROOT = join(import.meta.dirname, '../../../..');
const environment = process.env; // eslint-disable-line no-restricted-properties -- a program of its own reads it once

try {
  process.exitCode = (await verify()) ? 0 : 1;
} catch (error) {
  const isForOperators = error instanceof ConfigError || error instanceof StartupError;
  process.stderr.write(`${isForOperators ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function verify(): Promise<boolean> {
  const env = readEnvironment(ROOT, environment);
  const readFile = (path: string) => readFileSync(path, 'utf8');
  const config = loadConfig({ env, readFile, rootDir: ROOT });
  const database = await openDatabase(config);
  const pool = new Pool({ connectionString: database.directUrl, max: 1 });
  try {
    const db = createDatabase(pool);
    const envelope = createEnvelope(await loadKek(config.kek, config.dataDir));
    await checkCanary(db, envelope);
    const report = await verifyChains(db, envelope.derive(ANCHOR_KEY));
    process.stdout.write(describeReport(report));
    return report.faults.length === 0;
  } finally {
    await pool.end();
    await database.close();
  }
}
