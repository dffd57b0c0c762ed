import { z } from 'zod';

import { createDataExportResultSchema, dataExportSchema, idSchema } from '@promptly/common';

import { defineRawRoute, defineRoute } from '../../http/define-route.ts';
import { rangeHeaders, sendDownload } from '../../http/send-bytes.ts';
import { linkPassQuerySchema, passOf } from '../../http/signed-url.ts';
import { presentExportStatus } from '../exports/exports.presenter.ts';
import { presentDataExport } from './data-exports.presenter.ts';

const dataExportParams = z.object({ dataExportId: idSchema('dataExport') });
const KEPT =
  'A zip of what the database has, without secrets, as JSON; it is built in the background and kept for seven days. One that is being built is answered again; five a day are made.';

export const dataExportRoutes = [
  defineRoute({
    operationId: 'exportMyData',
    method: 'post',
    path: '/auth/me/data-export',
    tag: 'Data rights',
    summary: 'Ask for an archive of all data about the signed-in user',
    description: `${KEPT} An API key has no account, and is forbidden this.`,
    auth: 'required',
    idempotent: { needs: null },
    success: { status: 202, description: 'It is asked for', schema: createDataExportResultSchema },
    errors: ['forbidden'],
    async handle({ actor, services }) {
      const row = await services.dataExports.createForMe(actor);
      return { dataExportId: row.id, status: presentExportStatus(row) };
    },
  }),

  defineRoute({
    operationId: 'exportOrgData',
    method: 'post',
    path: '/orgs/:orgId/data-export',
    tag: 'Data rights',
    summary: 'Ask for an archive of all data of an organization, with the files of its projects',
    description: `For owners, also while the organization is deleted and not erased yet. ${KEPT}`,
    auth: 'required',
    idempotent: { needs: 'org.export' },
    params: z.object({ orgId: idSchema('org') }),
    success: { status: 202, description: 'It is asked for', schema: createDataExportResultSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      const row = await services.dataExports.createForOrg(actor, params.orgId);
      return { dataExportId: row.id, status: presentExportStatus(row) };
    },
  }),

  defineRoute({
    operationId: 'getDataExport',
    method: 'get',
    path: '/data-exports/:dataExportId',
    tag: 'Data rights',
    summary: 'Read how such an archive stands, with an address to download it from for a day',
    auth: 'required',
    params: dataExportParams,
    success: { status: 200, description: 'The export', schema: dataExportSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services, origins }) =>
      presentDataExport(await services.dataExports.get(actor, params.dataExportId), origins.studio),
  }),

  defineRawRoute({
    operationId: 'downloadDataExport',
    method: 'get',
    path: '/data-exports/:dataExportId/download',
    tag: 'Data rights',
    summary: 'Download such an archive; the address is its own permission',
    description: '`link_expired` for an old address, and when the archive is not kept any more.',
    auth: 'none',
    params: dataExportParams,
    query: linkPassQuerySchema,
    headers: rangeHeaders,
    conditional: true,
    success: { status: 200, description: 'The archive', contentType: 'application/zip' },
    otherAnswers: [{ status: 206, description: 'The range of it', contentType: 'application/zip' }],
    errors: ['not_found', 'link_expired', 'range_not_satisfiable'],
    async handle({ params, query, services, req, res }) {
      const found = await services.dataExports.openDownload(params.dataExportId, passOf(query));
      await sendDownload(req, res, found);
    },
  }),
];
