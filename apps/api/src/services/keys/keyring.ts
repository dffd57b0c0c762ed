import { randomBytes } from 'node:crypto';

import { asc, eq, isNull } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Database, Queryable, Transaction } from '../../db/client.ts';
import { beyondRowRules } from '../../db/row-security/beyond.ts';
import { dataKeys, instance, signingKeys } from '../../db/schema/index.ts';
import { createBoundedCache } from '../bounded-cache.ts';
import { EnvelopeError, fingerprintOf, KEY_BYTES } from './aes-gcm.ts';
import {
  createEnvelope,
  createSealer,
  INSTANCE_OWNER,
  type DataKey,
  type DataKeys,
  type Envelope,
  type Sealer,
} from './envelope.ts';
import { kekIdOf, type KeyEncryptionKeys, type KeyWrapper } from './key-wrapper.ts';

export interface Keyring {
  /** For what belongs to no organization: signing keys, mails, kept answers. */
  readonly envelope: Envelope;
  /** For what an organization owns; its data key is made in the caller's transaction where there is none. */
  toWrap(db: Queryable, orgId: string): Promise<Sealer>;
  /** Throws an `EnvelopeError` where the organization has no data key, as it then has no secrets. */
  toUnwrap(db: Queryable, orgId: string): Promise<Pick<Sealer, 'unwrap'>>;
}

type DataKeyRow = typeof dataKeys.$inferSelect;

const CACHE_MAX_BYTES = 1024 * 1024;

/**
 * Opens the data keys of a database whose canary was checked. In the first release, the key-encryption key wrapped
 * secrets by itself: of such a database it becomes the first data key, by which they stay readable.
 */
export async function openKeyring(
  db: Database,
  wrapper: KeyWrapper,
  keks: KeyEncryptionKeys,
): Promise<Keyring> {
  // By the key's id, which is new for each: one whose transaction failed is asked for by no secret.
  const opened = createBoundedCache<Buffer>({ maxBytes: CACHE_MAX_BYTES, bytesOf: () => 256 });
  const own = await readKeys(db, null);
  const rows = own.length > 0 ? own : await makeInstanceKeys(db, wrapper, keks);
  const envelope = createEnvelope(await openAll(rows));
  return {
    envelope,
    // Data keys are the program's: no caller sees them, not even those of their own organizations.
    toWrap: (queryable, orgId) =>
      beyondRowRules(queryable, async (tx) => {
        const known = await readKeys(tx, orgId);
        const keys = known.length > 0 ? known : await makeOrgKey(tx, wrapper, orgId);
        return createSealer(orgId, await openAll(keys));
      }),
    toUnwrap: (queryable, orgId) =>
      beyondRowRules(queryable, async (tx) =>
        createSealer(orgId, await openAll(await readKeys(tx, orgId))),
      ),
  };

  async function openAll(found: DataKeyRow[]): Promise<DataKeys> {
    const [first, ...later] = await Promise.all(found.map(openOne));
    if (!first) throw new EnvelopeError('Its owner has no data key.');
    return [first, ...later];
  }

  async function openOne(row: DataKeyRow): Promise<DataKey> {
    const bytes = opened.get(row.id) ?? (await unwrapDataKey(wrapper, row));
    opened.set(row.id, bytes);
    return { id: row.generation === 0 ? fingerprintOf(bytes) : row.id, bytes };
  }
}

/** Throws an `EnvelopeError` that names the data key. */
export async function unwrapDataKey(wrapper: KeyWrapper, row: DataKeyRow): Promise<Buffer> {
  try {
    return await wrapper.unwrap(row.wrappedKey, contextOf(row));
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    throw new EnvelopeError(`The data key ${row.id} cannot be opened. ${error.message}`);
  }
}

/** The columns of a data key under the key-encryption key of today. */
export async function wrapDataKey(
  wrapper: KeyWrapper,
  row: Pick<DataKeyRow, 'id' | 'orgId'>,
  bytes: Buffer,
): Promise<Pick<DataKeyRow, 'wrappedKey' | 'kekId'>> {
  return { wrappedKey: await wrapper.wrap(bytes, contextOf(row)), kekId: wrapper.kekId };
}

function readKeys(db: Queryable, orgId: string | null): Promise<DataKeyRow[]> {
  return db
    .select()
    .from(dataKeys)
    .where(orgId === null ? isNull(dataKeys.orgId) : eq(dataKeys.orgId, orgId))
    .orderBy(asc(dataKeys.generation));
}

/** In one transaction: a start that finds any of them finds all. */
async function makeInstanceKeys(
  db: Database,
  wrapper: KeyWrapper,
  keks: KeyEncryptionKeys,
): Promise<DataKeyRow[]> {
  return db.transaction(async (tx) => {
    const earlier = await findEarlierKey(tx, keks);
    if (earlier) await insertKey(tx, wrapper, { orgId: null, generation: 0 }, earlier);
    await insertKey(tx, wrapper, { orgId: null, generation: 1 });
    return readKeys(tx, null);
  });
}

/** There were signing keys before there were data keys, and from the first start on. */
async function findEarlierKey(
  tx: Transaction,
  { current, previous }: KeyEncryptionKeys,
): Promise<Buffer | undefined> {
  const [row] = await tx.select({ wrapped: signingKeys.privateKeyWrapped }).from(signingKeys);
  if (!row) return undefined;
  const [version, id] = row.wrapped.split('.');
  const key = [current, previous].find((one) => one !== null && fingerprintOf(one) === id);
  if (version === 'v1' && key) return key;
  throw new EnvelopeError('The data keys of this database are gone: restore ps_data_keys.');
}

/** Two at once make one: the second waits for the first, and reads what that one made. */
async function makeOrgKey(
  tx: Transaction,
  wrapper: KeyWrapper,
  orgId: string,
): Promise<DataKeyRow[]> {
  await refuseReplaced(tx, wrapper);
  await insertKey(tx, wrapper, { orgId, generation: 1 });
  return readKeys(tx, orgId);
}

/** A process that still has the key from before a rotation would wrap what nobody opens once it has stopped. */
async function refuseReplaced(tx: Transaction, wrapper: KeyWrapper): Promise<void> {
  const [row] = await tx.select({ canary: instance.kekCanary }).from(instance).for('share');
  if (!row || wrapper.knows(kekIdOf(row.canary))) return;
  throw new EnvelopeError(
    'The key-encryption key was replaced: restart this process with the new one.',
  );
}

async function insertKey(
  tx: Transaction,
  wrapper: KeyWrapper,
  { orgId, generation }: Pick<DataKeyRow, 'orgId' | 'generation'>,
  bytes: Buffer = randomBytes(KEY_BYTES),
): Promise<void> {
  const id = newId('dataKey');
  const wrapped = await wrapDataKey(wrapper, { id, orgId }, bytes);
  await tx
    .insert(dataKeys)
    .values({ id, orgId, generation, ...wrapped })
    .onConflictDoNothing();
}

function contextOf({ id, orgId }: Pick<DataKeyRow, 'id' | 'orgId'>): string {
  return JSON.stringify(['ps_data_keys.wrapped_key', orgId ?? INSTANCE_OWNER, id]);
}
