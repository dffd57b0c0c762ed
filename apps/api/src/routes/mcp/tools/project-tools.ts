import { z } from 'zod';

import { nameSchema, pageQuerySchema } from '@promptly/common';

import { presentProject } from '../../projects/projects.presenter.ts';
import { defineTool } from '../tool.ts';

export const projectTools = [
  defineTool({
    name: 'list_projects',
    title: 'List projects',
    description: 'Lists the projects of the organization, newest first. Pass nextCursor for more.',
    needs: 'project.read',
    effect: 'reads',
    input: pageQuerySchema,
    async run(page, { services, actor }) {
      const { items, nextCursor } = await services.projects.list(actor, actor.orgId, {
        ...page,
        archived: 'false',
        deleted: 'false',
      });
      return { items: items.map(presentProject), nextCursor };
    },
  }),

  defineTool({
    name: 'create_project',
    title: 'Create a project',
    description: 'Makes a project that holds a small React app. Fill it with generate_app.',
    needs: 'project.create',
    effect: 'adds',
    input: z.strictObject({ name: nameSchema }),
    async run({ name }, { services, actor }) {
      const project = { name, type: 'prompt' } as const;
      return presentProject(await services.projects.create(actor, actor.orgId, project));
    },
  }),
];
