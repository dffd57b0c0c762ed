import { createHmac } from 'node:crypto';

import { eq, sql } from 'drizzle-orm';

import type { Database, Transaction } from '../../db/client.ts';
import { auditLogs } from '../../db/schema/index.ts';
import { CHAIN_COLUMNS, type ChainRow } from './chain-rows.ts';
import { erasureMac } from './erased-rows.ts';

/** What the log may know somebody by. */
export interface KnownAs {
  id: string;
  email: string;
  name: string;
}

const ROWS_AT_ONCE = 200;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ULID_CHARS = 26;
const ERASED = '[erased]';
/** Of metadata about a user themselves. */
const PERSONAL_FIELDS = new Set(['name', 'avatarUrl', 'email', 'userAgent', 'ip']);

/** An id for a user that only the holder of the key finds to be theirs: their entries still are of one person. */
export function pseudonymOf(userId: string, key: Buffer): string {
  const digest = createHmac('sha256', key)
    .update(JSON.stringify(['pseudonym', userId]))
    .digest();
  const chars = Array.from(digest.subarray(0, ULID_CHARS), (byte) => CROCKFORD[byte % 32]);
  return `usr_${chars.join('')}`;
}

/**
 * Puts a pseudonym in place of a user throughout the audit log, and takes away addresses and names. The chains stay
 * whole: what was covered by a row's hash is vouched for by a signature from then on. May be repeated.
 */
export async function pseudonymise(db: Database, key: Buffer, known: KnownAs): Promise<void> {
  for (;;) {
    const count = await db.transaction((tx) => pseudonymiseSome(tx, key, known));
    if (count < ROWS_AT_ONCE) return;
  }
}

async function pseudonymiseSome(tx: Transaction, key: Buffer, known: KnownAs): Promise<number> {
  // The id is in no row any more that was dealt with; an address alone may be in rows of others.
  const { rows } = await tx.execute<ChainRow>(sql`
    select ${CHAIN_COLUMNS} from ps_audit_logs
      where user_id = ${known.id} or entity_id = ${known.id}
        or position(${known.id} in metadata_json::text) > 0
        or (${known.email} <> '' and position(lower(${known.email}) in lower(metadata_json::text)) > 0)
      order by ps_audit_logs.id limit ${ROWS_AT_ONCE} for update`);
  for (const row of rows) await eraseIn(tx, key, known, row);
  return rows.length;
}

async function eraseIn(tx: Transaction, key: Buffer, known: KnownAs, row: ChainRow): Promise<void> {
  const isTheirs = row.user_id === known.id || (row.user_id === null && row.entity_id === known.id);
  const isAboutThem = isTheirs || row.entity_id === known.id;
  const pseudonym = pseudonymOf(known.id, key);
  const swap = (id: string | null) => (id === known.id ? pseudonym : id);
  const metadata = scrub(JSON.parse(row.metadata), { known, pseudonym, isAboutThem });
  const isIt = eq(auditLogs.id, row.id);
  await tx
    .update(auditLogs)
    .set({
      userId: swap(row.user_id),
      entityId: swap(row.entity_id) ?? '',
      metadataJson: metadata as Record<string, unknown>,
      ...(isTheirs && { ip: null }),
      ...{ salt: null, erasureMac: '' },
    })
    .where(isIt);
  // As the database has it now, which is what will be looked at.
  const { rows } = await tx.execute<ChainRow>(
    sql`select ${CHAIN_COLUMNS} from ps_audit_logs where id = ${row.id}`,
  );
  const [erased] = rows;
  if (erased)
    await tx
      .update(auditLogs)
      .set({ erasureMac: erasureMac(erased, key) })
      .where(isIt);
}

interface Scrubbing {
  known: KnownAs;
  pseudonym: string;
  isAboutThem: boolean;
}

function scrub(value: unknown, about: Scrubbing): unknown {
  if (typeof value === 'string') return scrubText(value, about);
  if (Array.isArray(value)) return value.map((inner) => scrub(inner, about));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const isPersonal = about.isAboutThem && PERSONAL_FIELDS.has(name);
      return [
        scrubText(name, about),
        isPersonal && typeof inner === 'string' ? ERASED : scrub(inner, about),
      ];
    }),
  );
}

function scrubText(text: string, { known, pseudonym, isAboutThem }: Scrubbing): string {
  const { id, email, name } = known;
  const withoutId = text.replaceAll(id, pseudonym);
  const withoutEmail = email === '' ? withoutId : replaceAnyCase(withoutId, email);
  return isAboutThem && name !== '' ? withoutEmail.replaceAll(name, ERASED) : withoutEmail;
}

function replaceAnyCase(text: string, part: string): string {
  const pattern = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(pattern, 'gi'), ERASED);
}
