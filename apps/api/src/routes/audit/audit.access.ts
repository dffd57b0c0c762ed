import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  listAuditEntries: { answers: least('admin', null) },
  downloadAudit: { answers: least('admin', null) },
};
