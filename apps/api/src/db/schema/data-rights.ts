import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { createdAt, id, instant, textArray } from './columns.ts';
import { orgs, users } from './identity.ts';

/** Users and organizations that are to be erased, and the tombstones of those that were. */
export const erasures = pgTable(
  'ps_erasures',
  {
    id: id(),
    kind: text('kind').$type<'user' | 'org'>().notNull(),
    /** SHA-256 of kind and id: all that is left in the end, to know them again in a backup. */
    subjectHash: text('subject_hash').notNull(),
    /** Null once it is erased. */
    subjectId: text('subject_id'),
    /** The erasure of the user whom the organization goes with. */
    parentId: text('parent_id'),
    status: text('status').$type<'scheduled' | 'running' | 'done'>().notNull(),
    createdAt: createdAt(),
    dueAt: instant('due_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Steps that are done. */
    steps: textArray('steps'),
    /** What the audit log is searched for once the rows are gone, wrapped by the key-encryption key. */
    subjectWrapped: text('subject_wrapped'),
    /** Until then, a worker has it in hand. */
    leaseUntil: instant('lease_until'),
  },
  (t) => [
    uniqueIndex('ps_erasures_open_key')
      .on(t.subjectHash)
      .where(sql`${t.status} <> 'done'`),
    index('ps_erasures_due_idx')
      .on(t.dueAt)
      .where(sql`${t.status} <> 'done'`),
    index('ps_erasures_parent_id_idx').on(t.parentId),
  ],
);

/** Archives of all data of a user (`userId`) or an organization (`orgId`). */
export const dataExports = pgTable(
  'ps_data_exports',
  {
    id: id(),
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    orgId: text('org_id').references(() => orgs.id, { onDelete: 'cascade' }),
    requestedBy: text('requested_by').references(() => users.id, { onDelete: 'set null' }),
    status: text('status')
      .$type<'pending' | 'running' | 'succeeded' | 'failed' | 'expired'>()
      .notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Until then, a worker has it in hand. */
    leaseUntil: instant('lease_until'),
    artifactStorageKey: text('artifact_storage_key'),
    artifactSha256: text('artifact_sha256'),
    artifactSize: bigint('artifact_size', { mode: 'number' }),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    index('ps_data_exports_user_id_idx').on(t.userId),
    index('ps_data_exports_org_id_idx').on(t.orgId),
    index('ps_data_exports_open_idx')
      .on(t.createdAt)
      .where(sql`${t.status} in ('pending', 'running')`),
  ],
);
