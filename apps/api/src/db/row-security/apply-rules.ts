import { createHash } from 'node:crypto';

import { getTableName, type Table } from 'drizzle-orm';
import type { Client } from 'pg';

import { StartupError } from '../../startup-error.ts';
import * as schema from '../schema/index.ts';
import { APP_ROLE } from './app-role.ts';
import { ROW_RULES, type RowRule } from './rules.ts';

/**
 * Brings the rules of rows up to date after the tables; does nothing when they are. Throws where the database's
 * user may not make the role that they bind.
 */
export async function applyRowRules(client: Client): Promise<void> {
  await ensureRole(client);
  const text = rulesAsSql();
  const mark = createHash('sha256').update(text).digest('hex');
  if (await areApplied(client, mark)) return;
  await client.query(
    `begin; ${text}; comment on function public.ps_reachable_orgs() is '${mark}'; commit`,
  );
}

async function ensureRole(client: Client): Promise<void> {
  try {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
        create role ${APP_ROLE} nologin;
      end if;
      if not pg_has_role(current_user, '${APP_ROLE}', 'member') then
        grant ${APP_ROLE} to current_user;
      end if;
    exception when duplicate_object or unique_violation then
      -- Another database of the same server made it at this moment.
    end $$`);
  } catch (cause) {
    throw new StartupError(
      `The database user may not make the role ${APP_ROLE}. Have an administrator run once: ` +
        `create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <the user of DATABASE_URL>;`,
      { cause },
    );
  }
}

/** Also false after a restore onto a server that did not have the role yet, which leaves the grants out. */
async function areApplied(client: Client, mark: string): Promise<boolean> {
  const { rows } = await client.query<{ applied: boolean | null }>(
    `select obj_description(to_regprocedure('public.ps_reachable_orgs()'), 'pg_proc') = $1
       and has_table_privilege('${APP_ROLE}', 'public.ps_projects', 'select') as applied`,
    [mark],
  );
  return rows[0]?.applied === true;
}

function rulesAsSql(): string {
  const tables = Object.entries(ROW_RULES).map(([name, rule]) =>
    tableAsSql(getTableName(schema[name as keyof typeof schema] as Table), rule),
  );
  return [REACHABLE_ORGS, `grant usage on schema public to ${APP_ROLE}`, ...tables, FUNCTIONS].join(
    ';\n',
  );
}

/** As its owner, or the rule of members would ask itself. */
const REACHABLE_ORGS = `
  create or replace function public.ps_reachable_orgs() returns text[]
  language sql stable security definer set search_path = '' as $$
    select array(
      select org_id from public.ps_org_members where user_id = current_setting('ps.user_id', true)
      union all select current_setting('ps.org_id', true)
    )
  $$`;

/** Links a row to its chain, whose head is nobody's to see. */
const FUNCTIONS = `
  alter function public.ps_audit_link() security definer set search_path = pg_catalog, public;
  grant usage on all sequences in schema public to ${APP_ROLE}`;

const POLICIES = ['ps_tenant', 'ps_tenant_reads', 'ps_tenant_adds'] as const;

function tableAsSql(table: string, { grants, rows, alsoReads, alsoAdds }: RowRule): string {
  const [tenant, reads, adds] = POLICIES;
  const policy = (name: string, rest: string) => `create policy ${name} on public.${table} ${rest}`;
  return [
    `alter table public.${table} enable row level security`,
    `revoke all on public.${table} from ${APP_ROLE}`,
    ...POLICIES.map((name) => `drop policy if exists ${name} on public.${table}`),
    ...(grants ? [`grant ${grants} on public.${table} to ${APP_ROLE}`] : []),
    policy(tenant, `to ${APP_ROLE} using (${rows}) with check (${rows})`),
    ...(alsoReads ? [policy(reads, `for select to ${APP_ROLE} using (${alsoReads})`)] : []),
    ...(alsoAdds ? [policy(adds, `for insert to ${APP_ROLE} with check (${alsoAdds})`)] : []),
  ].join(';\n');
}
