import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

import type { CodegenStep, JobError, JobEventType } from '@promptly/common';

import { createdAt, id, instant } from './columns.ts';
import { orgs, users } from './identity.ts';
import { projects } from './projects.ts';

export type StoredJobStatus = 'pending' | 'running' | 'succeeded' | 'failed' | 'canceled';

export const codegenJobs = pgTable(
  'ps_codegen_jobs',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    orgId: text('org_id').notNull(),
    kind: text('kind').$type<'prompt' | 'figma'>().notNull(),
    provider: text('provider').notNull(),
    status: text('status').$type<StoredJobStatus>().notNull(),
    promptText: text('prompt_text').notNull(),
    optionsJson: jsonb('options_json').$type<Record<string, unknown>>().notNull().default({}),
    designRef: text('design_ref'),
    /** The head when the job was accepted: what the prompt's author was looking at. */
    baseRevisionId: text('base_revision_id').notNull(),
    candidateRevisionId: text('candidate_revision_id'),
    /** Always null: the result is the candidate, a revision, whose content is stored by its hash. */
    resultStorageKey: text('result_storage_key'),
    logsStorageKey: text('logs_storage_key'),
    errorJson: jsonb('error_json').$type<JobError>(),
    costCents: numeric('cost_cents', { mode: 'number', precision: 12, scale: 4 })
      .notNull()
      .default(0),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    /** The key that asked for it, where no person did; keys are rows as long as their organization is. */
    apiKeyId: text('api_key_id'),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** Last number given to an event of this job; events are numbered under this row's lock. */
    lastEventSeq: integer('last_event_seq').notNull().default(0),
    /** The worker that holds the job, until when, and how often it was taken: a write with an old epoch is refused. */
    leaseOwner: text('lease_owner'),
    leaseUntil: instant('lease_until'),
    leaseEpoch: integer('lease_epoch').notNull().default(0),
  },
  (t) => [
    index('ps_codegen_jobs_project_id_created_at_idx').on(t.projectId, t.createdAt),
    index('ps_codegen_jobs_org_id_created_at_idx').on(t.orgId, t.createdAt),
    index('ps_codegen_jobs_status_lease_until_idx').on(t.status, t.leaseUntil),
    index('ps_codegen_jobs_log_unstored_idx')
      .on(t.finishedAt)
      .where(sql`${t.finishedAt} is not null and ${t.logsStorageKey} is null`),
  ],
);

/** The step journal: a finished step's output is kept, so that a restarted job goes on after it. */
export const jobSteps = pgTable(
  'ps_job_steps',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => codegenJobs.id, { onDelete: 'cascade' }),
    name: text('name').$type<CodegenStep>().notNull(),
    /** How often the whole pipeline was taken back to before this step (the head moved meanwhile). */
    round: integer('round').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    outputJson: jsonb('output_json').$type<Record<string, unknown>>(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.name, t.round] })],
);

export const jobEvents = pgTable(
  'ps_job_events',
  {
    jobId: text('job_id')
      .notNull()
      .references(() => codegenJobs.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    type: text('type').$type<JobEventType>().notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    /** Names the effect that the event tells of: a step that runs again says it once. */
    effectKey: text('effect_key').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.seq] }),
    uniqueIndex('ps_job_events_job_id_effect_key_key').on(t.jobId, t.effectKey),
  ],
);

/** Messages that are written with the change that causes them, and handed to the queue after the commit. */
export const outbox = pgTable(
  'ps_outbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    topic: text('topic').notNull(),
    key: text('key').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    publishedAt: instant('published_at'),
  },
  (t) => [index('ps_outbox_unpublished_idx').on(t.publishedAt, t.id)],
);

/** What was spent, one row an effect; totals are sums over it. */
export const usageLedger = pgTable(
  'ps_usage_ledger',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    refId: text('ref_id').notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('ps_usage_ledger_effect_key').on(t.orgId, t.kind, t.refId),
    index('ps_usage_ledger_org_id_created_at_idx').on(t.orgId, t.createdAt),
  ],
);
