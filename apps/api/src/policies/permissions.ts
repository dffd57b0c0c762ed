import type { Role, Scope } from '@promptly/common';

/** What an actor must have. */
export interface Requirement {
  role: Role;
  scope: Scope | null;
}

/**
 * What can be done, with the least role that may do it and the scope that an API key needs for it; null where
 * only people may, as a key would outlast the one who made it.
 */
export const PERMISSIONS = {
  'org.read': { role: 'viewer', scope: 'read' },
  'org.update': { role: 'admin', scope: 'write' },
  'org.transfer': { role: 'owner', scope: null },
  'org.delete': { role: 'owner', scope: null },
  'org.restore': { role: 'owner', scope: null },
  'org.export': { role: 'owner', scope: null },
  'member.manage': { role: 'admin', scope: null },
  'audit.read': { role: 'admin', scope: null },
  'project.read': { role: 'viewer', scope: 'read' },
  'project.create': { role: 'admin', scope: 'write' },
  'project.update': { role: 'admin', scope: 'write' },
  'project.delete': { role: 'admin', scope: 'write' },
  'env.read': { role: 'editor', scope: 'read' },
  'env.write': { role: 'admin', scope: 'write' },
  'files.write': { role: 'editor', scope: 'write' },
  'codegen.run': { role: 'editor', scope: 'codegen' },
  'artifact.publish': { role: 'admin', scope: 'exports' },
  'github.push': { role: 'editor', scope: 'exports' },
  'export.create': { role: 'editor', scope: 'exports' },
  'library.read': { role: 'viewer', scope: 'read' },
  'library.manage': { role: 'admin', scope: 'write' },
  'apiKey.manage': { role: 'admin', scope: null },
  'webhook.manage': { role: 'admin', scope: null },
} as const satisfies Record<string, Requirement>;

export type Permission = keyof typeof PERMISSIONS;

/** What the owner of a deleted organization may still do, while it waits to be erased. */
export const WHILE_DELETED: ReadonlySet<Permission> = new Set([
  'org.read',
  'org.restore',
  'org.export',
  'audit.read',
] as const);
