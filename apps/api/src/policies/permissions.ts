import type { Role, Scope } from '@promptly/common';

/** What an actor must have. */
export interface Requirement {
  role: Role;
  /** Of an API key, any of these. */
  scopes: readonly Scope[];
}

/**
 * What can be done, with the least role that may do it and the scopes of which an API key needs one for it;
 * none where only people may, as a key would outlast the one who made it.
 */
export const PERMISSIONS = {
  'org.read': { role: 'viewer', scopes: ['read'] },
  'org.update': { role: 'admin', scopes: ['write'] },
  'org.transfer': { role: 'owner', scopes: [] },
  'org.delete': { role: 'owner', scopes: [] },
  'org.restore': { role: 'owner', scopes: [] },
  'org.export': { role: 'owner', scopes: [] },
  'member.manage': { role: 'admin', scopes: [] },
  'audit.read': { role: 'admin', scopes: [] },
  'project.read': { role: 'viewer', scopes: ['read'] },
  'project.create': { role: 'admin', scopes: ['write'] },
  'project.import': { role: 'admin', scopes: ['imports', 'write'] },
  'project.update': { role: 'admin', scopes: ['write'] },
  'project.delete': { role: 'admin', scopes: ['write'] },
  'env.read': { role: 'editor', scopes: ['read'] },
  'env.write': { role: 'admin', scopes: ['write'] },
  'files.write': { role: 'editor', scopes: ['write'] },
  'files.import': { role: 'editor', scopes: ['imports', 'write'] },
  'codegen.read': { role: 'viewer', scopes: ['read', 'codegen'] },
  'codegen.run': { role: 'editor', scopes: ['codegen'] },
  'artifact.publish': { role: 'admin', scopes: ['exports'] },
  'github.push': { role: 'editor', scopes: ['exports'] },
  'export.read': { role: 'viewer', scopes: ['read', 'exports'] },
  'export.create': { role: 'editor', scopes: ['exports'] },
  'library.read': { role: 'viewer', scopes: ['read'] },
  'library.manage': { role: 'admin', scopes: ['write'] },
  'apiKey.manage': { role: 'admin', scopes: [] },
  'webhook.manage': { role: 'admin', scopes: [] },
} as const satisfies Record<string, Requirement>;

export type Permission = keyof typeof PERMISSIONS;

/** The scopes of which an API key needs one; none where only people may. */
export function scopesFor(permission: Permission): readonly Scope[] {
  return PERMISSIONS[permission].scopes;
}

/** Whether a key with these scopes may. */
export function opens(scopes: readonly string[], permission: Permission): boolean {
  return scopesFor(permission).some((scope) => scopes.includes(scope));
}

/** What the owner of a deleted organization may still do, while it waits to be erased. */
export const WHILE_DELETED: ReadonlySet<Permission> = new Set([
  'org.read',
  'org.restore',
  'org.export',
  'audit.read',
] as const);
