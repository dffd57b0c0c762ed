import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { createdAt, id } from './columns.ts';
import { orgs } from './identity.ts';

/** Keys that secrets are wrapped by, themselves wrapped by the key-encryption key. Without its row, a secret is noise. */
export const dataKeys = pgTable(
  'ps_data_keys',
  {
    id: id(),
    /** Null for the instance's own. */
    orgId: text('org_id').references(() => orgs.id, { onDelete: 'cascade' }),
    /** The highest one wraps; 0 is a key-encryption key from before there were data keys. */
    generation: integer('generation').notNull(),
    wrappedKey: text('wrapped_key').notNull(),
    /** The key-encryption key that wraps it. */
    kekId: text('kek_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('ps_data_keys_owner_generation_key').on(
      sql`coalesce(${t.orgId}, '')`,
      t.generation,
    ),
    index('ps_data_keys_org_id_idx').on(t.orgId),
    index('ps_data_keys_kek_id_idx').on(t.kekId, t.id),
  ],
);
