import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Project } from '@promptly/common';
import pg from 'pg';

import { signUp, type Account } from '../support/account.ts';
import { asPlainOwner, startDatabase, type SharedDatabase } from '../support/database.ts';
import { exportProject } from '../support/exports.ts';
import { hasPgbouncer, startPooler, type Pooler } from '../support/pooler.ts';
import { startProgram, type Program } from '../support/program.ts';
import { unzip } from '../support/zip.ts';

const JOB_TIMEOUT_MS = 240_000;
const ROUNDS = 15;

const name = 'behind pgbouncer, which has one connection and gives it on after each transaction';

(hasPgbouncer ? describe : describe.skip)(
  hasPgbouncer ? name : `${name} (not run where pgbouncer is not installed)`,
  () => {
    let database: SharedDatabase;
    let pooler: Pooler;
    let program: Program;
    let first: Account;

    beforeAll(async () => {
      database = await startDatabase();
      const directUrl = await asPlainOwner(database.url);
      pooler = await startPooler(directUrl, 1);
      program = await startProgram({
        env: {
          ...{ DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: directUrl },
          ...{ KEK: randomBytes(32).toString('base64'), SIGNUP: 'open' },
          RATE_LIMIT_PER_MINUTE: '0',
        },
      });
      first = await signUp(program.url);
    });
    afterAll(async () => {
      await program.stop();
      await pooler.stop();
      await database.stop();
    });

    test(
      'a prompt of a database owner who is no superuser becomes a verified app that is taken away',
      async () => {
        const project = await first.createProject('Pooled');
        const job = await first.finished(await first.prompt(project.id, 'todo app'));
        expect(job).toMatchObject({ status: 'succeeded', result: { verdict: { passed: true } } });
        const { bytes } = await exportProject(first, project.id);
        expect((await unzip(bytes)).has('package.json')).toBe(true);
      },
      JOB_TIMEOUT_MS,
    );

    test('two tenants who ask at once read, write and are told of their own things alone', async () => {
      const second = await signUp(program.url, 'Second');
      const tenants = [first, second];
      const projects = await Promise.all(
        tenants.map((tenant, i) => tenant.createProject(`Of ${i}`)),
      );
      const rounds = Array.from({ length: ROUNDS }, (_, round) =>
        tenants.map(async (tenant, i) => {
          const [own = '', others = ''] = [projects[i]?.id, projects[1 - i]?.id];
          const [list, read, foreign, made, orgs] = await Promise.all([
            tenant.call<{ items: Project[] }>('GET', `/orgs/${tenant.orgId}/projects`),
            tenant.call<Project>('GET', `/projects/${own}`),
            tenant.call('GET', `/projects/${others}`),
            tenant.call('PATCH', `/projects/${own}`, { name: `Of ${i} ${round}` }),
            tenant.call<{ items: { id: string }[] }>('GET', '/orgs'),
          ]);
          expect(list.body.items.map(({ orgId }) => orgId)).toEqual(
            list.body.items.map(() => tenant.orgId),
          );
          expect(list.body.items.map(({ id }) => id)).toContain(own);
          expect([read.body.id, foreign.status, made.status]).toEqual([own, 404, 200]);
          expect(orgs.body.items.map(({ id }) => id)).toEqual([tenant.orgId]);
        }),
      );
      await Promise.all(rounds.flat());
    });

    test('the connection keeps nothing of those who had it but the limits of waiting', async () => {
      const client = new pg.Client({ connectionString: pooler.url });
      await client.connect();
      try {
        const { rows } = await client.query(`
          select current_user = session_user as "isItself",
            (select coalesce(array_agg(name order by name), '{}') from pg_settings
              where source = 'session' and name not in ('application_name', 'client_encoding')) as settings,
            concat(current_setting('ps.user_id', true), current_setting('ps.org_id', true),
              current_setting('ps.principal', true)) as caller,
            (select count(*)::int from pg_prepared_statements) as prepared,
            (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
            (select count(*)::int from pg_listening_channels()) as channels,
            (select usesuper from pg_user where usename = current_user) as "isSuperuser"`);
        expect(rows).toEqual([
          {
            ...{ isItself: true, caller: '', prepared: 0, locks: 0, channels: 0 },
            settings: ['idle_in_transaction_session_timeout', 'lock_timeout'],
            isSuperuser: false,
          },
        ]);
      } finally {
        await client.end();
      }
    });
  },
);
