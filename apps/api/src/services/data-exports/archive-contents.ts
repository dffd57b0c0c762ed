import { randomBytes } from 'node:crypto';

import { eq, sql, type SQL } from 'drizzle-orm';

import { encodeText } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { projects, revisions } from '../../db/schema/index.ts';
import { BlobUnreadableError, type BlobStore } from '../trees/blob-store.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import type { ZipFile } from '../zip/zip-writer.ts';
import { TABLE_RIGHTS, type TableRights, type UserKeys } from './table-rights.ts';

/** Whose data an archive holds. */
export type DataSubject = { kind: 'user'; user: UserKeys } | { kind: 'org'; orgId: string };

export interface ContentDeps {
  blobs: BlobStore;
  trees: TreeStore;
}

/** Of the archive's layout and the tables' columns; a change of either makes it another one. */
const SCHEMA_VERSION = 1;
const ROWS_AT_ONCE = 1_000;
const KEY_BYTES = 32;

/**
 * The files of an archive: a page for people, the rows of each table as JSON, of an organization the files of its
 * projects, and at the end a summary. The transaction decides as of when; it has to see one moment throughout.
 */
export async function* contentsOf(
  tx: Transaction,
  deps: ContentDeps,
  subject: DataSubject,
  at: Date,
): AsyncGenerator<ZipFile> {
  const rows: Record<string, number> = {};
  const unreadable: string[] = [];
  // Known to nobody afterwards.
  const key = randomBytes(KEY_BYTES).toString('hex');
  yield { path: 'README.md', bytes: encodeText(readme(subject, at)) };
  for (const [table, rights] of Object.entries(TABLE_RIGHTS)) {
    const where = conditionOf(rights, subject);
    if (!where) continue;
    let part = 0;
    for await (const page of pagesOf(tx, table, where, shownOf(rights, subject, key))) {
      part += 1;
      rows[table] = (rows[table] ?? 0) + page.length;
      const name = part === 1 ? table : `${table}-${part}`;
      yield { path: `data/${name}.json`, bytes: encodeText(`${JSON.stringify(page, null, 2)}\n`) };
    }
  }
  if (subject.kind === 'org') yield* projectFiles(tx, deps, subject.orgId, unreadable);
  const summary = { schemaVersion: SCHEMA_VERSION, of: subject.kind, rows, unreadable };
  const text = JSON.stringify({ ...summary, createdAt: at.toISOString() }, null, 2);
  yield { path: 'summary.json', bytes: encodeText(`${text}\n`) };
}

function conditionOf({ org, user }: TableRights, subject: DataSubject): SQL | undefined {
  return subject.kind === 'org' ? org?.(subject.orgId) : user?.(subject.user);
}

function shownOf({ omit = [], shownTo }: TableRights, subject: DataSubject, key: string): SQL {
  const row = subject.kind === 'user' && shownTo ? shownTo(subject.user, key) : sql`to_jsonb(t)`;
  return sql`(${row}) - ${sql.param([...omit])}::text[]`;
}

async function* pagesOf(
  tx: Transaction,
  table: string,
  where: SQL,
  shown: SQL,
): AsyncGenerator<unknown[]> {
  const cursor = sql.identifier(`export_${table}`);
  await tx.execute(
    sql`declare ${cursor} no scroll cursor for select ${shown} as row from ${sql.identifier(table)} t where ${where}`,
  );
  for (;;) {
    const { rows } = await tx.execute<{ row: unknown }>(
      sql`fetch ${sql.raw(String(ROWS_AT_ONCE))} from ${cursor}`,
    );
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await tx.execute(sql`close ${cursor}`);
}

/** The files of each project as they are now; earlier ones are named in the rows of its revisions. */
async function* projectFiles(
  tx: Transaction,
  { blobs, trees }: ContentDeps,
  orgId: string,
  unreadable: string[],
): AsyncGenerator<ZipFile> {
  const heads = await tx
    .select({ slug: projects.slug, manifestSha: revisions.manifestSha })
    .from(projects)
    .innerJoin(revisions, eq(revisions.id, projects.headRevisionId))
    .where(eq(projects.orgId, orgId))
    .orderBy(projects.slug);
  for (const { slug, manifestSha } of heads) {
    const manifest = await readable(() => trees.loadManifest(orgId, manifestSha));
    if (!manifest) unreadable.push(slug);
    for (const [path, { sha }] of manifest ?? []) {
      const bytes = await readable(() => blobs.get(orgId, sha));
      if (bytes) yield { path: `files/${slug}/${path}`, bytes };
      else unreadable.push(`${slug}/${path}`);
    }
  }
}

/** Undefined for what the storage has lost: the rest is handed out all the same. */
async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BlobUnreadableError) return undefined;
    throw error;
  }
}

function readme(subject: DataSubject, at: Date): string {
  const whose = subject.kind === 'org' ? `the organization ${subject.orgId}` : `your account`;
  const files =
    subject.kind === 'org'
      ? '- `files/<project>/…`: the files of each project.\n'
      : 'What you made in an organization belongs to it: its owner can ask for all of it.\n';
  return `# All data of ${whose}

From Promptly Studio, as of ${at.toISOString()}.

- \`data/<table>.json\`: the rows of each table of the database, as a JSON array; long ones go on in \`<table>-2.json\`.
  Passwords, keys and other secrets are left out.
- \`summary.json\`: the version of this layout, how many rows there are, and what could not be read.
${files}`;
}
