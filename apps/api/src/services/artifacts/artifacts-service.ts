import { and, eq, getTableColumns, gt, isNull, lt, or } from 'drizzle-orm';

import {
  AppError,
  LIMITS,
  newId,
  type ArtifactFilters,
  type ArtifactVisibility,
  type PageQuery,
  type PublishFileBody,
} from '@promptly/common';

import type { OrgDefaults } from '../../config.ts';
import type { Database, Queryable, Transaction } from '../../db/client.ts';
import { LOCKS } from '../../db/locks.ts';
import { artifacts, orgs, projects } from '../../db/schema/index.ts';
import type { Permission } from '../../policies/permissions.ts';
import { authorizeProject, type ProjectRow } from '../access.ts';
import { userIdOf, type Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { BoundStreams } from '../bound-streams.ts';
import type { Cursors } from '../cursors.ts';
import { inTurn } from '../in-turn.ts';
import type { Lanes } from '../lanes.ts';
import { opensStored, type Download } from '../download.ts';
import { listPage, type Page } from '../list-page.ts';
import { notFound } from '../not-found.ts';
import { readSettings } from '../orgs/org-settings.ts';
import { holdProject } from '../quotas/hold-project.ts';
import { headOf } from '../revisions/head.ts';
import { findRevision } from '../revisions/revision-rows.ts';
import {
  createSignedLinks,
  type LinkPass,
  type LinkSigner,
  type SignedLink,
} from '../signed-links.ts';
import { blobKey, type BlobStore } from '../trees/blob-store.ts';
import type { TreeStore } from '../trees/tree-store.ts';

export type ArtifactRow = typeof artifacts.$inferSelect;

export interface ArtifactView {
  row: ArtifactRow;
  /** Null for what is public. */
  link: SignedLink | null;
}

/** What an address on the delivery network names: an artifact, and its bytes, so that they never change there. */
export type ArtifactAddress = Pick<ArtifactRow, 'id' | 'sha256' | 'name'>;

export interface DeliveredArtifact extends Download {
  kind: ArtifactRow['kind'];
  /** How long the address may be used; undefined for ever. */
  maxAgeSeconds?: number;
}

/** What was made of projects to be fetched by others: archives of exports, and files published by themselves. */
export interface ArtifactsService {
  /** Newest first. */
  list(
    actor: Actor,
    projectId: string,
    query: PageQuery & ArtifactFilters,
  ): Promise<Page<ArtifactView>>;
  get(actor: Actor, artifactId: string): Promise<ArtifactView>;
  /** Publishes a file of a revision, private at first; the same one again is answered as it is. Throws `limit_exceeded`. */
  publish(actor: Actor, projectId: string, body: PublishFileBody): Promise<ArtifactView>;
  /** `public` is `forbidden` where the organization's flag `publicExports` is off. */
  setVisibility(
    actor: Actor,
    artifactId: string,
    visibility: ArtifactVisibility,
  ): Promise<ArtifactView>;
  /** Its address leads nowhere from then on; the project keeps the file. */
  remove(actor: Actor, artifactId: string): Promise<void>;
  /** For whoever has an address; undefined where there is nothing behind it, or no right to it. */
  deliver(address: ArtifactAddress, pass: LinkPass): Promise<DeliveredArtifact | undefined>;
  /** Forgets those whose time is over. */
  expire(): Promise<void>;
}

export interface ArtifactsDeps {
  db: Database;
  now: () => Date;
  cursors: Cursors;
  downloads: BoundStreams;
  blobs: Pick<BlobStore, 'keep'>;
  trees: TreeStore;
  signer: LinkSigner;
  orgDefaults: OrgDefaults;
  /** Left out in a transaction, which has its connection already. */
  lanes?: Lanes;
  /** The media type of a file by its name. */
  mediaTypeOf: (name: string) => string;
}

const LINKS = { purpose: 'artifact', lifeSeconds: 3_600 };

export function createArtifactsService(deps: ArtifactsDeps): ArtifactsService {
  const { db, now, cursors } = deps;
  const links = createSignedLinks(deps, LINKS);

  const viewOf = async (row: ArtifactRow): Promise<ArtifactView> => ({
    row,
    link: row.visibility === 'public' ? null : await links.sign([row.id]),
  });

  const isKept = () => or(isNull(artifacts.expiresAt), gt(artifacts.expiresAt, now()));

  const find = async (
    queryable: Queryable,
    actor: Actor,
    artifactId: string,
    permission: Permission,
  ) => {
    const isIt = and(eq(artifacts.id, artifactId), isKept());
    const [row] = await queryable.select().from(artifacts).where(isIt);
    if (!row) throw notFound('artifact');
    const { project } = await authorizeProject(
      queryable,
      actor,
      row.projectId,
      permission,
      'artifact',
    );
    return { row, project };
  };

  return {
    async list(actor, projectId, { kind, visibility, ...page }) {
      await authorizeProject(db, actor, projectId, 'project.read');
      const filters = { projectId, kind, visibility };
      const where = and(
        eq(artifacts.projectId, projectId),
        isKept(),
        kind && eq(artifacts.kind, kind),
        visibility && eq(artifacts.visibility, visibility),
      );
      const keyset = [artifacts.createdAt, artifacts.id];
      const list = { scope: 'artifacts', filters, page, where, keyset };
      const found = await listPage(cursors, list, (position) =>
        db.select({ ...getTableColumns(artifacts), position }).from(artifacts),
      );
      return { ...found, items: await Promise.all(found.items.map(viewOf)) };
    },

    get: async (actor, artifactId) =>
      viewOf((await find(db, actor, artifactId, 'project.read')).row),

    async publish(actor, projectId, { path, revisionId }) {
      const { project } = await authorizeProject(db, actor, projectId, 'export.create');
      const revision = await findRevision(db, projectId, revisionId ?? headOf(project));
      const manifest = await deps.trees.loadManifest(project.orgId, revision.manifestSha);
      const file = manifest.get(path);
      if (!file) throw new AppError('not_found', 'The revision has no such file.', { path });
      const name = path.slice(path.lastIndexOf('/') + 1);
      return inTurn(deps, LOCKS.artifacts(projectId), async (tx) => {
        await authorizeProject(tx, actor, projectId, 'export.create');
        // Before the row of its content, as all take them.
        await holdProject(tx, projectId);
        await deps.blobs.keep(tx, project.orgId, [file.sha]);
        const [made] = await tx
          .insert(artifacts)
          .values({
            ...{ id: newId('artifact'), orgId: project.orgId, projectId, revisionId: revision.id },
            ...{ kind: 'file', name, mediaType: deps.mediaTypeOf(name) },
            ...{ sha256: file.sha, size: file.size, visibility: 'private', createdAt: now() },
            storageKey: blobKey(project.orgId, file.sha),
            createdBy: userIdOf(actor),
          })
          .onConflictDoNothing()
          .returning();
        if (!made) return viewOf(await sameFile(tx, project, file.sha, name));
        const actual = await tx.$count(artifacts, eq(artifacts.projectId, projectId));
        refuseTooMany(actual);
        const metadata = { projectId, path, sha256: file.sha };
        await recordAudit(tx, { actor, ...entry('artifact.published', made), metadata });
        return viewOf(made);
      });
    },

    async setVisibility(actor, artifactId, visibility) {
      const { project } = await find(db, actor, artifactId, 'artifact.publish');
      return inTurn(deps, LOCKS.artifacts(project.id), async (tx) => {
        const { row } = await find(tx, actor, artifactId, 'artifact.publish');
        if (visibility === 'public' && !(await mayBePublic(tx, row.orgId))) {
          const flag = 'publicExports';
          throw new AppError(
            'forbidden',
            `The organization publishes nothing: its flag ${flag} is off.`,
            { flag },
          );
        }
        const [updated] = await tx
          .update(artifacts)
          .set({ visibility })
          .where(eq(artifacts.id, artifactId))
          .returning();
        if (!updated) throw notFound('artifact');
        const metadata = { before: row.visibility, after: visibility };
        await recordAudit(tx, { actor, ...entry('artifact.updated', updated), metadata });
        return viewOf(updated);
      });
    },

    async remove(actor, artifactId) {
      const { project } = await find(db, actor, artifactId, 'export.create');
      await inTurn(deps, LOCKS.artifacts(project.id), async (tx) => {
        const { row } = await find(tx, actor, artifactId, 'export.create');
        // What an admin made public, an admin ends.
        if (row.visibility === 'public') await find(tx, actor, artifactId, 'artifact.publish');
        await tx.delete(artifacts).where(eq(artifacts.id, artifactId));
        const metadata = { projectId: row.projectId, name: row.name, sha256: row.sha256 };
        await recordAudit(tx, { actor, ...entry('artifact.deleted', row), metadata });
      });
    },

    async deliver({ id, sha256, name }, pass) {
      const [found] = await db
        .select({ row: artifacts })
        .from(artifacts)
        // Nothing is delivered for an organization or a project that is deleted.
        .innerJoin(orgs, and(eq(orgs.id, artifacts.orgId), isNull(orgs.deletedAt)))
        .innerJoin(projects, and(eq(projects.id, artifacts.projectId), isNull(projects.deletedAt)))
        .where(
          and(
            ...[eq(artifacts.id, id), eq(artifacts.sha256, sha256), eq(artifacts.name, name)],
            isKept(),
          ),
        );
      if (!found) return undefined;
      const { kind, visibility, orgId, mediaType, size, storageKey } = found.row;
      const isOpen = visibility === 'public' && (await mayBePublic(db, orgId));
      const secondsLeft = isOpen ? undefined : await links.secondsLeft([id], pass);
      if (!isOpen && !secondsLeft) return undefined;
      return {
        ...{ fileName: name, kind, mediaType, size, sha256 },
        maxAgeSeconds: secondsLeft,
        open: opensStored(deps.downloads, storageKey),
      };
    },

    async expire() {
      await db.delete(artifacts).where(lt(artifacts.expiresAt, now()));
    },
  };

  async function mayBePublic(queryable: Queryable, orgId: string): Promise<boolean> {
    return (await readSettings(queryable, orgId, deps.orgDefaults)).flags.publicExports;
  }

  async function sameFile(
    tx: Transaction,
    project: ProjectRow,
    sha256: string,
    name: string,
  ): Promise<ArtifactRow> {
    const isIt = and(
      eq(artifacts.projectId, project.id),
      eq(artifacts.sha256, sha256),
      eq(artifacts.name, name),
    );
    const [row] = await tx.select().from(artifacts).where(isIt);
    if (!row) throw new AppError('conflict', 'The artifact was deleted at this moment: try again.');
    return row;
  }
}

function refuseTooMany(actual: number): void {
  const max = LIMITS.artifactsPerProjectMax;
  if (actual <= max) return;
  throw new AppError('limit_exceeded', `A project has at most ${max} artifacts: delete some.`, {
    ...{ limit: 'artifactsPerProjectMax', max, actual: actual - 1 },
  });
}

function entry(action: string, { id, orgId }: ArtifactRow) {
  return { orgId, action, entityType: 'artifact', entityId: id };
}
