import { sql, type SQL } from 'drizzle-orm';

/** A user, as tables name them. */
export interface UserKeys {
  id: string;
  /** Null where it is not verified: what lies under it may be somebody else's. */
  email: string | null;
}

/**
 * What a table holds about users and organizations, for their data exports and erasure. Columns are written as the
 * database has them.
 */
export interface TableRights {
  /** The rows of an organization; null where there are none. */
  org: ((orgId: string) => SQL) | null;
  /** The rows about a user; null where there are none. */
  user: ((user: UserKeys) => SQL) | null;
  /** Columns that nobody is handed: secrets, and what proves or computes them. */
  omit?: readonly string[];
  /**
   * How a user is shown a row of `t`, where it tells of others, too; as it is when left out. `key` is secret, and makes
   * the pseudonyms of one archive.
   */
  shownTo?: (user: UserKeys, key: string) => SQL;
  /** Rows that no reference takes along: they are deleted as such. */
  eraseWith?: readonly ('org' | 'user')[];
}

const ofOrg = (orgId: string) => sql`org_id = ${orgId}`;
const ofProject = (orgId: string) =>
  sql`project_id in (select id from ps_projects where org_id = ${orgId})`;
const ofJob = (orgId: string) =>
  sql`job_id in (select id from ps_codegen_jobs where org_id = ${orgId})`;
/** Who was removed is handed nothing more of an organization, whose rows go on changing. */
const inOrgsOf = ({ id }: UserKeys) =>
  sql`org_id in (select org_id from ps_org_members where user_id = ${id})`;
const inProjectsOf = (user: UserKeys) =>
  sql`project_id in (select id from ps_projects where ${inOrgsOf(user)})`;
const createdBy = (user: UserKeys) => sql`created_by = ${user.id} and ${inOrgsOf(user)}`;
const createdInProject = (user: UserKeys) => sql`created_by = ${user.id} and ${inProjectsOf(user)}`;
const ofUser = ({ id }: UserKeys) => sql`user_id = ${id}`;
/**
 * What others did to the user is told; who they are is a pseudonym that holds within one archive, and that nobody can
 * compute from the ids of those who may be meant.
 */
const auditRowFor = ({ id }: UserKeys, key: string) => {
  const others = `usr_(?!${id.slice('usr_'.length)})[0-9A-Z]{26}`;
  return sql`case when t.user_id = ${id} then to_jsonb(t) else
    to_jsonb(t) - '{hash,prev_hash,salt,erasure_mac}'::text[] || jsonb_build_object(
      'user_id', 'another-' || left(encode(sha256(convert_to(${key} || t.user_id, 'UTF8')), 'hex'), 12),
      'ip', null, 'request_id', null,
      'metadata_json', regexp_replace(t.metadata_json::text, ${others}, 'another', 'g')::jsonb
    ) end`;
};
const nobodys = { org: null, user: null } as const;

/**
 * Every table of the schema. A test finds those that are missing here, and columns which seem to be about somebody
 * whom their table does not declare.
 */
export const TABLE_RIGHTS: Readonly<Record<string, TableRights>> = {
  ps_users: {
    ...{ org: null, user: ({ id }) => sql`id = ${id}`, omit: ['password_hash'] },
    eraseWith: ['user'],
  },
  ps_sessions: { org: null, user: ofUser, omit: ['hmac_key'] },
  ps_linked_accounts: { org: null, user: ofUser, omit: ['tokens_wrapped'] },
  ps_unlinked_accounts: { org: null, user: ofUser },
  ps_foreign_sessions: {
    org: null,
    user: ({ id }) => sql`session_id in (select id from ps_sessions where user_id = ${id})`,
    omit: ['session_key'],
  },
  ps_email_tokens: { org: null, user: ofUser, omit: ['token_hash'] },
  ps_mails: {
    ...{ org: null, user: ({ email }) => sql`to_address = ${email}`, omit: ['body_wrapped'] },
    eraseWith: ['user'],
  },
  ps_idempotency_records: {
    org: (orgId) => sql`principal in (select id from ps_api_keys where org_id = ${orgId})`,
    user: ({ id }) => sql`principal = ${id}`,
    // An answer may hold a secret, and is a copy of what the other tables have.
    omit: ['response_body'],
    eraseWith: ['org', 'user'],
  },

  ps_orgs: {
    org: (orgId) => sql`id = ${orgId}`,
    user: ({ id }) => sql`owner_user_id = ${id}`,
    eraseWith: ['org'],
  },
  ps_org_members: { org: ofOrg, user: ofUser },
  ps_invitations: {
    org: ofOrg,
    user: ({ email }) => sql`email = ${email}`,
    omit: ['token_hash'],
    eraseWith: ['user'],
  },
  ps_api_keys: { org: ofOrg, user: createdBy, omit: ['hashed_key'] },
  ps_data_keys: { org: ofOrg, user: null, omit: ['wrapped_key'] },
  ps_settings: { org: ofOrg, user: null },
  ps_rate_limits: { org: ofOrg, user: null, eraseWith: ['org'] },
  ps_usage_ledger: { org: ofOrg, user: null },
  ps_webhooks: {
    ...{ org: ofOrg, user: createdBy },
    omit: ['secret', 'previous_secret', 'previous_secret_expires_at'],
  },
  ps_webhook_events: { org: ofOrg, user: null },
  ps_webhook_deliveries: { org: ofOrg, user: null },
  ps_webhook_attempts: {
    org: (orgId) =>
      sql`delivery_id in (select id from ps_webhook_deliveries where org_id = ${orgId})`,
    user: null,
  },

  ps_projects: { org: ofOrg, user: null, eraseWith: ['org'] },
  ps_envs: { org: ofProject, user: null },
  // Nobody reads a variable or key again; that it is there is told.
  ps_env_secrets: {
    org: (orgId) => sql`env_id in (select id from ps_envs where ${ofProject(orgId)})`,
    user: (user) => sql`
      updated_by = ${user.id} and env_id in (select id from ps_envs where ${inProjectsOf(user)})`,
    omit: ['value_wrapped', 'last_four'],
  },
  ps_blobs: { org: ofOrg, user: null },
  ps_revisions: {
    org: ofOrg,
    user: (user) => sql`author_user_id = ${user.id} and ${inOrgsOf(user)}`,
  },
  ps_files: { org: ofProject, user: null },
  ps_snapshots: { org: ofProject, user: createdInProject },
  ps_exports: { org: ofProject, user: createdInProject },
  ps_artifacts: { org: ofOrg, user: createdBy },
  ps_imports: { org: ofProject, user: null },
  ps_github_branches: { org: ofProject, user: null },
  ps_components: { org: ofOrg, user: createdBy },
  ps_templates: { org: ofOrg, user: createdBy },
  ps_snippets: { org: ofOrg, user: createdBy },

  ps_codegen_jobs: { org: ofOrg, user: createdBy },
  ps_job_steps: { org: ofJob, user: null },
  ps_job_events: { org: ofJob, user: null },

  // Gone with the organization; what tells of a user is made a pseudonym by its own step.
  ps_audit_logs: {
    org: ofOrg,
    user: ({ id }) =>
      sql`user_id = ${id} or (entity_type in ('user', 'member') and entity_id = ${id})`,
    shownTo: auditRowFor,
  },
  ps_audit_heads: { org: ofOrg, user: null },
  ps_audit_anchors: { org: ofOrg, user: null },
  ps_data_exports: {
    org: ofOrg,
    user: (user) => sql`user_id = ${user.id} or (requested_by = ${user.id} and ${inOrgsOf(user)})`,
  },
  // What is left of it in the end is a tombstone, which is about nobody.
  ps_erasures: {
    org: (orgId) => sql`subject_id = ${orgId}`,
    user: ({ id }) => sql`subject_id = ${id}`,
    omit: ['subject_wrapped'],
  },

  /** Ids of work to be done, for a day. */
  ps_outbox: nobodys,
  ps_signing_keys: { ...nobodys, omit: ['private_key_wrapped'] },
  ps_oauth_used_states: nobodys,
  ps_instance: nobodys,
};
