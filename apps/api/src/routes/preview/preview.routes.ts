import { z } from 'zod';

import { blankPreviewSchema, idSchema, previewQuerySchema, previewSchema } from '@promptly/common';
import { BLANK_PAGE } from '@promptly/preview';

import { defineRoute } from '../../http/define-route.ts';
import { presentPreview } from './preview.presenter.ts';

export const previewRoutes = [
  defineRoute({
    operationId: 'openPreview',
    method: 'get',
    path: '/projects/:projectId/preview',
    tag: 'Previews',
    summary: 'Build a revision and get the addresses at which it runs',
    description:
      'The addresses are their own permission, for a day or two, as long as the session or key that asked for ' +
      'them stands and may see the project. `scriptUrl` and `styleUrl` are for a page ' +
      'that is open already and updates in place; with an error among the diagnostics there is no new script.',
    auth: 'required',
    needs: 'project.read',
    params: z.object({ projectId: idSchema('project') }),
    query: previewQuerySchema,
    success: { status: 200, description: 'The preview', schema: previewSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, query, services, origins }) =>
      presentPreview(
        await services.previews.open(actor, params.projectId, query.revisionId),
        origins.preview,
      ),
  }),
  defineRoute({
    operationId: 'openBlankPreview',
    method: 'get',
    path: '/projects/:projectId/preview/blank',
    tag: 'Previews',
    summary: 'Get the address of a page that waits for an app',
    description:
      'The page loads the packages that apps import while the app itself is still being made. A message of the ' +
      'type `update` with the addresses of a preview then starts that app in it.',
    auth: 'required',
    needs: 'project.read',
    params: z.object({ projectId: idSchema('project') }),
    success: { status: 200, description: 'The page', schema: blankPreviewSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services, origins }) => {
      const token = await services.previews.issueToken(actor, params.projectId);
      return { url: `${origins.preview}/p/${token}/${BLANK_PAGE}` };
    },
  }),
];
