import { z } from 'zod';

import { createExportBodySchema, idSchema } from '@promptly/common';

import { presentExport, presentExportStatus } from '../../exports/exports.presenter.ts';
import { defineTool } from '../tool.ts';

export const exportTools = [
  defineTool({
    name: 'export_project',
    title: 'Export a project',
    description:
      'Asks for an archive of a project, by default of its present revision. get_export has its address.',
    needs: 'export.create',
    effect: 'adds',
    input: z.strictObject({ projectId: idSchema('project'), ...createExportBodySchema.shape }),
    async run({ projectId, ...body }, { services, actor }) {
      const row = await services.exports.create(actor, projectId, body);
      return { exportId: row.id, status: presentExportStatus(row) };
    },
  }),

  defineTool({
    name: 'get_export',
    title: 'Look at an export',
    description: 'Tells how an export stands; once it has succeeded, with an address to download.',
    needs: 'export.read',
    effect: 'reads',
    input: z.strictObject({ exportId: idSchema('export') }),
    run: async ({ exportId }, { services, actor, origin }) =>
      presentExport(await services.exports.get(actor, exportId), origin),
  }),
];
