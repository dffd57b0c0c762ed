import { asc, eq, ne } from 'drizzle-orm';

import type { Database, Transaction } from '../../db/client.ts';
import { dataKeys, instance } from '../../db/schema/index.ts';
import { wrapCanary } from './key-encryption-key.ts';
import { unwrapDataKey, wrapDataKey } from './keyring.ts';
import { kekIdOf, type KeyWrapper } from './key-wrapper.ts';

const BATCH = 100;

/**
 * Wraps every data key by the current key-encryption key; the secrets stay as they are. Each batch is whole by itself,
 * so it can be stopped and run again, by several at once, beside programs that know both keys. The canary
 * comes last: from then on the old key is of no use. Returns how many data keys were wrapped anew, and throws an
 * `EnvelopeError` for one that neither key opens.
 */
export async function rotateKek(db: Database, wrapper: KeyWrapper): Promise<number> {
  let rewrapped = 0;
  for (;;) {
    const inBatch = await db.transaction((tx) => rewrapBatch(tx, wrapper));
    rewrapped += inBatch;
    if (inBatch === 0 && (await db.transaction((tx) => finish(tx, wrapper)))) return rewrapped;
  }
}

async function rewrapBatch(tx: Transaction, wrapper: KeyWrapper): Promise<number> {
  const rows = await tx
    .select()
    .from(dataKeys)
    .where(ne(dataKeys.kekId, wrapper.kekId))
    .orderBy(asc(dataKeys.id))
    .limit(BATCH)
    .for('update');
  for (const row of rows) {
    const rewrapped = await wrapDataKey(wrapper, row, await unwrapDataKey(wrapper, row));
    await tx.update(dataKeys).set(rewrapped).where(eq(dataKeys.id, row.id));
  }
  return rows.length;
}

/** False while there are data keys under another one. */
async function finish(tx: Transaction, wrapper: KeyWrapper): Promise<boolean> {
  // Whoever makes a data key holds this row until it is there: none is missed.
  const [row] = await tx.select().from(instance).for('update');
  if ((await tx.$count(dataKeys, ne(dataKeys.kekId, wrapper.kekId))) > 0) return false;
  if (row && kekIdOf(row.kekCanary) !== wrapper.kekId) {
    await tx
      .update(instance)
      .set({ kekCanary: await wrapCanary(wrapper) })
      .where(eq(instance.id, row.id));
  }
  return true;
}
