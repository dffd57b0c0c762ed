import { asc, eq, sql } from 'drizzle-orm';

import type { Database, Queryable } from '../../db/client.ts';
import { auditAnchors, auditHeads } from '../../db/schema/index.ts';
import { isGenuine, type Anchor } from './anchors.ts';
import { INSTANCE_CHAIN, rowsOf } from './chain-rows.ts';
import { isAsWritten } from './erased-rows.ts';

export interface ChainFault {
  /** The organization, or `instance`. */
  chain: string;
  /** The number at which it shows. */
  seq: number;
  /** Of the row at which it shows; null where there is none. */
  id: string | null;
  /**
   * `edited`: the row is not what was written. `missing`: it is gone, and maybe more after it. `unlinked`: it does
   * not follow the row before it. `rewritten`: the chain is another one than was signed. `forged`: the signature
   * of an anchor is not ours.
   */
  kind: 'edited' | 'missing' | 'unlinked' | 'rewritten' | 'forged';
}

export interface ChainsReport {
  chains: number;
  rows: number;
  anchors: number;
  faults: ChainFault[];
}

/** Looks at every row of the audit log, at one moment, while others may be added. */
export function verifyChains(db: Database, anchorKey: Buffer): Promise<ChainsReport> {
  return db.transaction(
    async (tx) => {
      const report: ChainsReport = { chains: 0, rows: 0, anchors: 0, faults: [] };
      for (const chain of await chainsOf(tx)) await verifyChain(tx, anchorKey, chain, report);
      return report;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** Also those of which but a part is left. */
async function chainsOf(db: Queryable): Promise<string[]> {
  const { rows } = await db.execute<{ chain: string }>(sql`
    select chain from ps_audit_heads
      union select chain from ps_audit_anchors
      union select coalesce(org_id, ${INSTANCE_CHAIN}) from ps_audit_logs
      order by 1`);
  return rows.map(({ chain }) => chain);
}

async function verifyChain(
  db: Queryable,
  anchorKey: Buffer,
  chain: string,
  report: ChainsReport,
): Promise<void> {
  const tell = (kind: ChainFault['kind'], seq: number, id: string | null = null) =>
    report.faults.push({ chain, seq, id, kind });
  const anchors = await anchorsOf(db, chain);
  const signed = new Map<number, Anchor>();
  for (const anchor of anchors) {
    if (isGenuine(anchor, anchorKey)) signed.set(anchor.seq, anchor);
    else tell('forged', anchor.seq);
  }

  let last = { seq: 0, hash: '' };
  for await (const row of rowsOf(db, chain)) {
    const seq = Number(row.seq);
    report.rows += 1;
    if (!isAsWritten(row, anchorKey)) tell('edited', seq, row.id);
    if (seq > last.seq + 1) tell('missing', last.seq + 1);
    else if (seq <= last.seq || row.prev_hash !== last.hash) tell('unlinked', seq, row.id);
    const anchor = signed.get(seq);
    if (anchor && anchor.hash !== row.hash) tell('rewritten', seq, row.id);
    last = { seq, hash: row.hash };
  }

  const [head] = await db.select().from(auditHeads).where(eq(auditHeads.chain, chain));
  const known = Math.max(head?.seq ?? 0, ...signed.keys());
  if (known > last.seq) tell('missing', last.seq + 1);
  else if (head?.seq !== last.seq || head.hash !== last.hash) tell('rewritten', last.seq);
  report.chains += 1;
  report.anchors += anchors.length;
}

function anchorsOf(db: Queryable, chain: string): Promise<Anchor[]> {
  return db
    .select()
    .from(auditAnchors)
    .where(eq(auditAnchors.chain, chain))
    .orderBy(asc(auditAnchors.seq));
}
