import { z } from 'zod';

import {
  AppError,
  fileContentQuerySchema,
  idSchema,
  LIMITS,
  putFileResultSchema,
  putRawFileQuerySchema,
} from '@promptly/common';

import { expectedVersion } from '../../http/conditional.ts';
import { defineRawRoute, defineRoute } from '../../http/define-route.ts';
import { mediaTypeOf } from '../../http/media-type.ts';
import { rangeHeaders, sendBytes } from '../../http/send-bytes.ts';
import { receiveBody } from './receive-body.ts';

const params = z.object({ projectId: idSchema('project') });
const path = '/projects/:projectId/files/raw';
const header = (description: string, example: string) =>
  z
    .string()
    .max(1_000)
    .optional()
    .meta({ description, examples: [example] });
const ETAG = '"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"';

/** Files as bytes, for what is no text. */
export const rawFileRoutes = [
  defineRawRoute({
    operationId: 'downloadFile',
    method: 'get',
    path,
    tag: 'Files',
    summary: 'Download the bytes of a file of a project or of one of its revisions',
    description:
      'Its type follows from its name. The ETag is the SHA-256 of the bytes. A page or an SVG is never shown ' +
      'from here, only saved.',
    auth: 'required',
    needs: 'project.read',
    params,
    query: fileContentQuerySchema,
    headers: rangeHeaders,
    conditional: true,
    success: { status: 200, description: 'The bytes', contentType: '*/*' },
    otherAnswers: [{ status: 206, description: 'The range of them', contentType: '*/*' }],
    errors: ['forbidden', 'not_found', 'range_not_satisfiable'],
    async handle({ actor, params: { projectId }, query, services, req, res }) {
      const file = await services.files.find(actor, projectId, query);
      await sendBytes(req, res, {
        ...mediaTypeOf(file.path),
        etag: `"${file.sha}"`,
        size: file.size,
        open: (range) => file.open(range),
      });
    },
  }),

  defineRoute({
    operationId: 'uploadFile',
    method: 'put',
    path,
    tag: 'Files',
    summary: 'Save a file as bytes, unless it was changed meanwhile',
    description:
      'For any bytes, up to 10 MiB. `If-Match` holds the ETag of the version that was read, ' +
      '`If-None-Match: *` makes a new file. At another version nothing changes, and `precondition_failed` tells ' +
      'what `file_conflict` of the save as JSON does.',
    auth: 'required',
    needs: 'files.write',
    params,
    query: putRawFileQuerySchema,
    headers: z.object({
      'If-Match': header('The ETag of the version which was read.', ETAG),
      'If-None-Match': header('`*`, for a new file.', '*'),
    }),
    upload: {
      contentType: 'application/octet-stream',
      description: 'The bytes of the file.',
      async receive({ actor, params: { projectId }, query, services, req }) {
        const slot = { path: query.path, sha: expectedVersion(req) };
        const blob = await asPrecondition(
          services.files.receiveFile(actor, projectId, slot, (to) =>
            receiveBody(req, to, LIMITS.fileMaxBytes),
          ),
        );
        return { sha256: blob.sha, content: { slot, blob } };
      },
    },
    success: { status: 200, description: 'The saved version', schema: putFileResultSchema },
    errors: [
      'forbidden',
      'not_found',
      'path_taken',
      'precondition_failed',
      'precondition_required',
      'project_archived',
      'payload_too_large',
      'unsupported_media_type',
      'malformed_body',
      'limit_exceeded',
    ],
    async handle({ actor, params: { projectId }, upload: { slot, blob }, services, res }) {
      const saved = await asPrecondition(services.files.saveReceived(actor, projectId, slot, blob));
      res.set('ETag', `"${saved.sha}"`);
      return saved;
    },
  }),
];

/** A version that is told by a header is told of as HTTP does. */
async function asPrecondition<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'file_conflict') throw error;
    throw new AppError('precondition_failed', error.message, error.details);
  }
}
