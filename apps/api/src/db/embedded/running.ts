import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from 'pg';

import { USER } from './cluster.ts';
import { readNote } from './placement.ts';

const CONNECT_TIMEOUT_MS = 3_000;

/** Holds the password of the embedded server's user. */
export function passwordPath(dataDir: string): string {
  return join(dataDir, 'postgres-password');
}

/** Connection string of the superuser, on 127.0.0.1. */
export function serverUrl(password: string, port: number): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
}

/** The address of the server that a running program has on a data folder; null where there is none. */
export async function findRunningServer(dataDir: string): Promise<string | null> {
  const note = await readNote(join(dataDir, 'postgres.json'));
  const password = await readFile(passwordPath(dataDir), 'utf8').catch(() => null);
  if (!note || password === null) return null;
  const url = serverUrl(password, note.port);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return url;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
