import type { AccessRow, AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

/** Of a job that is over: nothing changes it. */
const ofJob: AccessRow['call'] = async (world) => ({
  ids: { jobId: await world.once('job', () => world.newJob()) },
});

export const access: AccessRows = {
  createCodegenJob: {
    answers: least('editor', 'codegen'),
    call: () => ({ body: { promptText: 'todo app' } }),
  },
  listCodegenJobs: { answers: least('viewer', 'read') },
  getCodegenJob: { answers: least('viewer', ['read', 'codegen']), call: ofJob },
  cancelCodegenJob: { answers: least('editor', 'codegen'), call: ofJob },
  retryCodegenJob: { answers: least('editor', 'codegen'), call: ofJob },
  readCodegenLog: { answers: least('viewer', ['read', 'codegen']), call: ofJob },
};
