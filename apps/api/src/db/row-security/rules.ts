import type * as schema from '../schema/index.ts';

/** What the API's own role may do with a table while it works for somebody; the program's own work is not bound. */
export interface RowRule {
  /** What it may do at all; the columns where not all of them. */
  grants: string;
  /** A condition of SQL on the rows that it sees, changes and adds. */
  rows: string;
  /** On rows that it sees besides. */
  alsoReads?: string;
  /** On rows that it adds besides. */
  alsoAdds?: string;
}

/** The organizations of the caller, looked up once a statement. */
const mine = '((select public.ps_reachable_orgs())::text[])';
/** The signed-in user; nobody where an API key calls. */
const me = "(select nullif(current_setting('ps.user_id', true), ''))";
const principal = "(select nullif(current_setting('ps.principal', true), ''))";

const ofOrg = (column = 'org_id') => `${column} = any ${mine}`;
/** The row that this one belongs to, as far as the caller sees it. */
const seen = (table: string, condition: string) =>
  `exists (select from ${table} where ${condition})`;
const ofProject = (table: string) => seen('ps_projects p', `p.id = ${table}.project_id`);
const ofJob = (table: string) => seen('ps_codegen_jobs j', `j.id = ${table}.job_id`);

const all = (rows: string): RowRule => ({ grants: 'select, insert, update, delete', rows });
const read = (rows: string, columns = ''): RowRule => ({ grants: `select${columns}`, rows });
const add: RowRule = { grants: 'insert', rows: 'true' };
/** Only the program itself looks there. */
const none: RowRule = { grants: '', rows: 'false' };
/** Also what ships with the product. */
const ofOrgOrEverybody: RowRule = { ...all(ofOrg()), alsoReads: 'org_id is null' };

/**
 * The second wall between organizations: Postgres itself hides the rows of others, also where a query forgets to.
 * One line a table; one without its line does not compile.
 */
export const ROW_RULES = {
  users: read(
    `id = ${me} or ${seen('ps_org_members m', `m.user_id = ps_users.id and ${ofOrg('m.org_id')}`)}
      or ${seen('ps_audit_logs a', `a.user_id = ps_users.id and ${ofOrg('a.org_id')}`)}`,
  ),
  // Its owner's from the row on, before they are its first member.
  orgs: all(`${ofOrg('id')} or owner_user_id = ${me}`),
  orgMembers: all(
    `${ofOrg()} or (user_id = ${me} and ${seen('ps_orgs o', `o.id = org_id and o.owner_user_id = ${me}`)})`,
  ),
  sessions: read(`user_id = ${me}`),
  signingKeys: none,
  apiKeys: all(ofOrg()),
  invitations: all(ofOrg()),

  projects: all(ofOrg()),
  envs: all(ofProject('ps_envs')),
  blobs: all(ofOrg()),
  revisions: all(ofOrg()),
  files: all(ofProject('ps_files')),
  snapshots: all(ofProject('ps_snapshots')),
  exportsTable: all(ofProject('ps_exports')),
  artifacts: all(ofOrg()),
  imports: all(ofProject('ps_imports')),
  githubBranches: all(ofProject('ps_github_branches')),

  codegenJobs: all(ofOrg()),
  jobSteps: all(ofJob('ps_job_steps')),
  jobEvents: all(ofJob('ps_job_events')),
  outbox: add,
  webhooks: all(ofOrg()),
  webhookEvents: all(ofOrg()),
  webhookDeliveries: all(ofOrg()),
  webhookAttempts: all(seen('ps_webhook_deliveries d', 'd.id = ps_webhook_attempts.delivery_id')),
  usageLedger: all(ofOrg()),

  components: all(ofOrg()),
  templates: ofOrgOrEverybody,
  snippets: ofOrgOrEverybody,

  // Signing in and what is kept for it is no work of a caller.
  linkedAccounts: none,
  unlinkedAccounts: none,
  foreignSessions: none,
  usedOAuthStates: none,

  mails: add,
  emailTokens: none,

  // What happens outside of any organization is written down for the operator.
  auditLogs: { grants: 'select, insert', rows: ofOrg(), alsoAdds: 'org_id is null' },
  auditHeads: none,
  auditAnchors: none,
  rateLimits: none,
  settings: all(ofOrg()),
  idempotencyRecords: all(`principal = ${principal}`),
  instance: none,
  dataKeys: none,
  dataExports: all(`${ofOrg()} or user_id = ${me}`),
  erasures: none,
  envSecrets: all(seen('ps_envs e', 'e.id = ps_env_secrets.env_id')),
} as const satisfies Record<keyof typeof schema, RowRule>;
