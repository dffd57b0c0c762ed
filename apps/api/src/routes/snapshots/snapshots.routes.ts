import { z } from 'zod';

import { idSchema, pageQuerySchema, snapshotPageSchema } from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentSnapshot } from './snapshots.presenter.ts';

export const snapshotRoutes = [
  defineRoute({
    operationId: 'listSnapshots',
    method: 'get',
    path: '/projects/:projectId/snapshots',
    tag: 'Files',
    summary: 'List the named states of a project, newest first',
    auth: 'required',
    needs: 'project.read',
    params: z.object({ projectId: idSchema('project') }),
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of snapshots', schema: snapshotPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.snapshots.list(actor, params.projectId, query);
      return { items: items.map(presentSnapshot), nextCursor };
    },
  }),
];
