import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  openPreview: { answers: least('viewer', 'read') },
  openBlankPreview: { answers: least('viewer', 'read') },
};
