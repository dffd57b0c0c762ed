import { expect, test } from '@jest/globals';
import { getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';

import * as schema from '../../db/schema/index.ts';
import { NO_REFERRERS, REFERRERS } from './referrers.ts';

const LOOKS_LIKE_CONTENT = /sha|storage_key|file_key|manifest|blob|content_hash/;

const columns = Object.values(schema)
  .filter((table) => is(table, PgTable))
  .flatMap((table) =>
    Object.values(getTableColumns(table)).map(
      ({ name }) => `${getTableConfig(table).name}.${name}`,
    ),
  );
const referrers = REFERRERS.map(({ table, column }) => `${table}.${column}`);

test('every column that may name stored content is declared to keep it, or not to', () => {
  const suspects = columns.filter((name) => LOOKS_LIKE_CONTENT.test(name.split('.')[1]!));
  const declared = [...referrers, ...Object.keys(NO_REFERRERS)];
  expect(suspects.filter((name) => !declared.includes(name))).toEqual([]);
});

test('what is declared is there, once', () => {
  const declared = [...referrers, ...Object.keys(NO_REFERRERS)];
  expect(declared.filter((name) => !columns.includes(name))).toEqual([]);
  expect(new Set(declared).size).toBe(declared.length);
});
