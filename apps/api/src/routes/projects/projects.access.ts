import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  createProject: { answers: least('admin', 'write'), call: () => ({ body: { name: 'New' } }) },
  listProjects: { answers: least('viewer', 'read') },
  getProject: { answers: least('viewer', 'read') },
  updateProject: { answers: least('admin', 'write'), call: () => ({ body: { name: 'New' } }) },
  duplicateProject: { answers: least('admin', 'write') },
  deleteProject: {
    answers: least('admin', 'write'),
    call: async (world) => ({ ids: { projectId: (await world.newProject()).id } }),
  },
  restoreProject: {
    answers: least('admin', 'write'),
    async call(world) {
      const { id } = await world.newProject();
      await world.studio.container.services.projects.remove(world.owner, id);
      return { ids: { projectId: id } };
    },
  },
};
