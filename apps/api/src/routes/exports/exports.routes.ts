import { z } from 'zod';

import {
  createExportBodySchema,
  createExportResultSchema,
  exportPageSchema,
  exportSchema,
  idSchema,
  listExportsQuerySchema,
} from '@promptly/common';

import { defineRawRoute, defineRoute } from '../../http/define-route.ts';
import { rangeHeaders, sendDownload } from '../../http/send-bytes.ts';
import { linkPassQuerySchema, passOf } from '../../http/signed-url.ts';
import { presentExport, presentExportStatus } from './exports.presenter.ts';

const projectParams = z.object({ projectId: idSchema('project') });
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
    params: projectParams,
    body: createExportBodySchema,
    success: { status: 202, description: 'The export', schema: createExportResultSchema },
    errors: ['forbidden', 'not_found', 'quota_exceeded'],
    async handle({ actor, params, body, services }) {
      const row = await services.exports.create(actor, params.projectId, body);
      return { exportId: row.id, status: presentExportStatus(row) };
    },
  }),

  defineRoute({
    operationId: 'listExports',
    method: 'get',
    path: '/projects/:projectId/exports',
    tag: 'Exports',
    summary: 'List the exports of a project, newest first',
    auth: 'required',
    needs: 'project.read',
    params: projectParams,
    query: listExportsQuerySchema,
    success: { status: 200, description: 'A page of exports', schema: exportPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services, origins }) {
      const { items, nextCursor } = await services.exports.list(actor, params.projectId, query);
      return { items: items.map((view) => presentExport(view, origins.studio)), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getExport',
    method: 'get',
    path: '/exports/:exportId',
    tag: 'Exports',
    summary: 'Read how an export stands, with an address to download it from for ten minutes',
    auth: 'required',
    needs: 'export.read',
    params: exportParams,
    success: { status: 200, description: 'The export', schema: exportSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services, origins }) =>
      presentExport(await services.exports.get(actor, params.exportId), origins.studio),
  }),

  defineRoute({
    operationId: 'cancelExport',
    method: 'post',
    path: '/exports/:exportId/cancel',
    tag: 'Exports',
    summary: 'Stop an export',
    description:
      'One that is canceled already is answered as it is. One that was being built counts against the limits of the organization.',
    auth: 'required',
    needs: 'export.create',
    params: exportParams,
    success: { status: 200, description: 'The export, canceled', schema: exportSchema },
    errors: ['forbidden', 'not_found', 'job_not_cancelable'],
    handle: async ({ actor, params, services, origins }) =>
      presentExport(await services.exports.cancel(actor, params.exportId), origins.studio),
  }),

  defineRoute({
    operationId: 'retryExport',
    method: 'post',
    path: '/exports/:exportId/retry',
    tag: 'Exports',
    summary: 'Ask again for an export that has ended',
    description:
      'It is a new export, of the same revision and format. `conflict` while the first one is open.',
    auth: 'required',
    idempotent: { needs: 'export.create' },
    params: exportParams,
    success: { status: 202, description: 'The new export', schema: createExportResultSchema },
    errors: ['forbidden', 'not_found', 'conflict', 'quota_exceeded'],
    async handle({ actor, params, services }) {
      const row = await services.exports.retry(actor, params.exportId);
      return { exportId: row.id, status: presentExportStatus(row) };
    },
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
    query: linkPassQuerySchema,
    headers: rangeHeaders,
    conditional: true,
    success: { status: 200, description: 'The archive', contentType: 'application/zip' },
    otherAnswers: [
      { status: 200, description: 'The archive', contentType: 'application/gzip' },
      { status: 206, description: 'The range of it', contentType: 'application/zip' },
      { status: 206, description: 'The range of it', contentType: 'application/gzip' },
    ],
    errors: ['not_found', 'link_expired', 'range_not_satisfiable'],
    async handle({ params, query, services, req, res }) {
      const found = await services.exports.openDownload(params.exportId, passOf(query));
      await sendDownload(req, res, found);
    },
  }),
];
