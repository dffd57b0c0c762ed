import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

const published = async ({ studio, owner, ids }: AccessWorld, projectId = ids.projectId) => {
  const { artifacts } = studio.container.services;
  const { row } = await artifacts.publish(owner, projectId, { path: 'README.md' });
  return { artifactId: row.id };
};

const shared = (world: AccessWorld) => world.once('artifact', () => published(world));

export const access: AccessRows = {
  listArtifacts: { answers: least('viewer', 'read') },
  publishArtifact: {
    answers: least('editor', 'exports'),
    call: () => ({ body: { path: 'README.md' } }),
  },
  getArtifact: {
    answers: least('viewer', 'read'),
    call: async (world) => ({ ids: await shared(world) }),
  },
  updateArtifact: {
    answers: least('admin', 'exports'),
    call: async (world) => ({ ids: await shared(world), body: { visibility: 'private' } }),
  },
  deleteArtifact: {
    answers: least('editor', 'exports'),
    call: async (world) => ({
      ids: await published(world, (await world.newProject()).id),
    }),
  },
};
