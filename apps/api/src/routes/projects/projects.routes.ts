import { z } from 'zod';

import {
  copyProjectBodySchema,
  createProjectBodySchema,
  idSchema,
  listProjectsQuerySchema,
  projectPageSchema,
  projectSchema,
  updateProjectBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentProject } from './projects.presenter.ts';

const orgParams = z.object({ orgId: idSchema('org') });
const projectParams = z.object({ projectId: idSchema('project') });

export const projectRoutes = [
  defineRoute({
    operationId: 'createProject',
    method: 'post',
    path: '/orgs/:orgId/projects',
    tag: 'Projects',
    summary: 'Make a project, which begins with the starter template',
    auth: 'required',
    idempotent: { needs: 'project.create' },
    params: orgParams,
    body: createProjectBodySchema,
    success: { status: 201, description: 'The project', schema: projectSchema },
    errors: ['forbidden', 'not_found', 'slug_taken', 'quota_exceeded'],
    handle: async ({ actor, params, body, services }) =>
      presentProject(await services.projects.create(actor, params.orgId, body)),
  }),

  defineRoute({
    operationId: 'listProjects',
    method: 'get',
    path: '/orgs/:orgId/projects',
    tag: 'Projects',
    summary: 'List the projects of an organization, newest first',
    description:
      'Archived ones are left out, unless `archived` asks for them (`true`) or for all. `deleted=true` lists the ' +
      'deleted ones instead, archived or not, to those who may restore them.',
    auth: 'required',
    needs: 'project.read',
    params: orgParams,
    query: listProjectsQuerySchema,
    success: { status: 200, description: 'A page of projects', schema: projectPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.projects.list(actor, params.orgId, query);
      return { items: items.map(presentProject), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getProject',
    method: 'get',
    path: '/projects/:projectId',
    tag: 'Projects',
    summary: 'Read a project',
    auth: 'required',
    needs: 'project.read',
    params: projectParams,
    success: { status: 200, description: 'The project', schema: projectSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentProject(await services.projects.get(actor, params.projectId)),
  }),

  defineRoute({
    operationId: 'updateProject',
    method: 'patch',
    path: '/projects/:projectId',
    tag: 'Projects',
    summary: 'Rename a project, archive it or take it out of the archive',
    description:
      'What is in the archive can be read, not changed. To archive a project ends its jobs; `archived: false` takes it ' +
      'out again. A deletion is taken back by the route `restore`.',
    auth: 'required',
    needs: 'project.update',
    params: projectParams,
    body: updateProjectBodySchema,
    success: { status: 200, description: 'The project', schema: projectSchema },
    errors: ['forbidden', 'not_found', 'project_archived'],
    handle: async ({ actor, params, body, services }) =>
      presentProject(await services.projects.update(actor, params.projectId, body)),
  }),

  defineRoute({
    operationId: 'duplicateProject',
    method: 'post',
    path: '/projects/:projectId/duplicate',
    tag: 'Projects',
    summary: 'Make a project that begins with the present files of this one',
    description:
      'The history and the snapshots stay where they are. No byte is stored twice. An archived project can be ' +
      'copied, too.',
    auth: 'required',
    idempotent: { needs: 'project.create' },
    params: projectParams,
    body: copyProjectBodySchema,
    success: { status: 201, description: 'The new project', schema: projectSchema },
    errors: ['forbidden', 'not_found', 'slug_taken'],
    handle: async ({ actor, params, body, services }) =>
      presentProject(await services.projects.copy(actor, { projectId: params.projectId }, body)),
  }),

  defineRoute({
    operationId: 'deleteProject',
    method: 'delete',
    path: '/projects/:projectId',
    tag: 'Projects',
    summary: 'Delete a project, which can be restored for a while',
    description:
      'It is hidden at once, with all that belongs to it: jobs and exports end, addresses of previews, downloads and ' +
      'artifacts lead nowhere. Until `purgesAt`, which the list with `deleted=true` tells, it can be restored; then it ' +
      'is removed with all its revisions. Its `slug` is free again from then on.',
    auth: 'required',
    needs: 'project.delete',
    params: projectParams,
    success: { status: 204, description: 'It is deleted' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      await services.projects.remove(actor, params.projectId);
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'restoreProject',
    method: 'post',
    path: '/projects/:projectId/restore',
    tag: 'Projects',
    summary: 'Take the deletion of a project back',
    description:
      'It is as it was, in the archive if it was there; jobs and exports that the deletion ended stay ended. A project ' +
      'that is not deleted is answered as it is. `not_found` once `purgesAt` is past.',
    auth: 'required',
    needs: 'project.delete',
    params: projectParams,
    success: { status: 200, description: 'The project', schema: projectSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentProject(await services.projects.restore(actor, params.projectId)),
  }),
];
