import { z } from 'zod';

import {
  copyProjectBodySchema,
  idSchema,
  listRevisionsQuerySchema,
  projectSchema,
  revisionDiffQuerySchema,
  revisionDiffSchema,
  revisionPageSchema,
  revisionResultSchema,
  revisionSchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { overSignal } from '../../middlewares/over-signal.ts';
import { presentProject } from '../projects/projects.presenter.ts';
import { presentRevision } from './revisions.presenter.ts';

const projectId = idSchema('project');
const revisionParams = z.object({ projectId, revisionId: idSchema('revision') });

export const revisionRoutes = [
  defineRoute({
    operationId: 'listRevisions',
    method: 'get',
    path: '/projects/:projectId/revisions',
    tag: 'Revisions',
    summary: 'List the states that a project was in, and candidates for it, newest first',
    auth: 'required',
    needs: 'project.read',
    params: z.object({ projectId }),
    query: listRevisionsQuerySchema,
    success: { status: 200, description: 'A page of revisions', schema: revisionPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { applied, ...rest } = query;
      const { items, nextCursor } = await services.revisions.list(actor, params.projectId, {
        ...rest,
        applied: applied && applied === 'true',
      });
      return { items: items.map(presentRevision), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getRevision',
    method: 'get',
    path: '/projects/:projectId/revisions/:revisionId',
    tag: 'Revisions',
    summary: 'Read what is known of a state of a project',
    description: 'Its files are listed and read by `revisionId` of the calls for files.',
    auth: 'required',
    needs: 'project.read',
    params: revisionParams,
    success: { status: 200, description: 'The revision', schema: revisionSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentRevision(await services.revisions.get(actor, params.projectId, params.revisionId)),
  }),

  defineRoute({
    operationId: 'diffRevision',
    method: 'get',
    path: '/projects/:projectId/revisions/:revisionId/diff',
    tag: 'Revisions',
    summary: 'Compare a state of a project with the one before, or with any other',
    description:
      'Every file that differs, with its lines as in a unified diff where it is a text of up to 512 KiB. A file ' +
      'that moved without a change is `renamed`. `omitted` says why lines are left out.',
    auth: 'required',
    needs: 'project.read',
    params: revisionParams,
    query: revisionDiffQuerySchema,
    success: { status: 200, description: 'What differs', schema: revisionDiffSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services, res }) {
      const { projectId: project, revisionId } = params;
      const options = { ...query, signal: overSignal(res) };
      const difference = await services.revisions.diff(actor, project, revisionId, options);
      return { revisionId, ...difference };
    },
  }),

  defineRoute({
    operationId: 'forkRevision',
    method: 'post',
    path: '/projects/:projectId/revisions/:revisionId/fork',
    tag: 'Revisions',
    summary: 'Make a project that begins with the files of a revision',
    description: 'It belongs to the same organization. No byte is stored twice.',
    auth: 'required',
    idempotent: { needs: 'project.create' },
    params: revisionParams,
    body: copyProjectBodySchema,
    success: { status: 201, description: 'The new project', schema: projectSchema },
    errors: ['forbidden', 'not_found', 'slug_taken'],
    async handle({ actor, params, body, services }) {
      const source = { projectId: params.projectId, revisionId: params.revisionId };
      return presentProject(await services.projects.copy(actor, source, body));
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
    params: revisionParams,
    success: { status: 200, description: 'The new head', schema: revisionResultSchema },
    errors: ['forbidden', 'not_found', 'project_archived'],
    async handle({ actor, params, services }) {
      const { projectId: project, revisionId: target } = params;
      const { revisionId } = await services.revisions.restore(actor, project, target);
      return { revisionId };
    },
  }),
];
