import { and, arrayContains, eq, gt, isNotNull, isNull } from 'drizzle-orm';

import {
  AppError,
  decodeText,
  newId,
  type ListComponentsQuery,
  type PublishComponentBody,
  type UpdateComponentBody,
} from '@promptly/common';

import type { Transaction } from '../../../db/client.ts';
import { pageOfRows } from '../../../db/keyset.ts';
import { components } from '../../../db/schema/index.ts';
import { authorizeOrg, authorizeShared } from '../../access.ts';
import { userIdOf, type Actor } from '../../actor.ts';
import { recordAudit } from '../../audit.ts';
import type { Cursors } from '../../cursors.ts';
import type { Page } from '../../list-page.ts';
import { blobKey } from '../../trees/blob-store.ts';
import type { TreeStore } from '../../trees/tree-store.ts';
import { changeLibrary, refuseBeyondRoom, type LibraryDeps } from '../change-library.ts';
import { listLibrary } from '../library-page.ts';
import { foundBy, isFoundBy, searchWordsOf } from '../search-words.ts';
import { shippedStays } from '../shipped.ts';
import type { CodeCheck } from './code-check.ts';
import { assertReadable, mainPathOf, treeOf } from './component-code.ts';
import {
  findComponent,
  listedColumns,
  markLatest,
  nameKey,
  refuseVersion,
  versionsOf,
  versionTaken,
  type ComponentRow,
  type ListedRow,
} from './component-rows.ts';
import { byVersion } from './latest-version.ts';
import type { AssertPropsSchema } from './props-schema.ts';
import type { ShippedComponent, ShippedComponents } from './shipped-components.ts';

export type AnyComponent = ListedRow | ShippedComponent;

/** One version with its code and its like. */
export interface ComponentWithCode {
  component: AnyComponent;
  propsSchema: Record<string, unknown>;
  path: string;
  code: string;
  files: { path: string; content: string }[];
  /** The greatest first; empty for what ships with the product, which has one at a time. */
  versions: ListedRow[];
}

/** The components that an organization published, and those that ship with the product. */
export interface ComponentsService {
  /**
   * Adds a version, which never changes. Throws `version_taken`, `conflict` for another spelling of a name,
   * `limit_exceeded`, `invalid_path`, `path_taken`, and `validation_failed` for code or a schema that cannot be read.
   */
  publish(actor: Actor, orgId: string, body: PublishComponentBody): Promise<ListedRow>;
  /** The latest version of each name, by name: the organization's own first. */
  list(actor: Actor, orgId: string, query: ListComponentsQuery): Promise<Page<AnyComponent>>;
  get(actor: Actor, componentId: string): Promise<ComponentWithCode>;
  /** Deprecates a version, or takes that back. */
  update(actor: Actor, componentId: string, body: UpdateComponentBody): Promise<ListedRow>;
  /** Deletes a version with its code, for good; nothing that was made with it changes. */
  remove(actor: Actor, componentId: string): Promise<void>;
}

export interface ComponentsDeps extends LibraryDeps {
  cursors: Cursors;
  trees: TreeStore;
  codeCheck: CodeCheck;
  assertPropsSchema: AssertPropsSchema;
  shipped: ShippedComponents;
}

export function createComponentsService(deps: ComponentsDeps): ComponentsService {
  const { db, now, cursors, trees, shipped } = deps;

  /** Changes a version of an organization, which is read under the lock. */
  const change = async <T>(
    actor: Actor,
    componentId: string,
    work: (tx: Transaction, row: ComponentRow) => Promise<T>,
  ): Promise<T> => {
    if (shipped.find(componentId)) throw shippedStays('component');
    const { orgId } = await findComponent(db, componentId);
    return changeLibrary(deps, { actor, orgId, asked: 'component' }, async (tx) =>
      work(tx, await findComponent(tx, componentId)),
    );
  };

  return {
    async publish(actor, orgId, body) {
      await authorizeOrg(db, actor, orgId, 'library.manage');
      deps.assertPropsSchema(body.propsSchema);
      const tree = treeOf(body);
      await assertReadable(deps.codeCheck, orgId, body);
      // Before anything is stored that would be in vain; decided under the lock.
      await refuseVersion(db, orgId, body);
      await refuseBeyondRoom(db, orgId, 0);
      const stored = await trees.storeTree(db, orgId, tree);
      return changeLibrary(deps, { actor, orgId }, async (tx) => {
        await refuseVersion(tx, orgId, body);
        await refuseBeyondRoom(tx, orgId, stored.sizeBytes);
        const { name, version, description, tags } = body;
        const [row] = await tx
          .insert(components)
          .values({
            ...{ id: newId('component'), orgId, name, version, description, tags },
            searchWords: searchWordsOf([name, description, ...tags]),
            propsSchemaJson: body.propsSchema,
            codeStorageKey: blobKey(orgId, stored.manifestSha),
            codeSha256: stored.manifestSha,
            sizeBytes: stored.sizeBytes,
            createdBy: userIdOf(actor),
            createdAt: now(),
          })
          .onConflictDoNothing()
          .returning(listedColumns);
        if (!row) throw versionTaken(name, version, false);
        await markLatest(tx, orgId, name);
        await recordAudit(tx, { actor, ...entry('component.published', row) });
        return row;
      });
    },

    async list(actor, orgId, { q, tags = [], visibility, deprecated, ...page }) {
      await authorizeOrg(db, actor, orgId, 'library.read');
      const filters = { orgId, q, tags, visibility, deprecated };
      const state =
        deprecated === undefined
          ? undefined
          : (deprecated ? isNotNull : isNull)(components.deprecatedAt);
      return listLibrary<ListedRow, ShippedComponent>(
        cursors,
        { scope: 'components', filters, page, visibility },
        async (after, most) => {
          const found = await db
            .select(listedColumns)
            .from(components)
            .where(
              and(
                ...[eq(components.orgId, orgId), eq(components.isLatest, true), state],
                ...[foundBy(components.searchWords, q)],
                tags.length > 0 ? arrayContains(components.tags, tags) : undefined,
                after ? gt(nameKey, after[0] ?? '') : undefined,
              ),
            )
            .orderBy(nameKey)
            .limit(most + 1);
          return pageOfRows(found, most, ({ name }) => [name.toLowerCase()]);
        },
        deprecated === true
          ? []
          : shipped
              .all()
              .filter((component) => isFoundBy(component.searchWords, q))
              .filter((component) => tags.every((tag) => component.tags.includes(tag))),
      );
    },

    async get(actor, componentId) {
      const product = shipped.find(componentId);
      if (product) {
        authorizeShared(actor, 'library.read', 'component');
        return withCode(product, { type: 'object' }, product.path, shipped.filesOf(product), []);
      }
      const row = await findComponent(db, componentId);
      await authorizeOrg(db, actor, row.orgId, 'library.read', 'component');
      const tree = await trees.loadTree(row.orgId, row.codeSha256);
      const texts = new Map(Array.from(tree, ([path, bytes]) => [path, decodeText(bytes)]));
      const all = await versionsOf(db, row.orgId, row.name);
      const living = all.filter(({ deletedAt }) => deletedAt === null);
      return withCode(row, row.propsSchemaJson, mainPathOf(row.name), texts, byVersion(living));
    },

    update: (actor, componentId, { deprecated, deprecationMessage }) =>
      change(actor, componentId, async (tx, before) => {
        const [row] = await tx
          .update(components)
          .set({
            deprecatedAt: deprecated ? (before.deprecatedAt ?? now()) : null,
            deprecationMessage: deprecated ? (deprecationMessage ?? null) : null,
          })
          .where(eq(components.id, componentId))
          .returning(listedColumns);
        if (!row) throw new Error(`${componentId} went away under the lock`);
        await markLatest(tx, row.orgId, row.name);
        const action = deprecated ? 'component.deprecated' : 'component.undeprecated';
        await recordAudit(tx, { actor, ...entry(action, row) });
        // Its mark may have moved.
        return findComponent(tx, componentId);
      }),

    remove: (actor, componentId) =>
      change(actor, componentId, async (tx, row) => {
        await tx.update(components).set({ deletedAt: now() }).where(eq(components.id, componentId));
        await markLatest(tx, row.orgId, row.name);
        await recordAudit(tx, { actor, ...entry('component.deleted', row) });
      }),
  };
}

function withCode(
  component: AnyComponent,
  propsSchema: Record<string, unknown>,
  path: string,
  texts: ReadonlyMap<string, string>,
  versions: ListedRow[],
): ComponentWithCode {
  const code = texts.get(path);
  if (code === undefined) throw new AppError('internal', `${component.id} lacks its own file.`);
  const others = [...texts].filter(([at]) => at !== path);
  const files = others.map(([at, content]) => ({ path: at, content }));
  return { component, propsSchema, path, code, files, versions };
}

function entry(action: string, { id, orgId, name, version, codeSha256, ...row }: ListedRow) {
  const metadata = { name, version, sha256: codeSha256, message: row.deprecationMessage };
  return { action, orgId, entityType: 'component', entityId: id, metadata };
}
