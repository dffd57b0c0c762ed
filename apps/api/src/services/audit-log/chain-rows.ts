import { createHash } from 'node:crypto';

import { sql } from 'drizzle-orm';

import type { Queryable } from '../../db/client.ts';

/** A row of the audit log as its hash covers it: times and metadata in the database's own words. */
export interface ChainRow extends Record<string, unknown> {
  id: string;
  seq: string;
  prev_hash: string;
  hash: string;
  org_id: string | null;
  user_id: string | null;
  action: string;
  entity_type: string;
  entity_id: string;
  metadata: string;
  request_id: string | null;
  ip: string | null;
  created_at: string;
  /** Null in rows from before there was one, and in erased ones. */
  salt: string | null;
  /** Of a row whose personal data was erased; see `erased-rows.ts`. */
  erasure_mac: string | null;
}

/** The one that holds what happens outside of any organization. */
export const INSTANCE_CHAIN = 'instance';

const READ_AT_ONCE = 1_000;

/** The columns of a `ChainRow`. */
export const CHAIN_COLUMNS = sql`
  id, seq, prev_hash, hash, org_id, user_id, action, entity_type, entity_id,
  metadata_json::text as metadata, request_id, ip, salt, erasure_mac,
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at`;

/** The rows of a chain in their order. */
export async function* rowsOf(db: Queryable, chain: string): AsyncGenerator<ChainRow> {
  const isOfChain = chain === INSTANCE_CHAIN ? sql`org_id is null` : sql`org_id = ${chain}`;
  let last: ChainRow | undefined;
  do {
    const { rows } = await db.execute<ChainRow>(sql`
      select ${CHAIN_COLUMNS}
        from ps_audit_logs
        where ${isOfChain} and (seq, id) > (${last?.seq ?? '-1'}::bigint, ${last?.id ?? ''})
        order by ps_audit_logs.seq, id limit ${READ_AT_ONCE}`);
    yield* rows;
    last = rows.length === READ_AT_ONCE ? rows.at(-1) : undefined;
  } while (last);
}

/** What `ps_audit_hash` of the database makes of a row; done here, as the database is what is being checked. */
export function hashOf(row: ChainRow): string {
  const text = (value: string | null) => JSON.stringify(value);
  const parts = [
    text(row.prev_hash),
    row.seq,
    ...[row.id, row.org_id, row.user_id, row.action, row.entity_type, row.entity_id].map(text),
    row.metadata,
    ...[row.request_id, row.ip, row.created_at].map(text),
    ...(row.salt === null ? [] : [text(row.salt)]),
  ];
  return createHash('sha256')
    .update(`[${parts.join(', ')}]`)
    .digest('hex');
}
