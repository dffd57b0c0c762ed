import type { AccessRows } from '../../testing/access/rows.ts';
import { anybody, least } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

async function exportOf(world: AccessWorld): Promise<{ exportId: string }> {
  const { studio, owner, ids } = world;
  const { exports } = studio.container.services;
  const { id } = await world.once('export', () =>
    exports.create(owner, ids.projectId, { format: 'zip' }),
  );
  return { exportId: id };
}

/** Nothing changes it any more. */
async function canceledExport(world: AccessWorld): Promise<{ exportId: string }> {
  const { studio, owner, ids } = world;
  const { exports } = studio.container.services;
  return world.once('canceled export', async () => {
    const { id } = await exports.create(owner, ids.projectId, { format: 'tar' });
    await exports.cancel(owner, id);
    return { exportId: id };
  });
}

export const access: AccessRows = {
  createExport: { answers: least('editor', 'exports'), call: () => ({ body: { format: 'zip' } }) },
  getExport: {
    answers: least('viewer', ['read', 'exports']),
    call: async (world) => ({ ids: await exportOf(world) }),
  },
  listExports: { answers: least('viewer', 'read') },
  cancelExport: {
    answers: least('editor', 'exports'),
    call: async (world) => ({ ids: await canceledExport(world) }),
  },
  retryExport: {
    answers: least('editor', 'exports'),
    call: async (world) => ({ ids: await canceledExport(world) }),
  },
  downloadExport: {
    // The address is the right to it, and this one is not signed.
    answers: anybody(404),
    call: async (world) => ({ ids: await exportOf(world) }),
  },
};
