import { createHmac, timingSafeEqual } from 'node:crypto';

import { and, eq, gt, gte, inArray, notExists } from 'drizzle-orm';

import type { Database, Queryable, Transaction } from '../../db/client.ts';
import { auditAnchors, auditHeads, orgs } from '../../db/schema/index.ts';

/** What its key is derived for. */
export const ANCHOR_KEY = 'audit-anchors';

/** How far a chain had come, signed by a key that the database does not have. */
export type Anchor = typeof auditAnchors.$inferSelect;
export type Anchored = Pick<Anchor, 'chain' | 'seq' | 'hash'>;

/** Read, signed and written together. */
const AT_ONCE = 1_000;

/**
 * Signs the head of every chain that went on since its last anchor, and tells of each one that is kept. Who can
 * write into the database could make a whole chain anew; not one that leads to what was signed here, or was told
 * in a log.
 */
export async function* anchorChains(
  db: Database,
  key: Buffer,
  atOnce = AT_ONCE,
): AsyncGenerator<Anchored> {
  for (let after = ''; ;) {
    const { found, kept } = await db.transaction((tx) => anchorSome(tx, key, after, atOnce));
    yield* kept.map(({ chain, seq, hash }) => ({ chain, seq, hash }));
    const last = found.at(-1);
    if (!last || found.length < atOnce) return;
    after = last.chain;
  }
}

type HeadRow = typeof auditHeads.$inferSelect;

async function anchorSome(tx: Transaction, key: Buffer, after: string, limit: number) {
  const found = await headsAfter(tx, after, limit);
  const kept = await ofLivingOrgs(tx, found);
  const values = kept.map((head) => ({ ...head, mac: macOf(head, key) }));
  if (values.length > 0) await tx.insert(auditAnchors).values(values).onConflictDoNothing();
  return { found, kept };
}

/** Those that are not signed, in the order of their names. */
function headsAfter(db: Queryable, chain: string, limit: number): Promise<HeadRow[]> {
  const signed = db
    .select({ seq: auditAnchors.seq })
    .from(auditAnchors)
    .where(and(eq(auditAnchors.chain, auditHeads.chain), gte(auditAnchors.seq, auditHeads.seq)));
  return db
    .select()
    .from(auditHeads)
    .where(and(gt(auditHeads.chain, chain), notExists(signed)))
    .orderBy(auditHeads.chain)
    .limit(limit);
}

/** Without those of organizations that were deleted meanwhile; the others stay until the transaction ends. */
async function ofLivingOrgs(tx: Transaction, heads: HeadRow[]): Promise<HeadRow[]> {
  const ids = heads.flatMap(({ orgId }) => orgId ?? []);
  const rows = await tx
    .select({ id: orgs.id })
    .from(orgs)
    .where(inArray(orgs.id, ids))
    .orderBy(orgs.id)
    .for('key share');
  const living = new Set(rows.map(({ id }) => id));
  return heads.filter(({ orgId }) => orgId === null || living.has(orgId));
}

export function isGenuine(anchor: Anchor, key: Buffer): boolean {
  const [given, wanted] = [Buffer.from(anchor.mac), Buffer.from(macOf(anchor, key))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function macOf({ chain, seq, hash }: Anchored, key: Buffer): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([chain, seq, hash]))
    .digest('hex');
}
