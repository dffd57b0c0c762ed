import { and, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm';

import {
  decodeText,
  encodeText,
  newId,
  type CreateSnippetBody,
  type ListSnippetsQuery,
  type UpdateSnippetBody,
} from '@promptly/common';

import type { Queryable, Transaction } from '../../../db/client.ts';
import { snippets } from '../../../db/schema/index.ts';
import { authorizeOrg } from '../../access.ts';
import { userIdOf, type Actor } from '../../actor.ts';
import { recordAudit } from '../../audit.ts';
import type { Cursors } from '../../cursors.ts';
import { listPage, type Page } from '../../list-page.ts';
import { notFound } from '../../not-found.ts';
import { blobKey, type BlobStore } from '../../trees/blob-store.ts';
import type { BlobRef } from '../../trees/manifest.ts';
import {
  changeLibrary,
  refuseBeyond,
  refuseBeyondRoom,
  type LibraryDeps,
} from '../change-library.ts';
import { foundBy, searchWordsOf } from '../search-words.ts';

export type SnippetRow = Omit<typeof snippets.$inferSelect, 'orgId'> & { orgId: string };
export interface SnippetWithCode {
  snippet: SnippetRow;
  code: string;
}

/** Pieces of code that an organization keeps to use again. */
export interface SnippetsService {
  /** Throws `limit_exceeded`. */
  create(actor: Actor, orgId: string, body: CreateSnippetBody): Promise<SnippetWithCode>;
  /** Newest first. */
  list(actor: Actor, orgId: string, query: ListSnippetsQuery): Promise<Page<SnippetRow>>;
  get(actor: Actor, snippetId: string): Promise<SnippetWithCode>;
  /** Throws `limit_exceeded`. */
  update(actor: Actor, snippetId: string, body: UpdateSnippetBody): Promise<SnippetWithCode>;
  remove(actor: Actor, snippetId: string): Promise<void>;
}

export interface SnippetsDeps extends LibraryDeps {
  cursors: Cursors;
  blobs: BlobStore;
}

/** Of an organization's own: the column is null for the product's. */
const ownColumns = { ...getTableColumns(snippets), orgId: sql<string>`${snippets.orgId}` };

export function createSnippetsService(deps: SnippetsDeps): SnippetsService {
  const { db, now, cursors, blobs } = deps;

  /** Changes a snippet, which is read under the lock. */
  const change = async <T>(
    actor: Actor,
    snippetId: string,
    work: (tx: Transaction, row: SnippetRow) => Promise<T>,
  ): Promise<T> => {
    const { orgId } = await findSnippet(db, snippetId);
    return changeLibrary(deps, { actor, orgId, asked: 'snippet' }, async (tx) =>
      work(tx, await findSnippet(tx, snippetId)),
    );
  };

  const readCode = async ({ orgId, codeSha256 }: SnippetRow) =>
    decodeText(await blobs.get(orgId, codeSha256));

  return {
    async create(actor, orgId, { code, ...body }) {
      const bytes = encodeText(code);
      await authorizeOrg(db, actor, orgId, 'library.manage');
      // Before anything is stored that would be in vain; decided under the lock.
      await refuseMore(db, orgId, bytes);
      const stored = await blobs.put(db, orgId, bytes);
      return changeLibrary(deps, { actor, orgId }, async (tx) => {
        await refuseMore(tx, orgId, bytes);
        const at = now();
        const [snippet] = await tx
          .insert(snippets)
          .values({
            ...{ id: newId('snippet'), orgId, ...body },
            searchWords: searchWordsOf([body.name, body.description]),
            ...codeColumns(orgId, stored),
            createdBy: userIdOf(actor),
            ...{ createdAt: at, updatedAt: at },
          })
          .returning(ownColumns);
        if (!snippet) throw new Error('the snippet was not stored');
        await recordAudit(tx, { actor, ...entry('snippet.created', snippet) });
        return { snippet, code };
      });
    },

    async list(actor, orgId, { q, kind, ...page }) {
      await authorizeOrg(db, actor, orgId, 'library.read');
      const where = and(
        eq(snippets.orgId, orgId),
        kind && eq(snippets.kind, kind),
        foundBy(snippets.searchWords, q),
      );
      const keyset = [snippets.createdAt, snippets.id];
      const list = { scope: 'snippets', filters: { orgId, q, kind }, page, where, keyset };
      return listPage(cursors, list, (position) =>
        db.select({ ...ownColumns, position }).from(snippets),
      );
    },

    async get(actor, snippetId) {
      const snippet = await findSnippet(db, snippetId);
      await authorizeOrg(db, actor, snippet.orgId, 'library.read', 'snippet');
      return { snippet, code: await readCode(snippet) };
    },

    async update(actor, snippetId, { code, ...changes }) {
      const { orgId } = await findSnippet(db, snippetId);
      await authorizeOrg(db, actor, orgId, 'library.manage', 'snippet');
      const stored = code === undefined ? null : await blobs.put(db, orgId, encodeText(code));
      const changed = await change(actor, snippetId, async (tx, before) => {
        if (stored) await refuseBeyondRoom(tx, orgId, stored.size - before.sizeBytes);
        const name = changes.name ?? before.name;
        const description = changes.description ?? before.description;
        const [snippet] = await tx
          .update(snippets)
          .set({
            ...changes,
            searchWords: searchWordsOf([name, description]),
            ...(stored && codeColumns(orgId, stored)),
            updatedAt: now(),
          })
          .where(eq(snippets.id, snippetId))
          .returning(ownColumns);
        if (!snippet) throw new Error(`${snippetId} went away under the lock`);
        const metadata = { before: describe(before), after: describe(snippet) };
        await recordAudit(tx, { actor, ...entry('snippet.updated', snippet), metadata });
        return snippet;
      });
      return { snippet: changed, code: code ?? (await readCode(changed)) };
    },

    remove: (actor, snippetId) =>
      change(actor, snippetId, async (tx, row) => {
        await tx.delete(snippets).where(eq(snippets.id, snippetId));
        await recordAudit(tx, { actor, ...entry('snippet.deleted', row) });
      }),
  };
}

async function refuseMore(db: Queryable, orgId: string, bytes: Uint8Array): Promise<void> {
  const count = await db.$count(snippets, eq(snippets.orgId, orgId));
  refuseBeyond('snippetsPerOrgMax', count, 'The library has as many snippets as it may.');
  await refuseBeyondRoom(db, orgId, bytes.byteLength);
}

async function findSnippet(db: Queryable, id: string): Promise<SnippetRow> {
  const isOwn = and(eq(snippets.id, id), isNotNull(snippets.orgId));
  const [row] = await db.select(ownColumns).from(snippets).where(isOwn);
  if (!row) throw notFound('snippet');
  return row;
}

function codeColumns(orgId: string, { sha, size }: BlobRef) {
  return { codeStorageKey: blobKey(orgId, sha), codeSha256: sha, sizeBytes: size };
}

function describe({ name, kind, description, codeSha256 }: SnippetRow) {
  return { name, kind, description, sha256: codeSha256 };
}

function entry(action: string, row: SnippetRow) {
  const { id, orgId } = row;
  return { action, orgId, entityType: 'snippet', entityId: id, metadata: describe(row) };
}
