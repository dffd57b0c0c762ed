import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  streamCodegenEvents: {
    // 204: nothing more comes of a job that is over.
    answers: { ...least('viewer', ['read', 'codegen'], 204), 'owner whose session has ended': 401 },
    call: async (world) => ({ ids: { jobId: await world.once('job', () => world.newJob()) } }),
  },
};
