import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

import type { KeyProvider, RevisionKind, Verdict } from '@promptly/common';

import { createdAt, id, instant } from './columns.ts';
import { orgs, users } from './identity.ts';

export const projects = pgTable(
  'ps_projects',
  {
    id: id(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    type: text('type').$type<'prompt' | 'figma' | 'mixed'>().notNull(),
    /** The revision that the project's files are at; null only inside the transaction that makes the project. */
    headRevisionId: text('head_revision_id'),
    /** Counts revisions of this project; taken under the row's lock. */
    lastRevisionSeq: integer('last_revision_seq').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    archivedAt: instant('archived_at'),
    /** From then on it is hidden, until somebody restores it. */
    deletedAt: instant('deleted_at'),
    /** When a deleted one is to be removed for good. */
    purgeAt: instant('purge_at'),
    /** When that began: it is not restored any more. */
    purgeStartedAt: instant('purge_started_at'),
  },
  (t) => [
    index('ps_projects_purge_at_idx')
      .on(t.purgeAt)
      .where(sql`${t.purgeAt} is not null`),
    uniqueIndex('ps_projects_org_id_slug_key').on(t.orgId, t.slug),
    index('ps_projects_org_id_created_at_idx').on(t.orgId, t.createdAt, t.id),
    index('ps_projects_name_search_idx').using('gin', sql`to_tsvector('simple', ${t.name})`),
  ],
);

/** Addresses of providers, for people; what is called stands beside the key. */
export interface EnvConfig {
  baseUrls?: Partial<Record<KeyProvider, string>>;
}

export const envs = pgTable(
  'ps_envs',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text('name').$type<'dev' | 'staging' | 'prod'>().notNull(),
    /** What is not secret; the rest lies in `ps_env_secrets`. */
    configJson: jsonb('config_json').$type<EnvConfig>().notNull().default({}),
    /** Goes up with every change. */
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('ps_envs_project_id_name_key').on(t.projectId, t.name)],
);

/** Content-addressed bytes of an organization; the object's key follows from org and hash. */
export const blobs = pgTable(
  'ps_blobs',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    sha256: text('sha256').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    createdAt: createdAt(),
    lastReferencedAt: instant('last_referenced_at').notNull().defaultNow(),
    /** When nothing was found to refer to them; they are there yet. */
    tombstonedAt: instant('tombstoned_at'),
    /** When a collector began to delete them, which tells one beginning from another. */
    deletingAt: instant('deleting_at'),
    /** When they were deleted; the row stays for a while, for whoever wrote them at that moment. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.sha256] })],
);

/** An immutable state of all files of a project; `manifestSha` names the blob that lists path → hash. */
export const revisions = pgTable(
  'ps_revisions',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    orgId: text('org_id').notNull(),
    parentId: text('parent_id'),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<RevisionKind>().notNull(),
    message: text('message').notNull(),
    manifestSha: text('manifest_sha').notNull(),
    fileCount: integer('file_count').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    authorUserId: text('author_user_id').references(() => users.id, { onDelete: 'set null' }),
    jobId: text('job_id'),
    verdictJson: jsonb('verdict_json').$type<Verdict>(),
    createdAt: createdAt(),
    /** When the project's head moved to it; null for a candidate that was never applied. */
    appliedAt: instant('applied_at'),
  },
  (t) => [
    uniqueIndex('ps_revisions_project_id_seq_key').on(t.projectId, t.seq),
    index('ps_revisions_project_id_created_at_idx').on(t.projectId, t.createdAt),
    index('ps_revisions_job_id_idx').on(t.jobId),
  ],
);

/** The head revision's files, one row each, for lists and for the compare-and-set of a save. */
export const files = pgTable(
  'ps_files',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    path: text('path').notNull(),
    type: text('type').$type<'file' | 'dir'>().notNull().default('file'),
    contentHash: text('content_hash').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    storageKey: text('storage_key').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    // Byte order, so that the list pages in the same order as manifests and archives.
    uniqueIndex('ps_files_project_id_path_key').on(t.projectId, sql`${t.path} collate "C"`),
  ],
);

export const snapshots = pgTable(
  'ps_snapshots',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    revisionId: text('revision_id')
      .notNull()
      .references(() => revisions.id),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [
    index('ps_snapshots_project_id_created_at_idx').on(t.projectId, t.createdAt),
    // Asked for each revision that goes with its project; so is the one of exports.
    index('ps_snapshots_revision_id_idx').on(t.revisionId),
  ],
);

export const exportsTable = pgTable(
  'ps_exports',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    revisionId: text('revision_id')
      .notNull()
      .references(() => revisions.id),
    format: text('format').$type<'zip' | 'tar'>().notNull(),
    status: text('status')
      .$type<'pending' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'expired'>()
      .notNull(),
    artifactStorageKey: text('artifact_storage_key'),
    artifactSha256: text('artifact_sha256'),
    artifactSize: bigint('artifact_size', { mode: 'number' }),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    /** When the archive was built, maybe for an earlier export of the same. */
    finishedAt: instant('finished_at'),
  },
  (t) => [
    index('ps_exports_project_id_created_at_idx').on(t.projectId, t.createdAt),
    index('ps_exports_revision_id_idx').on(t.revisionId),
    index('ps_exports_status_idx').on(t.status),
  ],
);

/** What can be fetched from the delivery network, at an address that names its bytes. */
export const artifacts = pgTable(
  'ps_artifacts',
  {
    id: id(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    revisionId: text('revision_id')
      .notNull()
      .references(() => revisions.id),
    kind: text('kind').$type<'archive' | 'file'>().notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    sha256: text('sha256').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    storageKey: text('storage_key').notNull(),
    visibility: text('visibility').$type<'private' | 'public'>().notNull(),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: instant('expires_at'),
  },
  (t) => [
    uniqueIndex('ps_artifacts_project_id_sha256_name_key').on(t.projectId, t.sha256, t.name),
    index('ps_artifacts_project_id_created_at_idx').on(t.projectId, t.createdAt),
    index('ps_artifacts_org_id_sha256_idx').on(t.orgId, t.sha256),
    index('ps_artifacts_revision_id_idx').on(t.revisionId),
    index('ps_artifacts_expires_at_idx').on(t.expiresAt),
  ],
);

export const imports = pgTable(
  'ps_imports',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    source: text('source').$type<'figma' | 'xd'>().notNull(),
    fileKey: text('file_key').notNull(),
    status: text('status').notNull(),
    mappingJson: jsonb('mapping_json').$type<Record<string, unknown>>(),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    index('ps_imports_project_id_created_at_idx').on(t.projectId, t.createdAt),
    index('ps_imports_status_idx').on(t.status),
  ],
);
