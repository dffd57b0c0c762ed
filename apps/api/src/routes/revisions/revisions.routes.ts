import { z } from 'zod';

import {
  idSchema,
  pageQuerySchema,
  revisionPageSchema,
  revisionResultSchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentRevision } from './revisions.presenter.ts';

const projectId = idSchema('project');

export const revisionRoutes = [
  defineRoute({
    operationId: 'listRevisions',
    method: 'get',
    path: '/projects/:projectId/revisions',
    tag: 'Revisions',
    summary: 'List the states that a project was in, and candidates for it, newest first',
    auth: 'required',
    params: z.object({ projectId }),
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of revisions', schema: revisionPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.revisions.list(actor, params.projectId, query);
      return { items: items.map(presentRevision), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'restoreRevision',
    method: 'post',
    path: '/projects/:projectId/revisions/:revisionId/restore',
    tag: 'Revisions',
    summary: "Make a project's files those of a revision, byte for byte",
    description:
      'Nothing is lost: the head moves on to the restored files, and what came after them stays in the ' +
      'list. A candidate that was not applied is applied in the same way.',
    auth: 'required',
    idempotent: { needs: 'files.write' },
    params: z.object({ projectId, revisionId: idSchema('revision') }),
    success: { status: 200, description: 'The new head', schema: revisionResultSchema },
    errors: ['forbidden', 'not_found', 'project_archived'],
    async handle({ actor, params, services }) {
      const { projectId: project, revisionId: target } = params;
      const { revisionId } = await services.revisions.restore(actor, project, target);
      return { revisionId };
    },
  }),
];
