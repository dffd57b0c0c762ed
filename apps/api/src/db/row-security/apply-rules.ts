import { createHash } from 'node:crypto';

import { getTableName, type Table } from 'drizzle-orm';
import { DatabaseError, type Client } from 'pg';

import { StartupError } from '../../startup-error.ts';
import * as schema from '../schema/index.ts';
import { APP_ROLE } from './app-role.ts';
import { ROW_RULES, type RowRule } from './rules.ts';

/** A table is changed once nobody reads it for a moment; whoever waits longer would hold up all who come after. */
const LOCK_TIMEOUT_MS = 2_000;
const MAX_ATTEMPTS = 30;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the rules of rows up to date after the tables, each by itself and only where its text has changed. Throws
 * where the database's user may not make or take the role that they bind.
 */
export async function applyRowRules(client: Client): Promise<void> {
  await ensureRole(client);
  await client.query(FUNCTIONS);
  const applied = await appliedMarks(client);
  for (const [name, rule] of Object.entries(ROW_RULES)) {
    const table = getTableName(schema[name as keyof typeof schema] as Table);
    const text = tableAsSql(table, rule);
    const mark = createHash('sha256').update(text).digest('hex');
    if (applied.get(table) === mark) continue;
    await patiently(client, `${text}; comment on policy ps_tenant on public.${table} is '${mark}'`);
  }
}

async function ensureRole(client: Client): Promise<void> {
  try {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
        create role ${APP_ROLE} nologin;
      end if;
    exception when duplicate_object or unique_violation then
      -- Another database of the same server made it at this moment.
    end $$`);
    if (await mayTakeRole(client)) return;
    await client.query(`grant ${APP_ROLE} to current_user`);
    if (await mayTakeRole(client)) return;
  } catch (cause) {
    throw roleRefused(cause);
  }
  throw roleRefused();
}

/** By trying it: since Postgres 16, who made a role belongs to it, and may still not take it. */
async function mayTakeRole(client: Client): Promise<boolean> {
  try {
    await client.query(`begin; set local role ${APP_ROLE}; rollback`);
    return true;
  } catch {
    await client.query('rollback');
    return false;
  }
}

function roleRefused(cause?: unknown): StartupError {
  return new StartupError(
    `The database user may not make and take the role ${APP_ROLE}. Have an administrator run once: ` +
      `create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <the user of DATABASE_URL>;`,
    { cause },
  );
}

/**
 * Table → what of its rule is applied. Nothing where the role has other rights than it should, as after a restore onto
 * a server that did not have the role yet.
 */
async function appliedMarks(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ table: string; mark: string | null; granted: boolean }>(
    `select c.relname as table, obj_description(p.oid, 'pg_policy') as mark,
       has_any_column_privilege('${APP_ROLE}', c.oid, 'select, insert') as granted
     from pg_policy p join pg_class c on c.oid = p.polrelid
     where p.polname = 'ps_tenant' and c.relnamespace = 'public'::regnamespace and c.relrowsecurity`,
  );
  const wanted = new Map(
    Object.entries(ROW_RULES).map(([name, { grants }]) => [
      getTableName(schema[name as keyof typeof schema] as Table),
      grants !== '',
    ]),
  );
  return new Map(
    rows.flatMap(({ table, mark, granted }) =>
      mark !== null && granted === wanted.get(table) ? [[table, mark] as const] : [],
    ),
  );
}

/** In a transaction, tried again while others work with the table. */
async function patiently(client: Client, text: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`begin; set local lock_timeout = ${LOCK_TIMEOUT_MS}; ${text}; commit`);
      return;
    } catch (error) {
      await client.query('rollback');
      const isBusy = error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE;
      if (!isBusy || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/**
 * The organizations of the caller, as the function's owner, or the rule of members would ask itself. The one which
 * links a row of the audit log to its chain works likewise: the chain's head is nobody's to see. What a user is in an
 * organization is asked by every request: its plan is kept, and no rule is planned anew. It tells a caller of nobody
 * else.
 */
const FUNCTIONS = `
  create or replace function public.ps_reachable_orgs() returns text[]
  language sql stable security definer set search_path = '' as $$
    select array(
      select org_id from public.ps_org_members where user_id = current_setting('ps.user_id', true)
      union all select current_setting('ps.org_id', true)
    )
  $$;
  create or replace function public.ps_standing(org text, member text)
  returns table (role text, deleted_at timestamptz)
  language plpgsql stable security definer set search_path = '' as $$ begin
    return query
      select m.role::text, o.deleted_at
      from public.ps_org_members m
      join public.ps_orgs o on o.id = m.org_id
      join public.ps_users u on u.id = m.user_id and u.deleted_at is null
      where m.org_id = org and m.user_id = member
        and member = coalesce(nullif(current_setting('ps.user_id', true), ''), member);
  end $$;
  alter function public.ps_audit_link() security definer set search_path = pg_catalog, public;
  grant usage on schema public to ${APP_ROLE};
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
