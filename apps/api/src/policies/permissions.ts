import type { Role, Scope } from '@promptly/common';

/** What can be done, with the least role that may do it and the scope that an API key needs for it; null is for people only. */
export const PERMISSIONS = {
  'org.read': { role: 'viewer', scope: 'read' },
  'project.read': { role: 'viewer', scope: 'read' },
  'project.create': { role: 'admin', scope: 'write' },
  'project.update': { role: 'admin', scope: 'write' },
  'project.delete': { role: 'admin', scope: 'write' },
  'files.write': { role: 'editor', scope: 'write' },
  'codegen.run': { role: 'editor', scope: 'codegen' },
  'export.create': { role: 'editor', scope: 'exports' },
  'apiKey.manage': { role: 'admin', scope: null },
} as const satisfies Record<string, { role: Role; scope: Scope | null }>;

export type Permission = keyof typeof PERMISSIONS;
