import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { createdAt, id, instant } from './columns.ts';
import { orgs, users } from './identity.ts';
import { envs } from './projects.ts';

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

/** Variables and providers' keys of environments, each wrapped by the data key of its organization. */
export const envSecrets = pgTable(
  'ps_env_secrets',
  {
    envId: text('env_id')
      .notNull()
      .references(() => envs.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'variable' | 'provider'>().notNull(),
    /** Of the variable, or the provider. */
    name: text('name').notNull(),
    /** A variable's value; of a provider, its key and address as JSON. */
    valueWrapped: text('value_wrapped').notNull(),
    /** Null for what is too short to tell any of it. */
    lastFour: text('last_four'),
    updatedAt: instant('updated_at').notNull(),
    updatedBy: text('updated_by').references(() => users.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.envId, t.kind, t.name] }),
    index('ps_env_secrets_updated_by_idx').on(t.updatedBy),
  ],
);
