import { describe, expect, test } from '@jest/globals';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';

import * as schema from '../../db/schema/index.ts';
import { TABLE_RIGHTS } from './table-rights.ts';

/*
 * Whoever adds a table declares in `table-rights.ts` whose data is in it, so that it is handed out and erased with
 * the rest.
 */

const tables = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => getTableConfig(table));
const named = tables.map((table) => [table.name, table] as const);

const ABOUT_USERS = /(^|_)(user_id|created_by|requested_by|email|to_address|principal)$/;
const ABOUT_ORGS = /^(org_id|project_id|job_id|webhook_id)$/;
const SECRET = /password|secret|wrapped|hmac|hashed|token_hash/;

const referencesOf = ({ foreignKeys }: (typeof tables)[number]) =>
  foreignKeys.map((key) => getTableConfig(key.reference().foreignTable).name);

test('every table is declared, and nothing else is', () => {
  expect(Object.keys(TABLE_RIGHTS).sort()).toEqual(tables.map(({ name }) => name).sort());
});

describe.each(named)('%s', (name, table) => {
  const rights = TABLE_RIGHTS[name];
  const columns = table.columns.map((column) => column.name);

  test('is declared to be about users where its columns or references are', () => {
    const isAboutUsers =
      columns.some((column) => ABOUT_USERS.test(column)) ||
      referencesOf(table).includes('ps_users');
    if (isAboutUsers) expect(rights?.user).not.toBeNull();
  });

  test('is declared to belong to organizations where its columns or references do', () => {
    const belongs =
      columns.some((column) => ABOUT_ORGS.test(column)) ||
      referencesOf(table).some((other) => TABLE_RIGHTS[other]?.org);
    if (belongs) expect(rights?.org).not.toBeNull();
  });

  test('hands out no secret, and omits no column that it does not have', () => {
    const omitted = rights?.omit ?? [];
    expect(columns.filter((column) => SECRET.test(column) && !omitted.includes(column))).toEqual(
      [],
    );
    expect(omitted.filter((column) => !columns.includes(column))).toEqual([]);
  });
});
