import { pipeline } from 'node:stream/promises';

import { z } from 'zod';

import {
  createExportBodySchema,
  createExportResultSchema,
  exportSchema,
  idSchema,
} from '@promptly/common';

import { defineRawRoute, defineRoute } from '../../http/define-route.ts';
import { presentExport, presentExportStatus } from './exports.presenter.ts';

const exportParams = z.object({ exportId: idSchema('export') });

export const exportRoutes = [
  defineRoute({
    operationId: 'createExport',
    method: 'post',
    path: '/projects/:projectId/exports',
    tag: 'Exports',
    summary: 'Ask for an archive of a project',
    description:
      'It is built in the background, and kept for seven days. The same revision gives the same bytes; an ' +
      'archive of it that is there is not built again. `rate_limited` while 20 of the organization wait.',
    auth: 'required',
    idempotent: { needs: 'export.create' },
    params: z.object({ projectId: idSchema('project') }),
    body: createExportBodySchema,
    success: { status: 202, description: 'The export', schema: createExportResultSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, body, services }) {
      const row = await services.exports.create(actor, params.projectId, body);
      return { exportId: row.id, status: presentExportStatus(row) };
    },
  }),

  defineRoute({
    operationId: 'getExport',
    method: 'get',
    path: '/exports/:exportId',
    tag: 'Exports',
    summary: 'Read how an export stands, with an address to download it from for ten minutes',
    auth: 'required',
    params: exportParams,
    success: { status: 200, description: 'The export', schema: exportSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services, origins }) =>
      presentExport(await services.exports.get(actor, params.exportId), origins.studio),
  }),

  defineRawRoute({
    operationId: 'downloadExport',
    method: 'get',
    path: '/exports/:exportId/download',
    tag: 'Exports',
    summary: 'Download an archive; the address is its own permission',
    description: '`link_expired` for an old address, and when the archive is not kept any more.',
    auth: 'none',
    params: exportParams,
    query: z.object({ expires: z.string().max(20), signature: z.string().max(100) }).partial(),
    success: { status: 200, description: 'The archive', contentType: 'application/zip' },
    errors: ['not_found', 'link_expired'],
    async handle({ params, query: { expires = '', signature = '' }, services, res }) {
      const found = await services.exports.openDownload(params.exportId, { expires, signature });
      res.set({
        'Content-Type': 'application/zip',
        'Content-Length': String(found.size),
        'Content-Disposition': `attachment; filename="${found.fileName}"`,
        ETag: `"${found.sha256}"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      await pipeline(found.body, res);
    },
  }),
];
