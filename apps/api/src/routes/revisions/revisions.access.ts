import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  listRevisions: { answers: least('viewer', 'read') },
  getRevision: { answers: least('viewer', 'read') },
  diffRevision: {
    answers: least('viewer', 'read'),
    call: ({ ids }) => ({ query: { against: ids.revisionId } }),
  },
  forkRevision: { answers: least('admin', 'write') },
  restoreRevision: { answers: least('editor', 'write') },
};
