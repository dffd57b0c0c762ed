import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { eq, sql } from 'drizzle-orm';

import type { Database, Transaction } from '../../db/client.ts';
import { auditLogs } from '../../db/schema/index.ts';
import { CHAIN_COLUMNS, type ChainRow } from './chain-rows.ts';
import { erasureMac, isAsWritten } from './erased-rows.ts';

/** What the log may know somebody by. */
export interface KnownAs {
  id: string;
  email: string;
  /** Whether the address was shown to be theirs: otherwise, rows that are not about them may mean somebody else. */
  isEmailVerified: boolean;
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
 * whole: what was covered by a row's hash is vouched for by a signature from then on. A row that was edited before gets
 * none, so that it still is told. May be repeated.
 */
export async function pseudonymise(db: Database, key: Buffer, known: KnownAs): Promise<void> {
  let last: string | undefined = '';
  while (last !== undefined) {
    const after: string = last;
    last = await db.transaction((tx) => pseudonymiseSome(tx, key, known, after));
  }
}

/** Of the rows behind an id; the last one's id, or undefined where there are no more. */
async function pseudonymiseSome(
  tx: Transaction,
  key: Buffer,
  known: KnownAs,
  after: string,
): Promise<string | undefined> {
  const address = known.isEmailVerified ? known.email : '';
  // Finds parts of longer addresses, too, which are then left alone.
  const { rows } = await tx.execute<ChainRow>(sql`
    select ${CHAIN_COLUMNS} from ps_audit_logs
      where ps_audit_logs.id > ${after} and (user_id = ${known.id} or entity_id = ${known.id}
        or position(${known.id} in metadata_json::text) > 0
        or (${address} <> '' and position(lower(${address}) in lower(metadata_json::text)) > 0))
      order by ps_audit_logs.id limit ${ROWS_AT_ONCE} for update`);
  for (const row of rows) await eraseIn(tx, key, known, row);
  return rows.length < ROWS_AT_ONCE ? undefined : rows.at(-1)?.id;
}

async function eraseIn(tx: Transaction, key: Buffer, known: KnownAs, row: ChainRow): Promise<void> {
  const isTheirs = row.user_id === known.id || (row.user_id === null && row.entity_id === known.id);
  const isAboutThem = isTheirs || row.entity_id === known.id;
  const pseudonym = pseudonymOf(known.id, key);
  const swap = (id: string | null) => (id === known.id ? pseudonym : id);
  const before: unknown = JSON.parse(row.metadata);
  const metadata = scrub(before, { known, pseudonym, isAboutThem });
  if (!isAboutThem && isDeepStrictEqual(metadata, before)) return;
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
  if (!isAsWritten(row, key)) return;
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
  const { id, email, isEmailVerified, name } = known;
  const withoutId = text.replaceAll(id, pseudonym);
  const isEmailTheirs = email !== '' && (isEmailVerified || isAboutThem);
  const withoutEmail = isEmailTheirs ? replaceAddress(withoutId, email) : withoutId;
  return isAboutThem && name !== '' ? withoutEmail.replaceAll(name, ERASED) : withoutEmail;
}

/** In any case; not as a part of a longer address, which is somebody else's. A full stop may end a sentence. */
function replaceAddress(text: string, address: string): string {
  const pattern = address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(
    new RegExp(`(?<![A-Za-z0-9._%+-])${pattern}(?!\\.?[A-Za-z0-9-])`, 'gi'),
    ERASED,
  );
}
