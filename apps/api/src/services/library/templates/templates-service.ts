import { and, arrayContains, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm';

import {
  newId,
  type FileTree,
  type ListTemplatesQuery,
  type PublishTemplateBody,
  type UpdateTemplateBody,
} from '@promptly/common';

import type { Queryable, Transaction } from '../../../db/client.ts';
import { pageOfRows, pageParts } from '../../../db/keyset.ts';
import { templates } from '../../../db/schema/index.ts';
import { authorizeOrg, authorizeShared } from '../../access.ts';
import { userIdOf, type Actor } from '../../actor.ts';
import { recordAudit } from '../../audit.ts';
import type { Cursors } from '../../cursors.ts';
import type { Page } from '../../list-page.ts';
import { notFound } from '../../not-found.ts';
import { blobKey } from '../../trees/blob-store.ts';
import { manifestOf, manifestTotals, sha256Of, type Manifest } from '../../trees/manifest.ts';
import type { StoredTree, TreeStore } from '../../trees/tree-store.ts';
import {
  changeLibrary,
  refuseBeyond,
  refuseBeyondRoom,
  type LibraryDeps,
} from '../change-library.ts';
import { listLibrary } from '../library-page.ts';
import { foundBy, isFoundBy, searchWordsOf } from '../search-words.ts';
import { shippedStays } from '../shipped.ts';
import type { ShippedTemplate, ShippedTemplates } from './shipped-templates.ts';
import { findTemplateSource } from './template-source.ts';

export type TemplateRow = Omit<typeof templates.$inferSelect, 'orgId'> & { orgId: string };
export type AnyTemplate = TemplateRow | ShippedTemplate;

export interface TemplateWithFiles {
  template: AnyTemplate;
  sizeBytes: number;
  files: Manifest;
}

/** Whole apps to begin projects with: those that an organization published, and those that ship with the product. */
export interface TemplatesService {
  /** Throws `not_found` for a source that is not the organization's, and `limit_exceeded`. */
  publish(actor: Actor, orgId: string, body: PublishTemplateBody): Promise<TemplateRow>;
  /** The organization's own, newest first; then those of the product, by name. */
  list(actor: Actor, orgId: string, query: ListTemplatesQuery): Promise<Page<AnyTemplate>>;
  get(actor: Actor, templateId: string): Promise<TemplateWithFiles>;
  update(actor: Actor, templateId: string, body: UpdateTemplateBody): Promise<TemplateRow>;
  /** Projects that were made with it stay as they are. */
  remove(actor: Actor, templateId: string): Promise<void>;
  /** The files of a template that an organization may use, stored for it; else `not_found`. */
  treeFor(orgId: string, templateId: string): Promise<StoredTree>;
}

export interface TemplatesDeps extends LibraryDeps {
  cursors: Cursors;
  trees: TreeStore;
  shipped: ShippedTemplates;
}

/** Of an organization's own: the column is null for the product's. */
const ownColumns = { ...getTableColumns(templates), orgId: sql<string>`${templates.orgId}` };
const BY_AGE = [templates.createdAt, templates.id];

export function createTemplatesService(deps: TemplatesDeps): TemplatesService {
  const { db, now, cursors, trees, shipped } = deps;

  /** Changes a template of an organization, which is read under the lock. */
  const change = async <T>(
    actor: Actor,
    templateId: string,
    work: (tx: Transaction, row: TemplateRow) => Promise<T>,
  ): Promise<T> => {
    if (shipped.find(templateId)) throw shippedStays('template');
    const { orgId } = await findTemplate(db, templateId);
    return changeLibrary(deps, { actor, orgId, asked: 'template' }, async (tx) =>
      work(tx, await findTemplate(tx, templateId)),
    );
  };

  return {
    async publish(actor, orgId, body) {
      await authorizeOrg(db, actor, orgId, 'library.manage');
      const { manifestSha } = await findTemplateSource(db, orgId, body);
      const tree = await trees.storedTree(orgId, manifestSha);
      return changeLibrary(deps, { actor, orgId }, async (tx) => {
        // Whose it was is there yet; the files are those that were asked for, though the head may be elsewhere by now.
        const { snapshotId } = await findTemplateSource(tx, orgId, body);
        await trees.keepTree(tx, orgId, tree);
        const count = await tx.$count(templates, eq(templates.orgId, orgId));
        refuseBeyond('templatesPerOrgMax', count, 'The library has as many templates as it may.');
        await refuseBeyondRoom(tx, orgId, tree.sizeBytes);
        const { name, description, tags } = body;
        const at = now();
        const [row] = await tx
          .insert(templates)
          .values({
            ...{ id: newId('template'), orgId, name, description, tags },
            searchWords: searchWordsOf([name, description, ...tags]),
            snapshotStorageKey: blobKey(orgId, manifestSha),
            manifestSha256: manifestSha,
            ...{ sizeBytes: tree.sizeBytes, snapshotId },
            createdBy: userIdOf(actor),
            ...{ createdAt: at, updatedAt: at },
          })
          .returning(ownColumns);
        if (!row) throw new Error('the template was not stored');
        await recordAudit(tx, { actor, ...entry('template.published', row) });
        return row;
      });
    },

    async list(actor, orgId, { q, tags = [], visibility, ...page }) {
      await authorizeOrg(db, actor, orgId, 'library.read');
      return listLibrary<TemplateRow, ShippedTemplate>(
        cursors,
        { scope: 'templates', filters: { orgId, q, tags, visibility }, page, visibility },
        async (after, most) => {
          const parts = pageParts(BY_AGE, after, most);
          const found = await db
            .select({ ...ownColumns, position: parts.position })
            .from(templates)
            .where(
              and(
                eq(templates.orgId, orgId),
                foundBy(templates.searchWords, q),
                tags.length > 0 ? arrayContains(templates.tags, tags) : undefined,
                parts.after,
              ),
            )
            .orderBy(...parts.orderBy)
            .limit(parts.limit);
          return pageOfRows(found, most, ({ position }) => position);
        },
        shipped.all
          .filter((template) => isFoundBy(template.searchWords, q))
          .filter((template) => tags.every((tag) => template.tags.includes(tag))),
      );
    },

    async get(actor, templateId) {
      const product = shipped.find(templateId);
      if (product) {
        authorizeShared(actor, 'library.read', 'template');
        return withFiles(product, manifestOfTree(await shipped.filesOf(product)));
      }
      const row = await findTemplate(db, templateId);
      await authorizeOrg(db, actor, row.orgId, 'library.read', 'template');
      return withFiles(row, await trees.loadManifest(row.orgId, row.manifestSha256));
    },

    update: (actor, templateId, changes) =>
      change(actor, templateId, async (tx, before) => {
        const after = { ...describe(before), ...changes };
        const [row] = await tx
          .update(templates)
          .set({
            ...changes,
            searchWords: searchWordsOf([after.name, after.description, ...after.tags]),
            updatedAt: now(),
          })
          .where(eq(templates.id, templateId))
          .returning(ownColumns);
        if (!row) throw new Error(`${templateId} went away under the lock`);
        const metadata = { before: describe(before), after: describe(row) };
        await recordAudit(tx, { actor, ...entry('template.updated', row), metadata });
        return row;
      }),

    remove: (actor, templateId) =>
      change(actor, templateId, async (tx, row) => {
        await tx.delete(templates).where(eq(templates.id, templateId));
        await recordAudit(tx, { actor, ...entry('template.deleted', row) });
      }),

    async treeFor(orgId, templateId) {
      const product = shipped.find(templateId);
      if (product) return trees.storeTree(db, orgId, await shipped.filesOf(product));
      const row = await findTemplate(db, templateId);
      if (row.orgId !== orgId) throw notFound('template');
      return trees.storedTree(orgId, row.manifestSha256);
    },
  };
}

async function findTemplate(db: Queryable, id: string): Promise<TemplateRow> {
  const isOwn = and(eq(templates.id, id), isNotNull(templates.orgId));
  const [row] = await db.select(ownColumns).from(templates).where(isOwn);
  if (!row) throw notFound('template');
  return row;
}

function manifestOfTree(tree: FileTree): Manifest {
  return manifestOf(
    Array.from(tree, ([path, bytes]) => {
      return [path, { sha: sha256Of(bytes), size: bytes.byteLength }] as const;
    }),
  );
}

function withFiles(template: AnyTemplate, files: Manifest): TemplateWithFiles {
  return { template, files, sizeBytes: manifestTotals(files).sizeBytes };
}

function describe({ name, description, tags }: TemplateRow) {
  return { name, description, tags };
}

function entry(action: string, { id, orgId, name, manifestSha256, snapshotId }: TemplateRow) {
  const metadata = { name, snapshotId, sha256: manifestSha256 };
  return { action, orgId, entityType: 'template', entityId: id, metadata };
}
