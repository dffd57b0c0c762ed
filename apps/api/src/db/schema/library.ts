import { sql, type SQL } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';

import { createdAt, id, instant, textArray } from './columns.ts';
import { orgs, users } from './identity.ts';
import { snapshots } from './projects.ts';

/*
 * What organizations keep to use again. `orgId` null is the product's own, for every organization; what ships today is
 * made by the program, and needs no rows.
 */

const orgId = () => text('org_id').references(() => orgs.id, { onDelete: 'cascade' });

const createdBy = () => text('created_by').references(() => users.id, { onDelete: 'set null' });

const sizeBytes = () => bigint('size_bytes', { mode: 'number' }).notNull();

/** The words by which searches find it: `services/library/search-words.ts` makes them. */
const searchWords = () => textArray('search_words');

const wordsOf = (words: AnyPgColumn): SQL => sql`array_to_tsvector(${words})`;

/** One version of a component. */
export const components = pgTable(
  'ps_components',
  {
    id: id(),
    orgId: orgId().notNull(),
    name: text('name').notNull(),
    version: text('version').notNull(),
    description: text('description').notNull().default(''),
    tags: textArray('tags'),
    searchWords: searchWords(),
    propsSchemaJson: jsonb('props_schema_json').$type<Record<string, unknown>>().notNull(),
    /** The manifest of its files, and the hash that names it. */
    codeStorageKey: text('code_storage_key').notNull(),
    codeSha256: text('code_sha256').notNull(),
    sizeBytes: sizeBytes(),
    /** The one version of its name that lists show. */
    isLatest: boolean('is_latest').notNull().default(false),
    deprecatedAt: instant('deprecated_at'),
    deprecationMessage: text('deprecation_message'),
    /** What was deleted keeps its version's number: another code never gets it. */
    deletedAt: instant('deleted_at'),
    createdBy: createdBy(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('ps_components_org_id_name_version_key').on(
      t.orgId,
      sql`lower(${t.name})`,
      t.version,
    ),
    // Lists are in its order: by bytes, as the program compares.
    uniqueIndex('ps_components_latest_key')
      .on(t.orgId, sql`lower(${t.name}) collate "C"`)
      .where(sql`${t.isLatest}`),
    index('ps_components_search_words_idx').using('gin', wordsOf(t.searchWords)),
    index('ps_components_tags_idx').using('gin', t.tags),
    index('ps_components_created_by_idx').on(t.createdBy),
  ],
);

export const templates = pgTable(
  'ps_templates',
  {
    id: id(),
    orgId: orgId(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    tags: textArray('tags'),
    searchWords: searchWords(),
    /** The manifest of its files, and the hash that names it. */
    snapshotStorageKey: text('snapshot_storage_key').notNull(),
    manifestSha256: text('manifest_sha256').notNull(),
    sizeBytes: sizeBytes(),
    snapshotId: text('snapshot_id').references(() => snapshots.id, { onDelete: 'set null' }),
    createdBy: createdBy(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    index('ps_templates_org_id_created_at_idx').on(t.orgId, t.createdAt, t.id),
    index('ps_templates_search_words_idx').using('gin', wordsOf(t.searchWords)),
    index('ps_templates_tags_idx').using('gin', t.tags),
    index('ps_templates_snapshot_id_idx').on(t.snapshotId),
    index('ps_templates_created_by_idx').on(t.createdBy),
  ],
);

export const snippets = pgTable(
  'ps_snippets',
  {
    id: id(),
    orgId: orgId(),
    name: text('name').notNull(),
    kind: text('kind').$type<'ui' | 'logic' | 'hook'>().notNull(),
    description: text('description').notNull().default(''),
    searchWords: searchWords(),
    codeStorageKey: text('code_storage_key').notNull(),
    codeSha256: text('code_sha256').notNull(),
    sizeBytes: sizeBytes(),
    createdBy: createdBy(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    index('ps_snippets_org_id_created_at_idx').on(t.orgId, t.createdAt, t.id),
    index('ps_snippets_search_words_idx').using('gin', wordsOf(t.searchWords)),
    index('ps_snippets_created_by_idx').on(t.createdBy),
  ],
);
