import { z } from 'zod';

import {
  artifactPageSchema,
  artifactSchema,
  idSchema,
  listArtifactsQuerySchema,
  publishFileBodySchema,
  updateArtifactBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentArtifact } from './artifacts.presenter.ts';

const projectParams = z.object({ projectId: idSchema('project') });
const params = z.object({ artifactId: idSchema('artifact') });
const common = { tag: 'Artifacts', auth: 'required' } as const;

export const artifactRoutes = [
  defineRoute({
    ...common,
    needs: 'project.read',
    operationId: 'listArtifacts',
    method: 'get',
    path: '/projects/:projectId/artifacts',
    summary: 'List the artifacts of a project, newest first',
    description: 'Archives of exports come by themselves, and go with them after seven days.',
    params: projectParams,
    query: listArtifactsQuerySchema,
    success: { status: 200, description: 'A page of artifacts', schema: artifactPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params: { projectId }, query, services, origins }) {
      const { items, nextCursor } = await services.artifacts.list(actor, projectId, query);
      return { items: items.map((view) => presentArtifact(view, origins.preview)), nextCursor };
    },
  }),

  defineRoute({
    ...common,
    operationId: 'publishArtifact',
    method: 'post',
    path: '/projects/:projectId/artifacts',
    summary: 'Publish a file of a revision at an address of its own',
    description: 'Private at first. The same file again is the artifact that is there.',
    idempotent: { needs: 'export.create' },
    params: projectParams,
    body: publishFileBodySchema,
    success: { status: 201, description: 'The artifact', schema: artifactSchema },
    errors: ['forbidden', 'not_found', 'limit_exceeded', 'conflict'],
    handle: async ({ actor, params: { projectId }, body, services, origins }) =>
      presentArtifact(await services.artifacts.publish(actor, projectId, body), origins.preview),
  }),

  defineRoute({
    ...common,
    needs: 'project.read',
    operationId: 'getArtifact',
    method: 'get',
    path: '/artifacts/:artifactId',
    summary: 'Read an artifact, with an address to fetch it from',
    description: 'The address of a private one holds for an hour, and is made anew each time.',
    params,
    success: { status: 200, description: 'The artifact', schema: artifactSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params: { artifactId }, services, origins }) =>
      presentArtifact(await services.artifacts.get(actor, artifactId), origins.preview),
  }),

  defineRoute({
    ...common,
    needs: 'artifact.publish',
    operationId: 'updateArtifact',
    method: 'patch',
    path: '/artifacts/:artifactId',
    summary: 'Make an artifact public, or private again',
    description:
      'Public needs the flag `publicExports` of the organization. What was public may be kept by browsers and caches for as long as they like, also after it is private again.',
    params,
    body: updateArtifactBodySchema,
    success: { status: 200, description: 'The artifact', schema: artifactSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params: { artifactId }, body: { visibility }, services, origins }) {
      const view = await services.artifacts.setVisibility(actor, artifactId, visibility);
      return presentArtifact(view, origins.preview);
    },
  }),

  defineRoute({
    ...common,
    needs: 'export.create',
    operationId: 'deleteArtifact',
    method: 'delete',
    path: '/artifacts/:artifactId',
    summary: 'Delete an artifact',
    description: 'Its address leads nowhere from then on. The file stays in its project.',
    params,
    success: { status: 204, description: 'It is gone' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params: { artifactId }, services }) {
      await services.artifacts.remove(actor, artifactId);
      return undefined;
    },
  }),
];
