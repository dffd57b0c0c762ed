import { asc, gt } from 'drizzle-orm';

import type { Database, Queryable } from '../../db/client.ts';
import { dataKeys } from '../../db/schema/index.ts';
import { EnvelopeError } from './aes-gcm.ts';
import type { Sealer } from './envelope.ts';
import type { Keys } from './key-encryption-key.ts';
import { unwrapDataKey, type Keyring } from './keyring.ts';
import { SEALED_COLUMNS, type SealedText } from './sealed-columns.ts';

export interface SecretFault {
  /** The column, such as `ps_mails.body_wrapped`. */
  column: string;
  /** Of the row. */
  id: string;
  message: string;
}

export interface SecretsReport {
  dataKeys: number;
  /** Data keys that only the previous key-encryption key opens. */
  underPrevious: number;
  secrets: number;
  faults: SecretFault[];
}

const BATCH = 200;

/** Opens every secret of the database, telling none and changing nothing. */
export async function checkSecrets(
  db: Database,
  { wrapper, keyring }: Keys,
): Promise<SecretsReport> {
  const report: SecretsReport = { dataKeys: 0, underPrevious: 0, secrets: 0, faults: [] };
  const note = (column: string, id: string) => (message: string) =>
    void report.faults.push({ column, id, message });

  await eachBatch(
    (after) =>
      db
        .select()
        .from(dataKeys)
        .where(gt(dataKeys.id, after))
        .orderBy(asc(dataKeys.id))
        .limit(BATCH),
    async (row) => {
      report.dataKeys += 1;
      if (row.kekId !== wrapper.kekId) report.underPrevious += 1;
      await faultOf(() => unwrapDataKey(wrapper, row), note('ps_data_keys.wrapped_key', row.id));
    },
  );
  for (const column of SEALED_COLUMNS) {
    await eachBatch(
      (after) => column.read(db, after, BATCH),
      async (text) => {
        report.secrets += 1;
        await faultOf(() => openText(db, keyring, text), note(column.name, text.id));
      },
    );
  }
  return report;
}

async function eachBatch<T extends { id: string }>(
  read: (after: string) => Promise<T[]>,
  look: (row: T) => Promise<void>,
): Promise<void> {
  for (let rows = await read(''); rows.length > 0; rows = await read(rows.at(-1)?.id ?? '')) {
    for (const row of rows) await look(row);
  }
}

async function openText(db: Queryable, keyring: Keyring, text: SealedText): Promise<void> {
  const { orgId, wrapped, context } = text;
  const sealer: Pick<Sealer, 'unwrap'> =
    orgId === null ? keyring.envelope : await keyring.toUnwrap(db, orgId);
  sealer.unwrap(wrapped, context);
}

async function faultOf(
  work: () => Promise<unknown>,
  note: (message: string) => void,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    note(error.message);
  }
}
