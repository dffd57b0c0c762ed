import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from 'pg';

import { USER } from './cluster.ts';

/** The address of the server that runs on a data folder, which may be in use by the program; null where none does. */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const [note, password] = await Promise.all(
    ['postgres.json', 'postgres-password'].map((name) =>
      readFile(join(dataDir, name), 'utf8').catch(() => null),
    ),
  );
  if (!note || !password) return null;
  const { port } = JSON.parse(note) as { port: number };
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
  // Another server may have the port by now; it does not know the password.
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return url;
  } catch {
    return null;
  }
}
