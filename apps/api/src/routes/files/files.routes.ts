import { z } from 'zod';

import {
  batchFilesBodySchema,
  batchFilesResultSchema,
  createSnapshotBodySchema,
  deleteFileBodySchema,
  fileContentQuerySchema,
  fileContentSchema,
  filePageSchema,
  fileTreeQuerySchema,
  folderNodeSchema,
  idSchema,
  importResultSchema,
  LIMITS,
  listFilesQuerySchema,
  putFileBodySchema,
  putFileResultSchema,
  renameFileBodySchema,
  revisionResultSchema,
  searchFilesQuerySchema,
  searchResultSchema,
  snapshotSchema,
} from '@promptly/common';

import { isCurrent, NOT_MODIFIED, weakTag } from '../../http/conditional.ts';
import { defineRoute } from '../../http/define-route.ts';
import { presentSnapshot } from '../snapshots/snapshots.presenter.ts';
import { presentContent, presentEntry } from './files.presenter.ts';
import { receiveUpload } from './receive-upload.ts';

const params = z.object({ projectId: idSchema('project') });

export const fileRoutes = [
  defineRoute({
    operationId: 'listFiles',
    method: 'get',
    path: '/projects/:projectId/files',
    tag: 'Files',
    summary: 'List the files and folders of a project or of one of its revisions',
    description: '`path` narrows the list to what is in a folder, at any depth.',
    auth: 'required',
    needs: 'project.read',
    params,
    query: listFilesQuerySchema,
    success: { status: 200, description: 'Entries in path order', schema: filePageSchema },
    errors: ['forbidden', 'not_found', 'invalid_path'],
    async handle({ actor, params: { projectId }, query, services }) {
      const { items, nextCursor } = await services.files.list(actor, projectId, query);
      return { items: items.map(presentEntry), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'readFile',
    method: 'get',
    path: '/projects/:projectId/files/content',
    tag: 'Files',
    summary: 'Read a file of a project or of one of its revisions',
    auth: 'required',
    needs: 'project.read',
    params,
    query: fileContentQuerySchema,
    conditional: true,
    success: { status: 200, description: 'The file with its bytes', schema: fileContentSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params: { projectId }, query, services, req, res }) {
      const file = await services.files.find(actor, projectId, query);
      return isCurrent({ req, res }, weakTag(file.sha)) ? NOT_MODIFIED : presentContent(file);
    },
  }),

  defineRoute({
    operationId: 'readFileTree',
    method: 'get',
    path: '/projects/:projectId/files/tree',
    tag: 'Files',
    summary:
      'Read the folders of a project or of one of its revisions, with what is in them and their sizes',
    auth: 'required',
    needs: 'project.read',
    params,
    query: fileTreeQuerySchema,
    conditional: true,
    success: { status: 200, description: 'The folder at the top', schema: folderNodeSchema },
    errors: ['forbidden', 'not_found', 'invalid_path'],
    async handle({ actor, params: { projectId }, query, services, req, res }) {
      const { version, folder } = await services.files.tree(actor, projectId, query);
      return isCurrent({ req, res }, weakTag(version)) ? NOT_MODIFIED : folder();
    },
  }),

  defineRoute({
    operationId: 'searchFiles',
    method: 'get',
    path: '/projects/:projectId/files/search',
    tag: 'Files',
    summary:
      'Look for a text or an expression in the files of a project or of one of its revisions',
    description:
      'Expressions are those of RE2, which takes time in proportion to the text: none has references back or ' +
      'looks around. Files that are no text or larger than 1 MiB are told in `skipped`; `cut` tells when there may ' +
      'be more matches.',
    auth: 'required',
    needs: 'project.read',
    params,
    query: searchFilesQuerySchema,
    success: { status: 200, description: 'The matches', schema: searchResultSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params: { projectId }, query, services }) {
      const { regex, case: sameCase, ...rest } = query;
      return services.files.search(actor, projectId, {
        ...rest,
        regex: regex === 'true',
        caseSensitive: sameCase === 'true',
      });
    },
  }),

  defineRoute({
    operationId: 'saveFile',
    method: 'put',
    path: '/projects/:projectId/files/content',
    tag: 'Files',
    summary: 'Save a file, unless it was changed meanwhile',
    description:
      '`sha` is that of the version which was read, null for a new file. When the file is at another ' +
      'version, nothing changes and `file_conflict` tells `details.currentSha` (null: deleted) and ' +
      '`details.currentRevisionId`, at which the other version can be read.',
    auth: 'required',
    needs: 'files.write',
    params,
    body: putFileBodySchema,
    bodyMaxBytes: LIMITS.fileBodyMaxBytes,
    success: { status: 200, description: 'The saved version', schema: putFileResultSchema },
    errors: [
      'forbidden',
      'not_found',
      'file_conflict',
      'path_taken',
      'project_archived',
      'limit_exceeded',
      'quota_exceeded',
    ],
    async handle({ actor, params: { projectId }, body, services }) {
      const bytes = Buffer.from(body.base64Content, 'base64');
      return services.files.write(actor, projectId, { path: body.path, sha: body.sha, bytes });
    },
  }),

  defineRoute({
    operationId: 'changeFiles',
    method: 'post',
    path: '/projects/:projectId/files/batch',
    tag: 'Files',
    summary: 'Write, move and delete many files in one revision, all or none',
    description:
      'The changes are made in their order, and each sees what those before it made. When the files do not ' +
      'allow some of them, nothing changes, and `file_conflict` names each in `details.conflicts`, by `index`.',
    auth: 'required',
    idempotent: { needs: 'files.write' },
    params,
    body: batchFilesBodySchema,
    bodyMaxBytes: LIMITS.fileBodyMaxBytes,
    success: { status: 200, description: 'The new head', schema: batchFilesResultSchema },
    errors: [
      'forbidden',
      'not_found',
      'file_conflict',
      'invalid_path',
      'project_archived',
      'limit_exceeded',
    ],
    handle: async ({ actor, params: { projectId }, body, services }) =>
      services.files.changeMany(actor, projectId, body),
  }),

  defineRoute({
    operationId: 'deleteFile',
    method: 'delete',
    path: '/projects/:projectId/files',
    tag: 'Files',
    summary: 'Delete a file, or a folder with all that is in it',
    auth: 'required',
    needs: 'files.write',
    params,
    body: deleteFileBodySchema,
    success: { status: 200, description: 'The new head', schema: revisionResultSchema },
    errors: ['forbidden', 'not_found', 'project_archived'],
    async handle({ actor, params: { projectId }, body, services }) {
      const { revisionId } = await services.files.remove(actor, projectId, body.path);
      return { revisionId };
    },
  }),

  defineRoute({
    operationId: 'renameFile',
    method: 'post',
    path: '/projects/:projectId/files/rename',
    tag: 'Files',
    summary: 'Move a file, or a folder with all that is in it',
    auth: 'required',
    idempotent: { needs: 'files.write' },
    params,
    body: renameFileBodySchema,
    success: { status: 200, description: 'The new head', schema: revisionResultSchema },
    errors: [
      'forbidden',
      'not_found',
      'path_taken',
      'invalid_path',
      'project_archived',
      'limit_exceeded',
    ],
    async handle({ actor, params: { projectId }, body, services }) {
      const { revisionId } = await services.files.rename(actor, projectId, body);
      return { revisionId };
    },
  }),

  defineRoute({
    operationId: 'importFiles',
    method: 'post',
    path: '/projects/:projectId/files/import',
    tag: 'Files',
    summary: 'Add the files of a zip, a tar or a gzipped tar, replacing those at the same paths',
    description:
      'All of the archive is checked before any of it is stored. A folder that wraps a whole project is ' +
      'dropped; installed packages, system files and files that may hold secrets are skipped.',
    auth: 'required',
    idempotent: { needs: 'files.import' },
    params,
    upload: {
      contentType: 'multipart/form-data',
      description: 'The archive, in the part `file`.',
      async receive({ actor, params: { projectId }, services, req }) {
        const content = await services.files.receiveArchive(actor, projectId, (path) =>
          receiveUpload(req, path, LIMITS.archiveMaxBytes),
        );
        return { sha256: content.sha256, content };
      },
      hash: ({ actor, params: { projectId }, services, req }) =>
        services.files.hashArchive(actor, projectId, (path) =>
          receiveUpload(req, path, LIMITS.archiveMaxBytes),
        ),
    },
    success: { status: 200, description: 'The new head', schema: importResultSchema },
    errors: [
      'forbidden',
      'not_found',
      'malformed_body',
      'unsupported_media_type',
      'archive_invalid',
      'archive_too_large',
      'path_taken',
      'limit_exceeded',
      'quota_exceeded',
      'project_archived',
    ],
    handle: ({ actor, params: { projectId }, upload, services }) =>
      services.files.import(actor, projectId, upload),
  }),

  defineRoute({
    operationId: 'createSnapshot',
    method: 'post',
    path: '/projects/:projectId/files/snapshot',
    tag: 'Files',
    summary: 'Give the present state of the files a name',
    auth: 'required',
    idempotent: { needs: 'files.write' },
    params,
    body: createSnapshotBodySchema,
    success: { status: 201, description: 'The snapshot', schema: snapshotSchema },
    errors: ['forbidden', 'not_found', 'project_archived'],
    handle: async ({ actor, params: { projectId }, body, services }) =>
      presentSnapshot(await services.snapshots.create(actor, projectId, body)),
  }),
];
