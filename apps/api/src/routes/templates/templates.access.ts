import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

export const access: AccessRows = {
  publishTemplate: {
    answers: least('admin', 'write'),
    call: ({ ids: { projectId, revisionId } }) => ({
      body: { name: 'New', projectId, revisionId },
    }),
  },
  listTemplates: { answers: least('viewer', 'read') },
  getTemplate: {
    answers: least('viewer', 'read'),
    call: async (world) => ({ ids: await world.once('template', () => publish(world)) }),
  },
  updateTemplate: {
    answers: least('admin', 'write'),
    call: async (world) => ({
      ids: await world.once('template', () => publish(world)),
      body: { name: 'New' },
    }),
  },
  deleteTemplate: {
    answers: least('admin', 'write'),
    call: async (world) => ({ ids: await publish(world) }),
  },
};

async function publish({ studio, owner, ids: { orgId, projectId } }: AccessWorld) {
  const body = { name: 'Shop', description: '', tags: [], projectId };
  const { templates } = studio.container.services;
  return { templateId: (await templates.publish(owner, orgId, body)).id };
}
