import type { Readable } from 'node:stream';

import { and, eq } from 'drizzle-orm';

import { AppError, normalizePath, type FolderNode } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { files, projects } from '../../db/schema/index.ts';
import { authorizeProject, type ProjectRow } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { Cursors } from '../cursors.ts';
import { readPage, type Page } from '../list-page.ts';
import { headOf } from '../revisions/head.ts';
import type { FileSearcher, Found, Search } from '../search/file-searcher.ts';
import type { Edit, EditResult } from '../revisions/edits.ts';
import { filePathBytes } from '../revisions/file-rows.ts';
import type { RevisionsService } from '../revisions/revisions-service.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import { movePath, putFile, removePath } from '../trees/manifest-changes.ts';
import { sha256Of, type BlobRef } from '../trees/manifest.ts';
import type { TreeStore } from '../trees/tree-store.ts';
import { assertFileFits, changeMany, type Batch, type WrittenFile } from './batch-write.ts';
import {
  createListing,
  pageOfListing,
  type FileListing,
  type ListedEntry,
  type ListedFile,
} from './file-listing.ts';
import { folderTree } from './folder-tree.ts';
import {
  hashArchive,
  importArchive,
  receiveArchive,
  type ImportResult,
  type ReceivedArchive,
} from './import-archive.ts';
import type { Listings } from './listings.ts';
import { receiveFile, type FileSlot } from './receive-file.ts';

export interface FilesDeps {
  db: Database;
  blobs: BlobStore;
  trees: TreeStore;
  revisions: RevisionsService;
  cursors: Cursors;
  listings: Listings;
  searcher: FileSearcher;
  /** Folder for uploads while they are looked at. */
  temporaryDir: string;
}

/** A file of the head or of a revision, whose bytes are not read yet. */
export interface StoredFile extends BlobRef {
  path: string;
  bytes: () => Promise<Uint8Array>;
  /** The bytes bit by bit, or those from `start` up to, not including, `end`. */
  open: (range?: { start: number; end: number }) => Promise<Readable>;
}

export interface FilesService {
  /** Files and folders of the head, or of a revision; `path` narrows to a folder. */
  list(
    actor: Actor,
    projectId: string,
    query: { path?: string; revisionId?: string; limit: number; cursor?: string },
  ): Promise<Page<ListedEntry>>;
  find(
    actor: Actor,
    projectId: string,
    file: { path: string; revisionId?: string },
  ): Promise<StoredFile>;
  /** The folders with what is in them, and the name of the state that they are of. `path` is the folder at the top. */
  tree(
    actor: Actor,
    projectId: string,
    query: { path?: string; revisionId?: string },
  ): Promise<{ version: string; folder: () => FolderNode }>;
  /** Looks for a text or an expression in the texts of the head, or of a revision. */
  search(
    actor: Actor,
    projectId: string,
    search: Search & { revisionId?: string },
  ): Promise<Found & { revisionId: string }>;
  /** Saves one file. `sha` is that of the version which was read, null for a new file; else `file_conflict`. */
  write(
    actor: Actor,
    projectId: string,
    file: { path: string; bytes: Uint8Array; sha: string | null },
  ): Promise<BlobRef & { path: string; revisionId: string }>;
  /**
   * Takes in and stores the bytes of a file that is to be saved; `receive` writes them to the path that it is given, and
   * is only called when the actor may write.
   */
  receiveFile(
    actor: Actor,
    projectId: string,
    slot: FileSlot,
    receive: (path: string) => Promise<BlobRef>,
  ): Promise<BlobRef>;
  /** Saves what was received, as `write`. */
  saveReceived(
    actor: Actor,
    projectId: string,
    slot: FileSlot,
    blob: BlobRef,
  ): Promise<BlobRef & { path: string; revisionId: string }>;
  /** Makes several changes in one revision, all or none; `file_conflict` names each that the files do not allow. */
  changeMany(
    actor: Actor,
    projectId: string,
    batch: Batch,
  ): Promise<{ revisionId: string; files: WrittenFile[] }>;
  /** Writes several files in one revision, as `changeMany`; also for keys that may import alone. */
  importMany(
    actor: Actor,
    projectId: string,
    batch: {
      files: readonly { path: string; base64Content: string; sha: string | null }[];
      message?: string;
    },
  ): Promise<{ revisionId: string; files: WrittenFile[] }>;
  /** Moves a file, or a folder with all that is in it. */
  rename(actor: Actor, projectId: string, move: { from: string; to: string }): Promise<EditResult>;
  /** Deletes a file, or a folder with all that is in it. */
  remove(actor: Actor, projectId: string, path: string): Promise<EditResult>;
  /**
   * Takes in a zip or a tar, checks all of it and stores what is in it, for an import. `receive` writes it to the path
   * that it is given, returns its SHA-256, and is only called when the actor may write.
   */
  receiveArchive(
    actor: Actor,
    projectId: string,
    receive: (path: string) => Promise<string>,
  ): Promise<ReceivedArchive>;
  /** Takes in an archive for its SHA-256 alone; also of an archived project, which may be told again what was done before. */
  hashArchive(
    actor: Actor,
    projectId: string,
    receive: (path: string) => Promise<string>,
  ): Promise<string>;
  /** Adds the files of a received archive, replacing those at the same paths. */
  import(actor: Actor, projectId: string, archive: ReceivedArchive): Promise<ImportResult>;
}

export function createFilesService(deps: FilesDeps): FilesService {
  const { db, blobs, revisions, cursors } = deps;

  return {
    async list(actor, projectId, { path, revisionId, ...page }) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      const folder = folderOf(path);
      const filters = { projectId, revisionId, folder };
      return readPage(cursors, { scope: 'files', filters, page }, async (position, limit) => {
        const listing = revisionId
          ? await listRevision(deps, project, revisionId)
          : await listHead(deps, project);
        const [after] = position ?? [];
        const { entries, hasMore } = pageOfListing(listing, { folder, after, limit });
        const last = hasMore ? entries.at(-1) : undefined;
        return { rows: entries, next: last ? [last.path] : null };
      });
    },

    async find(actor, projectId, { path, revisionId }) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      const blob = revisionId
        ? (await stateOf(deps, project, revisionId)).manifest.get(path)
        : await blobInHead(db, projectId, path);
      if (!blob) throw new AppError('not_found', `There is no file at ${path}.`, { path });
      const { orgId } = project;
      return {
        ...{ path, ...blob },
        bytes: () => blobs.get(orgId, blob.sha),
        open: (range) => blobs.open(orgId, blob.sha, range),
      };
    },

    async tree(actor, projectId, { path, revisionId }) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      const { manifest, manifestSha } = await stateOf(deps, project, revisionId);
      const top = folderOf(path);
      return {
        version: manifestSha,
        folder() {
          const folder = folderTree(manifest, top);
          if (!folder)
            throw new AppError('not_found', `There is no folder at ${top}.`, { path: top });
          return folder;
        },
      };
    },

    async search(actor, projectId, search) {
      const { project } = await authorizeProject(db, actor, projectId, 'project.read');
      const state = await stateOf(deps, project, search.revisionId);
      const found = await deps.searcher.search(project.orgId, state.manifest, search);
      return { revisionId: state.revisionId, ...found };
    },

    async write(actor, projectId, { path, bytes, sha }) {
      assertFileFits(path, bytes.byteLength);
      const blob = { sha: sha256Of(bytes), size: bytes.byteLength };
      const edit = saving({ path, sha }, blob);
      const { revisionId } = await revisions.edit(actor, projectId, () => ({
        ...edit,
        newFiles: [bytes],
      }));
      return { path, ...blob, revisionId };
    },

    receiveFile: (actor, projectId, slot, receive) =>
      receiveFile(deps, actor, projectId, slot, receive),

    async saveReceived(actor, projectId, slot, blob) {
      const { revisionId } = await revisions.edit(actor, projectId, () => saving(slot, blob));
      return { path: slot.path, ...blob, revisionId };
    },

    changeMany: (actor, projectId, batch) =>
      changeMany(revisions, actor, projectId, batch, 'files.write'),
    importMany: (actor, projectId, { files, message }) => {
      const changes = files.map((file) => ({ op: 'write' as const, ...file }));
      return changeMany(revisions, actor, projectId, { changes, message }, 'files.import');
    },

    rename: (actor, projectId, { from, to }) =>
      revisions.edit(actor, projectId, () => ({
        kind: 'edit',
        message: `Move ${from} to ${to}`,
        action: 'files.renamed',
        metadata: { from, to },
        change: (manifest) => movePath(manifest, from, to),
      })),

    remove: (actor, projectId, path) =>
      revisions.edit(actor, projectId, () => ({
        kind: 'edit',
        message: `Delete ${path}`,
        action: 'files.deleted',
        metadata: { path },
        change: (manifest) => removePath(manifest, path),
      })),

    receiveArchive: (actor, projectId, receive) => receiveArchive(deps, actor, projectId, receive),
    hashArchive: (actor, projectId, receive) => hashArchive(deps, actor, projectId, receive),
    import: (actor, projectId, archive) => importArchive(revisions, actor, projectId, archive),
  };
}

function saving({ path, sha }: FileSlot, blob: BlobRef): Edit {
  return {
    kind: 'edit',
    message: sha === null ? `Add ${path}` : `Edit ${path}`,
    action: 'files.saved',
    metadata: { path },
    change: (manifest) => putFile(manifest, path, blob, sha),
  };
}

/** `path` of a list query: '', '/' and a missing one are the whole project; a trailing slash is no matter. */
function folderOf(raw: string | undefined): string {
  const trimmed = (raw ?? '').replace(/^\/+|\/+$/g, '');
  if (trimmed === '') return '';
  const result = normalizePath(trimmed);
  if (result.ok) return result.path;
  throw new AppError('invalid_path', 'This is not a path of a folder.', { fault: result.fault });
}

/** By the head's revision, with which the files change: a head that moved while they were read is not kept. */
function listHead({ db, listings }: FilesDeps, project: ProjectRow): Promise<FileListing> {
  return listings.get(`head/${project.id}/${project.headRevisionId}`, async () => {
    const listing = createListing(await filesOfHead(db, project.id));
    const [now] = await db
      .select({ headRevisionId: projects.headRevisionId })
      .from(projects)
      .where(eq(projects.id, project.id));
    return { listing, isCurrent: now?.headRevisionId === project.headRevisionId };
  });
}

/** The revision is looked up each time, since it must be one of the project's. */
async function listRevision(
  { db, trees, revisions, listings }: FilesDeps,
  project: ProjectRow,
  revisionId: string,
): Promise<FileListing> {
  const { manifestSha, createdAt } = await revisions.find(db, project.id, revisionId);
  return listings.get(`revision/${revisionId}`, async () => {
    const manifest = await trees.loadManifest(project.orgId, manifestSha);
    const files = Array.from(manifest, ([path, blob]) => ({ path, ...blob, updatedAt: createdAt }));
    return { listing: createListing(files), isCurrent: true };
  });
}

/** The files of a revision, by default the head. */
async function stateOf({ db, trees, revisions }: FilesDeps, project: ProjectRow, asked?: string) {
  const revisionId = asked ?? headOf(project);
  const { manifestSha } = await revisions.find(db, project.id, revisionId);
  return {
    revisionId,
    manifestSha,
    manifest: await trees.loadManifest(project.orgId, manifestSha),
  };
}

async function filesOfHead(db: Database, projectId: string): Promise<ListedFile[]> {
  return db
    .select({
      path: files.path,
      sha: files.contentHash,
      size: files.size,
      updatedAt: files.updatedAt,
    })
    .from(files)
    .where(eq(files.projectId, projectId));
}

async function blobInHead(
  db: Database,
  projectId: string,
  path: string,
): Promise<BlobRef | undefined> {
  const [row] = await db
    .select({ sha: files.contentHash, size: files.size })
    .from(files)
    .where(and(eq(files.projectId, projectId), eq(filePathBytes, path)));
  return row;
}
