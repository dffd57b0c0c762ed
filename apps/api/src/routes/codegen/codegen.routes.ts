import { z } from 'zod';

import {
  codegenJobPageSchema,
  codegenJobSchema,
  createCodegenBodySchema,
  createCodegenResultSchema,
  idSchema,
  listCodegenJobsQuerySchema,
} from '@promptly/common';

import { defineRawRoute, defineRoute } from '../../http/define-route.ts';
import { presentJob } from './codegen.presenter.ts';

const projectParams = z.object({ projectId: idSchema('project') });
const jobParams = z.object({ jobId: idSchema('codegenJob') });

export const codegenRoutes = [
  defineRoute({
    operationId: 'createCodegenJob',
    method: 'post',
    path: '/projects/:projectId/codegen',
    tag: 'Generation',
    summary: 'Turn a prompt into a verified app',
    description:
      'The job runs in the background: follow it at `/stream/codegen/{jobId}`. Without `model`, and with no key configured, the keyless generator `local` makes the app.',
    auth: 'required',
    idempotent: { needs: 'codegen.run' },
    params: projectParams,
    body: createCodegenBodySchema,
    success: { status: 202, description: 'The job is accepted', schema: createCodegenResultSchema },
    errors: [
      'forbidden',
      'not_found',
      'project_archived',
      'provider_unavailable',
      'quota_exceeded',
    ],
    async handle({ actor, params, body, services }) {
      const created = await services.codegen.create(actor, params.projectId, body);
      return { ...created, status: 'queued' as const };
    },
  }),

  defineRoute({
    operationId: 'listCodegenJobs',
    method: 'get',
    path: '/projects/:projectId/codegen',
    tag: 'Generation',
    summary: 'List the jobs of a project, newest first',
    auth: 'required',
    needs: 'project.read',
    params: projectParams,
    query: listCodegenJobsQuerySchema,
    success: { status: 200, description: 'A page of jobs', schema: codegenJobPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services, origins }) {
      const { items, nextCursor } = await services.codegen.list(actor, params.projectId, query);
      return { items: items.map((view) => presentJob(view, origins.studio)), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getCodegenJob',
    method: 'get',
    path: '/codegen/jobs/:jobId',
    tag: 'Generation',
    summary: 'Read how a job stands, and what it made',
    auth: 'required',
    needs: 'codegen.read',
    params: jobParams,
    success: { status: 200, description: 'The job', schema: codegenJobSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services, origins }) =>
      presentJob(await services.codegen.get(actor, params.jobId), origins.studio),
  }),

  defineRoute({
    operationId: 'cancelCodegenJob',
    method: 'post',
    path: '/codegen/jobs/:jobId/cancel',
    tag: 'Generation',
    summary: 'Stop a job',
    description: 'A job that is canceled already is answered as it is.',
    auth: 'required',
    needs: 'codegen.run',
    params: jobParams,
    success: { status: 200, description: 'The job, canceled', schema: codegenJobSchema },
    errors: ['forbidden', 'not_found', 'job_not_cancelable'],
    handle: async ({ actor, params, services, origins }) =>
      presentJob(await services.codegen.cancel(actor, params.jobId), origins.studio),
  }),

  defineRoute({
    operationId: 'retryCodegenJob',
    method: 'post',
    path: '/codegen/jobs/:jobId/retry',
    tag: 'Generation',
    summary: 'Start a job with the prompt and options of one that has ended',
    description:
      'It is a new job, for the project as it is now. `conflict` while the first one is open.',
    auth: 'required',
    idempotent: { needs: 'codegen.run' },
    params: jobParams,
    success: { status: 202, description: 'The new job', schema: createCodegenResultSchema },
    errors: [
      'forbidden',
      'not_found',
      'conflict',
      'project_archived',
      'provider_unavailable',
      'quota_exceeded',
    ],
    async handle({ actor, params, services }) {
      const created = await services.codegen.retry(actor, params.jobId);
      return { ...created, status: 'queued' as const };
    },
  }),

  defineRawRoute({
    operationId: 'readCodegenLog',
    method: 'get',
    path: '/codegen/jobs/:jobId/logs',
    tag: 'Generation',
    summary: "Read a job's log, one line an event",
    auth: 'required',
    needs: 'codegen.read',
    params: jobParams,
    success: { status: 200, description: 'The log so far', contentType: 'text/plain' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services, res }) {
      const log = await services.codegen.readLog(actor, params.jobId);
      res.set({
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      res.end(log);
    },
  }),
];
