import { z } from 'zod';

import {
  createEnvBodySchema,
  envPageSchema,
  envSchema,
  idSchema,
  LIMITS,
  pageQuerySchema,
  updateEnvBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentEnv } from './envs.presenter.ts';

const projectParams = z.object({ projectId: idSchema('project') });
const envParams = z.object({ envId: idSchema('env') });

export const envRoutes = [
  defineRoute({
    operationId: 'createEnv',
    method: 'post',
    path: '/projects/:projectId/envs',
    tag: 'Environments',
    summary: 'Make an environment, which is empty at first',
    auth: 'required',
    idempotent: { needs: 'env.write' },
    params: projectParams,
    body: createEnvBodySchema,
    success: { status: 201, description: 'The environment', schema: envSchema },
    errors: ['forbidden', 'not_found', 'env_exists', 'project_archived'],
    handle: async ({ actor, params, body, services }) =>
      presentEnv(await services.envs.create(actor, params.projectId, body.name)),
  }),

  defineRoute({
    operationId: 'listEnvs',
    method: 'get',
    path: '/projects/:projectId/envs',
    tag: 'Environments',
    summary: 'List the environments of a project, newest first',
    auth: 'required',
    needs: 'env.read',
    params: projectParams,
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of environments', schema: envPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.envs.list(actor, params.projectId, query);
      return { items: items.map(presentEnv), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getEnv',
    method: 'get',
    path: '/envs/:envId',
    tag: 'Environments',
    summary: 'Read what an environment holds, by name',
    auth: 'required',
    needs: 'env.read',
    params: envParams,
    success: { status: 200, description: 'The environment', schema: envSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentEnv(await services.envs.get(actor, params.envId)),
  }),

  defineRoute({
    operationId: 'updateEnv',
    method: 'patch',
    path: '/envs/:envId',
    tag: 'Environments',
    summary: 'Set and unset variables and keys of providers',
    description:
      'What is named is set, or unset by null; the rest stays. `version` is that of the environment as it was read: once somebody else has changed it, the answer is `env_conflict` with `details.currentVersion`, and nothing is changed. No call tells a value again.',
    auth: 'required',
    needs: 'env.write',
    params: envParams,
    body: updateEnvBodySchema,
    bodyMaxBytes: LIMITS.envBodyMaxBytes,
    success: { status: 200, description: 'The environment', schema: envSchema },
    errors: ['forbidden', 'not_found', 'env_conflict', 'limit_exceeded', 'project_archived'],
    handle: async ({ actor, params, body, services }) =>
      presentEnv(await services.envs.update(actor, params.envId, body)),
  }),

  defineRoute({
    operationId: 'deleteEnv',
    method: 'delete',
    path: '/envs/:envId',
    tag: 'Environments',
    summary: 'Delete an environment with all that it holds',
    auth: 'required',
    needs: 'env.write',
    params: envParams,
    success: { status: 204, description: 'It is gone' },
    errors: ['forbidden', 'not_found', 'project_archived'],
    async handle({ actor, params, services }) {
      await services.envs.remove(actor, params.envId);
      return undefined;
    },
  }),
];
