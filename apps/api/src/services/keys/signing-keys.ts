import {
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type CryptoKey,
  type JWK,
} from 'jose';
import { desc, gt, isNull, lt, or, sql } from 'drizzle-orm';

import { newId } from '@promptly/common';

import type { Database, Queryable, Transaction } from '../../db/client.ts';
import { CHANNELS } from '../../db/listener.ts';
import { LOCKS } from '../../db/locks.ts';
import { signingKeys } from '../../db/schema/index.ts';
import { recordAudit } from '../audit.ts';
import { inTurn } from '../in-turn.ts';
import { LINK_LIFE_MAX_SECONDS, type LinkSecrets } from '../signed-links.ts';
import type { Envelope } from './envelope.ts';

export const SIGNING_ALGORITHM = 'RS256';
/** How long an access token lives, and so for how long the key that signed it is needed. */
export const ACCESS_TOKEN_LIFE_S = 600;
/** How long others may keep the public keys. */
export const JWKS_MAX_AGE_S = 60;

/** A replica knows of a new key, and of the end of an old one, within this time. */
const RELOAD_EVERY_MS = 15_000;
/** For a key that is asked for and not known. */
const RELOAD_PAUSE_MS = 5_000;
/** A new key is shown for this long before it signs: everyone who verifies has it by then. */
const SHOWN_FIRST_MS = JWKS_MAX_AGE_S * 1_000 + 2 * RELOAD_EVERY_MS;
/** Replicas sign with the old key for up to a reload longer, and their clocks differ a little. */
const OVERLAP_MS = ACCESS_TOKEN_LIFE_S * 1_000 + 4 * RELOAD_EVERY_MS;
/** A link that a key signed at the very last is good for this long after it retired. */
const LINKS_LAST_MS = LINK_LIFE_MAX_SECONDS * 1_000;
const RETIRED_KEPT_MS = LINKS_LAST_MS + 24 * 60 * 60_000;

export interface SigningKeys {
  /** The key that new tokens are signed with. */
  current(): Promise<{ kid: string; privateKey: CryptoKey }>;
  /** The public key of an id, or undefined; looks into the database for one that another replica made. */
  find(kid: string): Promise<CryptoKey | undefined>;
  /** What `/.well-known/jwks.json` answers. */
  jwks(): Promise<{ keys: JWK[] }>;
  /** A secret of each key, for signed links, which hold longer than tokens do. */
  linkSecrets: LinkSecrets;
  /** Looks into the database now, as the keys were changed there. */
  reload(): Promise<void>;
}

interface LoadedKey {
  kid: string;
  jwk: JWK;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
  linkSecret: Buffer;
  signsFrom: Date;
  retiredAt: Date | null;
}

/** Loads the RS256 keys of this database, and makes the first one where there is none. */
export async function loadSigningKeys(
  db: Database,
  envelope: Envelope,
  now: () => Date,
): Promise<SigningKeys> {
  await makeFirstKey(db, envelope, now);
  let keys = await readKeys(db, envelope, now(), []);
  let readAt = now().getTime();
  let reading: Promise<void> | undefined;

  // By the distance: a clock that was set back must not put off the next look for as long.
  const isOlderThan = (ageMs: number) => Math.abs(now().getTime() - readAt) >= ageMs;

  /** One look for all who ask meanwhile. After one that failed, the keys of before go on until the next. */
  function reload(): Promise<void> {
    readAt = now().getTime();
    reading ??= readKeys(db, envelope, now(), keys)
      .then((found) => void (keys = found))
      .finally(() => (reading = undefined));
    return reading;
  }

  async function upToDate(): Promise<LoadedKey[]> {
    if (isOlderThan(RELOAD_EVERY_MS)) await reload();
    else await reading;
    return keys;
  }

  const livingKeys = async () =>
    (await upToDate()).filter(({ retiredAt }) => retiredAt === null || retiredAt > now());

  async function current(): Promise<LoadedKey> {
    const living = await livingKeys();
    // The oldest one where none signs yet, as after a clock was set back.
    const key = living.find(({ signsFrom }) => signsFrom <= now()) ?? living.at(-1);
    if (!key) throw new Error('The database holds no signing key.');
    return key;
  }

  return {
    current,
    async find(kid) {
      const ofId = (living: LoadedKey[]) => living.find((key) => key.kid === kid)?.publicKey;
      const known = ofId(await livingKeys());
      if (known || !isOlderThan(RELOAD_PAUSE_MS)) return known;
      await reload();
      return ofId(await livingKeys());
    },
    jwks: async () => ({ keys: (await livingKeys()).map(({ jwk }) => jwk) }),
    async linkSecrets(isUnknown) {
      if (isUnknown && isOlderThan(RELOAD_PAUSE_MS)) await reload();
      const { kid, linkSecret } = await current();
      const others = (await upToDate()).filter((key) => key.kid !== kid);
      return [linkSecret, ...others.map((key) => key.linkSecret)];
    },
    async reload() {
      // A look that is under way may have begun before the change.
      await reading?.catch(() => undefined);
      await reload();
    },
  };
}

export interface Rotation {
  kid: string;
  signsFrom: Date;
  /** Whether it was under way already, and this did nothing. */
  isEarlier: boolean;
}

/**
 * Makes a key that signs once everybody can know it; the ones before verify until the tokens that they signed have
 * expired. While one is on its way, no other is made.
 */
export function rotateSigningKey(
  db: Database,
  envelope: Envelope,
  now: () => Date,
): Promise<Rotation> {
  return inTurn({ db }, LOCKS.signingKeys(), async (tx) => {
    const [newest] = await rowsAfter(tx, now()).limit(1);
    if (newest && newest.signsFrom > now()) {
      return { kid: newest.id, signsFrom: newest.signsFrom, isEarlier: true };
    }
    const signsFrom = new Date(now().getTime() + SHOWN_FIRST_MS);
    await tx
      .update(signingKeys)
      .set({ retiredAt: new Date(signsFrom.getTime() + OVERLAP_MS) })
      .where(isNull(signingKeys.retiredAt));
    const forgotten = new Date(now().getTime() - RETIRED_KEPT_MS);
    await tx.delete(signingKeys).where(lt(signingKeys.retiredAt, forgotten));
    return { kid: await insertKey(tx, envelope, signsFrom), signsFrom, isEarlier: false };
  });
}

/**
 * Ends all keys at once and makes another, for a key that somebody else may have: no token and no link that was signed
 * before is taken from now on. Running programs are told; one that does not hear of it notices within 15 seconds.
 * Sessions go on, as their next access token is signed by the new key.
 */
export function revokeSigningKeys(
  db: Database,
  envelope: Envelope,
  now: () => Date,
): Promise<{ kid: string; revoked: number }> {
  return inTurn({ db }, LOCKS.signingKeys(), async (tx) => {
    const revoked = await tx.delete(signingKeys).returning({ kid: signingKeys.id });
    const kid = await insertKey(tx, envelope, now());
    await tx.execute(sql`select pg_notify(${CHANNELS.signingKeys}, '')`);
    const metadata = { revoked: revoked.map((key) => key.kid), byOperator: true };
    await recordAudit(tx, {
      ...{ orgId: null, action: 'signing_keys.revoked', metadata },
      ...{ entityType: 'signing_key', entityId: kid },
    });
    return { kid, revoked: revoked.length };
  });
}

/** Where a private key lies, as it is bound to it. */
export function signingKeyContext(kid: string): string {
  return `ps_signing_keys.private_key_wrapped.${kid}`;
}

async function makeFirstKey(db: Database, envelope: Envelope, now: () => Date): Promise<void> {
  if (await hasKey(db)) return;
  await inTurn({ db }, LOCKS.signingKeys(), async (tx) => {
    if (!(await hasKey(tx))) await insertKey(tx, envelope, now());
  });
}

/** The keys that are not retired, or were later than that. */
function rowsAfter(db: Queryable, at: Date) {
  return db
    .select()
    .from(signingKeys)
    .where(or(isNull(signingKeys.retiredAt), gt(signingKeys.retiredAt, at)))
    .orderBy(desc(signingKeys.signsFrom), desc(signingKeys.id));
}

/** From the newest to the oldest; those that are known already are only brought up to date. */
async function readKeys(
  db: Database,
  envelope: Envelope,
  at: Date,
  known: readonly LoadedKey[],
): Promise<LoadedKey[]> {
  const rows = await rowsAfter(db, new Date(at.getTime() - LINKS_LAST_MS));
  return Promise.all(
    rows.map(async (row) => {
      const { signsFrom, retiredAt } = row;
      const loaded = known.find(({ kid }) => kid === row.id) ?? (await load(envelope, row));
      return { ...loaded, signsFrom, retiredAt };
    }),
  );
}

async function load(envelope: Envelope, row: typeof signingKeys.$inferSelect) {
  const pkcs8 = envelope.unwrap(row.privateKeyWrapped, signingKeyContext(row.id)).toString();
  return {
    kid: row.id,
    jwk: row.publicJwk,
    publicKey: (await importJWK(row.publicJwk, SIGNING_ALGORITHM)) as CryptoKey,
    privateKey: await importPKCS8(pkcs8, SIGNING_ALGORITHM),
    linkSecret: envelope.derive(`links:${row.id}`),
  };
}

/** Without a look at clocks: one key never retires before there is another. */
async function hasKey(db: Queryable): Promise<boolean> {
  return (await db.$count(signingKeys, isNull(signingKeys.retiredAt))) > 0;
}

async function insertKey(tx: Transaction, envelope: Envelope, signsFrom: Date): Promise<string> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const kid = newId('signingKey');
  const jwk = { ...(await exportJWK(pair.publicKey)), kid, alg: SIGNING_ALGORITHM, use: 'sig' };
  const pkcs8 = await exportPKCS8(pair.privateKey);
  await tx.insert(signingKeys).values({
    ...{ id: kid, publicJwk: jwk, signsFrom },
    privateKeyWrapped: envelope.wrap(pkcs8, signingKeyContext(kid)),
  });
  return kid;
}
