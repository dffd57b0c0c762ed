import { z } from 'zod';

import {
  githubBranchPageSchema,
  githubImportSchema,
  githubPushSchema,
  idSchema,
  importFromGithubBodySchema,
  pageQuerySchema,
  pushToGithubBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentBranch, presentImport, presentPush } from './github.presenter.ts';

const projectParams = z.object({ projectId: idSchema('project') });

/** What calls of GitHub can be refused with. */
const GITHUB_ERRORS = [
  ...(['provider_not_linked', 'provider_refused', 'provider_unreachable'] as const),
  ...(['repository_not_found', 'repository_forbidden', 'rate_limited', 'limit_exceeded'] as const),
];

export const githubRoutes = [
  defineRoute({
    operationId: 'pushToGithub',
    method: 'post',
    path: '/projects/:projectId/github/push',
    tag: 'GitHub',
    summary:
      'Push the files of a project to a branch of a repository, as one commit of what changed',
    description:
      'The branch moves forwards only; one that is not there is made from the default one, and an empty repository is begun. ' +
      'What others changed there since the last push stays; where both sides changed a file, the answer is ' +
      '`repository_conflict` with `details.conflicts`, and nothing is pushed. Files that did not come from the project are left alone. ' +
      "GitHub is asked with the token for `github` in an environment of the project, or with the caller's linked account.",
    auth: 'required',
    idempotent: { needs: 'github.push' },
    params: projectParams,
    body: pushToGithubBodySchema,
    success: { status: 200, description: 'What the branch is at', schema: githubPushSchema },
    errors: ['forbidden', 'not_found', 'repository_conflict', ...GITHUB_ERRORS],
    prepare: ({ actor, params, body, services }) =>
      services.github.push(actor, params.projectId, body),
    async handle({ actor, params, prepared, services }) {
      await services.github.recordPush(actor, params.projectId, prepared);
      return presentPush(prepared);
    },
  }),

  defineRoute({
    operationId: 'importFromGithub',
    method: 'post',
    path: '/orgs/:orgId/github/import',
    tag: 'GitHub',
    summary: 'Begin a project with the files of a repository, or of a folder of it',
    description:
      'The files are those at a commit, by the rules of every archive; links are skipped besides. A branch that was ' +
      'imported whole counts as pushed, so that a push to it takes over what others did meanwhile.',
    auth: 'required',
    idempotent: { needs: 'project.import' },
    params: z.object({ orgId: idSchema('org') }),
    body: importFromGithubBodySchema,
    success: { status: 201, description: 'The project', schema: githubImportSchema },
    errors: [
      ...(['forbidden', 'not_found', 'org_deleted', 'slug_taken', 'quota_exceeded'] as const),
      ...(['archive_invalid', 'archive_too_large', 'path_taken', ...GITHUB_ERRORS] as const),
    ],
    prepare: ({ actor, params, body, services }) =>
      services.github.receive(actor, params.orgId, body),
    handle: async ({ actor, params, prepared, services }) =>
      presentImport(await services.github.import(actor, params.orgId, prepared), prepared),
  }),

  defineRoute({
    operationId: 'listGithubBranches',
    method: 'get',
    path: '/projects/:projectId/github/branches',
    tag: 'GitHub',
    summary: 'List the branches that a project was pushed to or came from, newest first',
    auth: 'required',
    needs: 'project.read',
    params: projectParams,
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of branches', schema: githubBranchPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.github.listBranches(
        actor,
        params.projectId,
        query,
      );
      return { items: items.map(presentBranch), nextCursor };
    },
  }),
];
