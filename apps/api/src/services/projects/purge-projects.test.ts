import { expect, test } from '@jest/globals';
import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';

import * as schema from '../../db/schema/index.ts';
import { PARTS } from './purge-projects.ts';

/** Those that Postgres does not delete, or change, by itself where what they refer to goes. */
const references = Object.values(schema)
  .filter((table) => is(table, PgTable))
  .flatMap((table) =>
    getTableConfig(table)
      .foreignKeys.filter(({ onDelete = 'no action' }) => /no action|restrict/.test(onDelete))
      .map((key) => ({
        from: getTableName(table),
        to: getTableName(key.reference().foreignTable),
      })),
  );
const order = [...PARTS.map(({ table }) => table), 'ps_projects'];

test('whatever refers to rows that go with a project is one of its parts, and goes before them', () => {
  const about = references.filter(({ to }) => order.includes(to));
  expect(about).toContainEqual({ from: 'ps_snapshots', to: 'ps_revisions' });
  const tooLate = about.filter(({ from, to }) => {
    const at = order.indexOf(from);
    return at === -1 || at >= order.indexOf(to);
  });
  expect(tooLate).toEqual([]);
});
