import { z } from 'zod';

import {
  componentDetailSchema,
  componentPageSchema,
  componentSchema,
  idSchema,
  listComponentsQuerySchema,
  publishComponentBodySchema,
  updateComponentBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentComponent, presentComponentDetail } from './components.presenter.ts';

const orgParams = z.object({ orgId: idSchema('org') });
const componentParams = z.object({ componentId: idSchema('component') });

export const componentRoutes = [
  defineRoute({
    operationId: 'publishComponent',
    method: 'post',
    path: '/orgs/:orgId/components',
    tag: 'Library',
    summary: 'Publish a version of a component, which never changes',
    description:
      'The code is read to see that it can be, and never run. The number of a version is taken for good, also where the version is deleted.',
    auth: 'required',
    idempotent: { needs: 'library.manage' },
    params: orgParams,
    body: publishComponentBodySchema,
    success: { status: 201, description: 'The version', schema: componentSchema },
    errors: [
      ...(['forbidden', 'not_found', 'conflict', 'version_taken'] as const),
      ...(['limit_exceeded', 'invalid_path', 'path_taken'] as const),
    ],
    handle: async ({ actor, params, body, services }) =>
      presentComponent(await services.components.publish(actor, params.orgId, body)),
  }),

  defineRoute({
    operationId: 'listComponents',
    method: 'get',
    path: '/orgs/:orgId/components',
    tag: 'Library',
    summary: 'List the latest version of each component, by name',
    description:
      "The organization's own come first, then those that ship with the product. Each word of `q` begins a word of the name, the description or a tag.",
    auth: 'required',
    needs: 'library.read',
    params: orgParams,
    query: listComponentsQuerySchema,
    success: { status: 200, description: 'A page of components', schema: componentPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.components.list(actor, params.orgId, query);
      return { items: items.map(presentComponent), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getComponent',
    method: 'get',
    path: '/components/:componentId',
    tag: 'Library',
    summary: 'Read a version of a component with its code, and which other versions there are',
    auth: 'required',
    needs: 'library.read',
    params: componentParams,
    success: { status: 200, description: 'The version', schema: componentDetailSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentComponentDetail(await services.components.get(actor, params.componentId)),
  }),

  defineRoute({
    operationId: 'updateComponent',
    method: 'patch',
    path: '/components/:componentId',
    tag: 'Library',
    summary: 'Deprecate a version of a component, or take that back',
    auth: 'required',
    needs: 'library.manage',
    params: componentParams,
    body: updateComponentBodySchema,
    success: { status: 200, description: 'The version', schema: componentSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, body, services }) =>
      presentComponent(await services.components.update(actor, params.componentId, body)),
  }),

  defineRoute({
    operationId: 'deleteComponent',
    method: 'delete',
    path: '/components/:componentId',
    tag: 'Library',
    summary: 'Delete a version of a component, for good',
    description: 'Templates and projects have copies of their own, and stay as they are.',
    auth: 'required',
    needs: 'library.manage',
    params: componentParams,
    success: { status: 204, description: 'It is gone' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      await services.components.remove(actor, params.componentId);
      return undefined;
    },
  }),
];
