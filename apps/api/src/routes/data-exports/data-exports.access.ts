import type { AccessRows } from '../../testing/access/rows.ts';
import { anybody, least, ownersOnly, signedIn } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

const ENDED = { 'owner whose session has ended': 401 };

async function exportOf(world: AccessWorld): Promise<{ dataExportId: string }> {
  const { studio, owner } = world;
  const { dataExports } = studio.container.services;
  const { id } = await world.once('data export', () => dataExports.createForMe(owner));
  return { dataExportId: id };
}

export const access: AccessRows = {
  exportMyData: { answers: { ...signedIn(), ...ENDED } },
  exportOrgData: { answers: { ...least('owner', null), ...ENDED } },
  getDataExport: {
    answers: ownersOnly(),
    call: async (world) => ({ ids: await exportOf(world) }),
  },
  downloadDataExport: {
    // The address is the right to it, and this one is not signed.
    answers: anybody(404),
    call: async (world) => ({ ids: await exportOf(world) }),
  },
};
