import { z } from 'zod';

import {
  idSchema,
  listTemplatesQuerySchema,
  publishTemplateBodySchema,
  templateDetailSchema,
  templatePageSchema,
  templateSchema,
  updateTemplateBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentTemplate, presentTemplateDetail } from './templates.presenter.ts';

const orgParams = z.object({ orgId: idSchema('org') });
const templateParams = z.object({ templateId: idSchema('template') });

export const templateRoutes = [
  defineRoute({
    operationId: 'publishTemplate',
    method: 'post',
    path: '/orgs/:orgId/templates',
    tag: 'Library',
    summary: 'Publish a template from a snapshot, or from a revision of a project',
    description:
      'Its files are those of that moment: later changes of the project do not reach it.',
    auth: 'required',
    idempotent: { needs: 'library.manage' },
    params: orgParams,
    body: publishTemplateBodySchema,
    success: { status: 201, description: 'The template', schema: templateSchema },
    errors: ['forbidden', 'not_found', 'limit_exceeded'],
    handle: async ({ actor, params, body, services }) =>
      presentTemplate(await services.templates.publish(actor, params.orgId, body)),
  }),

  defineRoute({
    operationId: 'listTemplates',
    method: 'get',
    path: '/orgs/:orgId/templates',
    tag: 'Library',
    summary: 'List the templates that projects of an organization can begin with',
    description:
      "The organization's own come first, newest first, then those that ship with the product, by name. `POST /orgs/{orgId}/projects` takes a `templateId`.",
    auth: 'required',
    needs: 'library.read',
    params: orgParams,
    query: listTemplatesQuerySchema,
    success: { status: 200, description: 'A page of templates', schema: templatePageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.templates.list(actor, params.orgId, query);
      return { items: items.map(presentTemplate), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getTemplate',
    method: 'get',
    path: '/templates/:templateId',
    tag: 'Library',
    summary: 'Read a template with the list of its files',
    auth: 'required',
    needs: 'library.read',
    params: templateParams,
    success: { status: 200, description: 'The template', schema: templateDetailSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentTemplateDetail(await services.templates.get(actor, params.templateId)),
  }),

  defineRoute({
    operationId: 'updateTemplate',
    method: 'patch',
    path: '/templates/:templateId',
    tag: 'Library',
    summary: 'Rename a template, or describe and tag it anew',
    auth: 'required',
    needs: 'library.manage',
    params: templateParams,
    body: updateTemplateBodySchema,
    success: { status: 200, description: 'The template', schema: templateSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, body, services }) =>
      presentTemplate(await services.templates.update(actor, params.templateId, body)),
  }),

  defineRoute({
    operationId: 'deleteTemplate',
    method: 'delete',
    path: '/templates/:templateId',
    tag: 'Library',
    summary: 'Delete a template; projects that began with it stay as they are',
    auth: 'required',
    needs: 'library.manage',
    params: templateParams,
    success: { status: 204, description: 'It is gone' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      await services.templates.remove(actor, params.templateId);
      return undefined;
    },
  }),
];
