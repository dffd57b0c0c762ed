import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eq } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { instance } from '../../db/schema/index.ts';
import { StartupError } from '../../startup-error.ts';
import { EnvelopeError } from './aes-gcm.ts';
import { openKeyring, type Keyring } from './keyring.ts';
import { createLocalKeyWrapper, type KeyEncryptionKeys, type KeyWrapper } from './key-wrapper.ts';

const INSTANCE_ID = 'instance';
const CANARY = 'promptly-studio';
const CANARY_CONTEXT = 'ps_instance.kek_canary';

/** What opens all secrets of a database. */
export interface Keys {
  wrapper: KeyWrapper;
  keyring: Keyring;
}

/** Throws a `StartupError` for keys that do not belong to the database. */
export async function openKeys(db: Database, keks: KeyEncryptionKeys): Promise<Keys> {
  const wrapper = createLocalKeyWrapper(keks);
  await checkCanary(db, wrapper);
  try {
    return { wrapper, keyring: await openKeyring(db, wrapper, keks) };
  } catch (error) {
    throw error instanceof EnvelopeError ? new StartupError(error.message) : error;
  }
}

/** Those of the settings; the current one may also lie in the data folder. */
export async function loadKeks(settings: {
  kek: string | null;
  kekPrevious: string | null;
  dataDir: string;
}): Promise<KeyEncryptionKeys> {
  const { kek, kekPrevious, dataDir } = settings;
  return {
    current: await loadKek(kek, dataDir),
    previous: kekPrevious === null ? null : Buffer.from(kekPrevious, 'base64'),
  };
}

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
export async function checkCanary(db: Database, wrapper: KeyWrapper): Promise<void> {
  await db
    .insert(instance)
    .values({ id: INSTANCE_ID, kekCanary: await wrapCanary(wrapper) })
    .onConflictDoNothing();
  const [row] = await db.select().from(instance).where(eq(instance.id, INSTANCE_ID));
  try {
    if (row) await wrapper.unwrap(row.kekCanary, CANARY_CONTEXT);
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    throw new StartupError(
      'The key-encryption key is not the one that this database was made with or rotated to: set KEK or KEK_FILE to that key, or put the file `kek` back into DATA_DIR. While it is being replaced, set KEK_PREVIOUS to the old one.',
    );
  }
}

/** A known text; the key that wraps it is the one that every data key is wrapped by, or is on its way to. */
export function wrapCanary(wrapper: KeyWrapper): Promise<string> {
  return wrapper.wrap(Buffer.from(CANARY), CANARY_CONTEXT);
}
