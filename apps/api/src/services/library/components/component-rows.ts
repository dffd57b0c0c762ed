import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Queryable, Transaction } from '../../../db/client.ts';
import { components } from '../../../db/schema/index.ts';
import { notFound } from '../../not-found.ts';
import { refuseBeyond } from '../change-library.ts';
import { latestOf } from './latest-version.ts';

const { propsSchemaJson, ...listed } = getTableColumns(components);

export type ComponentRow = typeof components.$inferSelect;
/** A row as lists need it, without its schema. */
export type ListedRow = Omit<ComponentRow, 'propsSchemaJson'>;
export const listedColumns = listed;

/** By which names are compared and lists ordered. */
export const nameKey = sql<string>`lower(${components.name}) collate "C"`;

/** The version of this id, which was not deleted. */
export async function findComponent(db: Queryable, id: string): Promise<ComponentRow> {
  const [row] = await db
    .select({ ...listed, propsSchemaJson })
    .from(components)
    .where(and(eq(components.id, id), isNull(components.deletedAt)));
  if (!row) throw notFound('component');
  return row;
}

/** Every version of a name, deleted ones among them. */
export function versionsOf(db: Queryable, orgId: string, name: string): Promise<ListedRow[]> {
  return db
    .select(listed)
    .from(components)
    .where(and(eq(components.orgId, orgId), eq(nameKey, name.toLowerCase())));
}

/** Throws `version_taken`, `conflict` or `limit_exceeded` where a version of this name cannot be published. */
export async function refuseVersion(
  db: Queryable,
  orgId: string,
  { name, version }: { name: string; version: string },
): Promise<void> {
  const known = await versionsOf(db, orgId, name);
  const same = known.find((row) => row.version === version);
  if (same) throw versionTaken(name, version, same.deletedAt !== null);
  const living = known.find(({ deletedAt }) => deletedAt === null);
  if (living && living.name !== name) {
    throw new AppError('conflict', `There is a component ${living.name}: spell the name like it.`, {
      name: living.name,
    });
  }
  const ofOrg = eq(components.orgId, orgId);
  const rows = await db.$count(components, ofOrg);
  refuseBeyond('componentVersionsMax', known.length, `${name} has as many versions as it may.`);
  refuseBeyond('componentVersionsPerOrgMax', rows, 'The library has as many versions as it may.');
  if (living) return;
  const names = await db.$count(components, and(ofOrg, components.isLatest));
  refuseBeyond('componentsPerOrgMax', names, 'The library has as many components as it may.');
}

export function versionTaken(name: string, version: string, wasDeleted: boolean): AppError {
  const message = wasDeleted
    ? `${name} ${version} was deleted, and its number stays taken: choose another one.`
    : `${name} ${version} is published, and versions never change: choose another number.`;
  return new AppError('version_taken', message, { name, version });
}

/** Marks the version of a name that lists show, after its versions changed. */
export async function markLatest(tx: Transaction, orgId: string, name: string): Promise<void> {
  const known = await versionsOf(tx, orgId, name);
  const latest = latestOf(known.filter(({ deletedAt }) => deletedAt === null));
  const before = known.find(({ isLatest }) => isLatest);
  if (before?.id === latest?.id) return;
  const mark = (id: string, isLatest: boolean) =>
    tx.update(components).set({ isLatest }).where(eq(components.id, id));
  // In this order: a name never has two of them.
  if (before) await mark(before.id, false);
  if (latest) await mark(latest.id, true);
}
