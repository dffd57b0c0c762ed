import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eq } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { instance } from '../../db/schema/index.ts';
import { StartupError } from '../../startup-error.ts';
import { EnvelopeError, type Envelope } from './envelope.ts';

const INSTANCE_ID = 'instance';
const CANARY = 'promptly-studio';
const CANARY_CONTEXT = 'ps_instance.kek_canary';

/** The configured key, or the one in the data folder, which is made there at first boot. */
export async function loadKek(configured: string | null, dataDir: string): Promise<Buffer> {
  if (configured !== null) return Buffer.from(configured, 'base64');
  const path = join(dataDir, 'kek');
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return Buffer.from(kept.trim(), 'base64');
  // Each start writes a file of its own: one that ends first would take a shared one away from under the others.
  const fresh = `${path}.${randomUUID()}.new`;
  try {
    await writeFile(fresh, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
    // Appears whole or not at all, and never replaces a key that another start made meanwhile.
    await link(fresh, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(fresh, { force: true });
  }
  return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
}

/** Tells at start that the key does not belong to this database, rather than at the first secret that is read. */
export async function checkCanary(db: Database, envelope: Envelope): Promise<void> {
  await db
    .insert(instance)
    .values({ id: INSTANCE_ID, kekCanary: envelope.wrap(CANARY, CANARY_CONTEXT) })
    .onConflictDoNothing();
  const [row] = await db.select().from(instance).where(eq(instance.id, INSTANCE_ID));
  try {
    if (row) envelope.unwrap(row.kekCanary, CANARY_CONTEXT);
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    throw new StartupError(
      'The key-encryption key is not the one that this database was made with: set KEK or KEK_FILE to that key, or put the file `kek` back into DATA_DIR.',
    );
  }
}
