import {
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type CryptoKey,
  type JWK,
} from 'jose';
import { desc, isNull, sql } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Database, Queryable } from '../../db/client.ts';
import { signingKeys } from '../../db/schema/index.ts';
import type { Envelope } from './envelope.ts';

export const SIGNING_ALGORITHM = 'RS256';

/** In the database's space of advisory locks: one process makes the first key. */
const SIGNING_KEY_LOCK = 7_266_002;
const RELOAD_PAUSE_MS = 5_000;

export interface SigningKeys {
  /** The key that new tokens are signed with. */
  current(): { kid: string; privateKey: CryptoKey };
  /** The public key of an id, or undefined; looks into the database for one that another replica made. */
  find(kid: string): Promise<CryptoKey | undefined>;
  /** What `/.well-known/jwks.json` answers. */
  jwks(): { keys: JWK[] };
}

interface LoadedKey {
  kid: string;
  jwk: JWK;
  publicKey: CryptoKey;
  wrapped: string;
}

/** Loads the RS256 keys of this database, and makes the first one where there is none. */
export async function loadSigningKeys(
  db: Database,
  envelope: Envelope,
  now: () => Date,
): Promise<SigningKeys> {
  await makeFirstKey(db, envelope);
  let keys = await readKeys(db);
  let readAt = now().getTime();
  const newest = keys[0];
  if (!newest) throw new Error('The database holds no signing key.');
  const pkcs8 = envelope.unwrap(newest.wrapped, contextOf(newest.kid)).toString();
  const privateKey = await importPKCS8(pkcs8, SIGNING_ALGORITHM);
  return {
    current: () => ({ kid: newest.kid, privateKey }),
    async find(kid) {
      const known = keys.find((key) => key.kid === kid);
      // By the distance: a clock that was set back must not put off the next look for as long.
      const isRecent = Math.abs(now().getTime() - readAt) < RELOAD_PAUSE_MS;
      if (known || isRecent) return known?.publicKey;
      readAt = now().getTime();
      keys = await readKeys(db);
      return keys.find((key) => key.kid === kid)?.publicKey;
    },
    jwks: () => ({ keys: keys.map((key) => key.jwk) }),
  };
}

async function makeFirstKey(db: Database, envelope: Envelope): Promise<void> {
  if (await hasKey(db)) return;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SIGNING_KEY_LOCK})`);
    if (await hasKey(tx)) return;
    const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    const kid = newId('signingKey');
    await tx.insert(signingKeys).values({
      id: kid,
      publicJwk: { ...jwk, kid, alg: SIGNING_ALGORITHM, use: 'sig' },
      privateKeyWrapped: envelope.wrap(await exportPKCS8(pair.privateKey), contextOf(kid)),
    });
  });
}

async function hasKey(db: Queryable): Promise<boolean> {
  const rows = await db
    .select({ id: signingKeys.id })
    .from(signingKeys)
    .where(isNull(signingKeys.retiredAt))
    .limit(1);
  return rows.length > 0;
}

async function readKeys(db: Database): Promise<LoadedKey[]> {
  const rows = await db
    .select()
    .from(signingKeys)
    .where(isNull(signingKeys.retiredAt))
    .orderBy(desc(signingKeys.createdAt), desc(signingKeys.id));
  return Promise.all(
    rows.map(async (row) => ({
      kid: row.id,
      jwk: row.publicJwk,
      publicKey: (await importJWK(row.publicJwk, SIGNING_ALGORITHM)) as CryptoKey,
      wrapped: row.privateKeyWrapped,
    })),
  );
}

function contextOf(kid: string): string {
  return `ps_signing_keys.private_key_wrapped.${kid}`;
}
