import { createHmac, timingSafeEqual } from 'node:crypto';

import { sql } from 'drizzle-orm';

import type { Queryable } from '../../db/client.ts';
import { auditAnchors } from '../../db/schema/index.ts';

/** What its key is derived for. */
export const ANCHOR_KEY = 'audit-anchors';

/** How far a chain had come, signed by a key that the database does not have. */
export type Anchor = typeof auditAnchors.$inferSelect;
export type Anchored = Pick<Anchor, 'chain' | 'seq' | 'hash'>;

/**
 * Signs the head of every chain that went on since its last anchor. Who can write into the database could make
 * a whole chain anew; not one that leads to what was signed here, or was told in a log.
 */
export async function anchorChains(db: Queryable, key: Buffer): Promise<Anchored[]> {
  const { rows } = await db.execute<{
    chain: string;
    org_id: string | null;
    seq: string;
    hash: string;
  }>(sql`
    select chain, org_id, seq, hash from ps_audit_heads head
      where not exists (
        select from ps_audit_anchors a where a.chain = head.chain and a.seq >= head.seq)
      order by chain`);
  const anchored = rows.map(({ chain, org_id: orgId, seq, hash }) => ({
    ...{ chain, orgId, seq: Number(seq), hash },
  }));
  if (anchored.length === 0) return [];
  await db
    .insert(auditAnchors)
    .values(anchored.map((anchor) => ({ ...anchor, mac: macOf(anchor, key) })))
    .onConflictDoNothing();
  return anchored.map(({ chain, seq, hash }) => ({ chain, seq, hash }));
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
