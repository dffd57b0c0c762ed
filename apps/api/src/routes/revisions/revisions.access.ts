import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  listRevisions: { answers: least('viewer', 'read') },
  restoreRevision: { answers: least('editor', 'write') },
};
