import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { createdAt, id, textArray } from './columns.ts';
import { orgs } from './identity.ts';

export const components = pgTable(
  'ps_components',
  {
    id: id(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    version: text('version').notNull(),
    tags: textArray('tags'),
    propsSchemaJson: jsonb('props_schema_json').$type<Record<string, unknown>>().notNull(),
    codeStorageKey: text('code_storage_key').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('ps_components_org_id_name_version_key').on(t.orgId, t.name, t.version),
    index('ps_components_org_id_created_at_idx').on(t.orgId, t.createdAt),
    index('ps_components_name_search_idx').using('gin', sql`to_tsvector('simple', ${t.name})`),
    index('ps_components_tags_idx').using('gin', t.tags),
  ],
);

/** `orgId` null: part of the product, for every organization. */
export const templates = pgTable(
  'ps_templates',
  {
    id: id(),
    orgId: text('org_id').references(() => orgs.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    tags: textArray('tags'),
    snapshotStorageKey: text('snapshot_storage_key').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('ps_templates_org_id_created_at_idx').on(t.orgId, t.createdAt),
    index('ps_templates_name_search_idx').using('gin', sql`to_tsvector('simple', ${t.name})`),
    index('ps_templates_tags_idx').using('gin', t.tags),
  ],
);

export const snippets = pgTable(
  'ps_snippets',
  {
    id: id(),
    orgId: text('org_id').references(() => orgs.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    kind: text('kind').$type<'ui' | 'logic' | 'hook'>().notNull(),
    codeStorageKey: text('code_storage_key').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('ps_snippets_org_id_created_at_idx').on(t.orgId, t.createdAt),
    index('ps_snippets_name_search_idx').using('gin', sql`to_tsvector('simple', ${t.name})`),
  ],
);
