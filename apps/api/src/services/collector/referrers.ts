import { sql, type SQL } from 'drizzle-orm';

/** A column that names stored content by its hash. */
export interface Referrer {
  table: string;
  column: string;
  /** A manifest stands for all files that it lists. */
  holds: 'a manifest' | 'bytes';
  /** The rows of an organization that count. */
  rows: (orgId: string) => SQL;
}

const ofOrg = (orgId: string) => sql`org_id = ${orgId}`;
const ofProject = (orgId: string) =>
  sql`project_id in (select id from ps_projects where org_id = ${orgId})`;

/** Everything that keeps stored content from being collected. One line a column. */
export const REFERRERS: readonly Referrer[] = [
  { table: 'ps_revisions', column: 'manifest_sha', holds: 'a manifest', rows: ofProject },
  { table: 'ps_files', column: 'content_hash', holds: 'bytes', rows: ofProject },
  {
    ...{ table: 'ps_components', column: 'code_sha256', holds: 'a manifest' },
    // The row of what was deleted only keeps its version's number.
    rows: (orgId) => sql`org_id = ${orgId} and deleted_at is null`,
  },
  { table: 'ps_templates', column: 'manifest_sha256', holds: 'a manifest', rows: ofOrg },
  { table: 'ps_snippets', column: 'code_sha256', holds: 'bytes', rows: ofOrg },
  {
    ...{ table: 'ps_artifacts', column: 'sha256', holds: 'bytes' },
    // Archives lie where their exports have stored them.
    rows: (orgId) => sql`org_id = ${orgId} and kind = 'file'`,
  },
];

const SAME_CONTENT = 'the key of what the hash beside it names';
const COMMIT = 'a commit in a repository of another service';
const ARCHIVE = 'an archive, which is removed by its age';

/** Columns that look like it and keep nothing, and why. A test finds those that are in neither list. */
export const NO_REFERRERS: Readonly<Record<string, string>> = {
  'ps_blobs.sha256': 'what is collected',
  'ps_files.storage_key': SAME_CONTENT,
  'ps_components.code_storage_key': SAME_CONTENT,
  'ps_templates.snapshot_storage_key': SAME_CONTENT,
  'ps_snippets.code_storage_key': SAME_CONTENT,
  'ps_artifacts.storage_key': SAME_CONTENT,
  'ps_exports.artifact_storage_key': ARCHIVE,
  'ps_exports.artifact_sha256': ARCHIVE,
  'ps_data_exports.artifact_storage_key': ARCHIVE,
  'ps_data_exports.artifact_sha256': ARCHIVE,
  'ps_codegen_jobs.result_storage_key': 'always null: the result is a revision',
  'ps_codegen_jobs.logs_storage_key': 'a log, which is removed once its job is gone',
  'ps_github_branches.commit_sha': COMMIT,
  'ps_github_branches.pending_commit_sha': COMMIT,
  'ps_github_branches.begun_commit_sha': COMMIT,
  'ps_imports.file_key': 'the name of a file at another service',
};
