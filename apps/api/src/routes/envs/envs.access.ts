import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

async function newEnv(world: AccessWorld): Promise<string> {
  const { id } = await world.newProject();
  return (await world.studio.container.services.envs.create(world.owner, id, 'dev')).env.id;
}

const shared = (world: AccessWorld) => world.once('env', () => newEnv(world));

export const access: AccessRows = {
  createEnv: {
    answers: least('admin', 'write'),
    call: async (world) => ({
      ids: { projectId: (await world.newProject()).id },
      body: { name: 'dev' },
    }),
  },
  listEnvs: { answers: least('editor', 'read') },
  getEnv: {
    answers: least('editor', 'read'),
    call: async (world) => ({ ids: { envId: await shared(world) } }),
  },
  updateEnv: {
    answers: least('admin', 'write'),
    call: async (world) => ({
      ids: { envId: await newEnv(world) },
      body: { version: 1, variables: { REGION: 'eu' } },
    }),
  },
  deleteEnv: {
    answers: least('admin', 'write'),
    call: async (world) => ({ ids: { envId: await newEnv(world) } }),
  },
};
