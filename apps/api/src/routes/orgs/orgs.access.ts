import { randomUUID } from 'node:crypto';

import type { Role } from '@promptly/common';

import type { AccessRows } from '../../testing/access/rows.ts';
import { anybody, least, signedIn } from '../../testing/access/rules.ts';
import { createPerson } from '../../testing/org-people.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

const ENDED = { 'owner whose session has ended': 401 };

/** A new organization with one more member, whom the call is about. */
async function orgWithMember(
  world: AccessWorld,
  role: Role = 'viewer',
): Promise<{ orgId: string; userId: string }> {
  const [orgId, { userId }] = [await world.newOrg(), await createPerson(world.studio)];
  await world.studio.factories.addMember(orgId, userId, role);
  return { orgId, userId };
}

export const access: AccessRows = {
  createOrg: { answers: signedIn(), call: () => ({ body: { name: 'New' } }) },
  // A key sees its organization, if it may read.
  listOrgs: {
    answers: { ...signedIn(), 'key for read': 'ok', 'key of another organization': 'ok' },
  },
  getOrg: { answers: least('viewer', 'read') },
  updateOrg: { answers: least('admin', 'write'), call: () => ({ body: { name: 'New' } }) },
  deleteOrg: {
    answers: { ...least('owner', null), ...ENDED },
    call: async (world) => ({ ids: { orgId: await world.newOrg() } }),
  },
  restoreOrg: { answers: { ...least('owner', null), ...ENDED } },
  getQuotas: { answers: least('viewer', 'read') },

  listMembers: { answers: least('viewer', 'read') },
  updateMember: {
    answers: { ...least('admin', null), ...ENDED },
    call: async (world) => ({ ids: await orgWithMember(world), body: { role: 'editor' } }),
  },
  removeMember: {
    answers: { ...least('admin', null), ...ENDED },
    call: async (world) => ({ ids: await orgWithMember(world) }),
  },
  transferOrg: {
    answers: { ...least('owner', null), ...ENDED },
    async call(world) {
      const { orgId, userId } = await orgWithMember(world, 'admin');
      return { ids: { orgId }, body: { userId } };
    },
  },

  createInvitation: {
    answers: { ...least('admin', null), ...ENDED },
    call: () => ({ body: { email: `${randomUUID()}@example.com`, role: 'viewer' } }),
  },
  lookUpInvitation: {
    // The token is the right to it, whoever calls; without one, it does not exist.
    answers: anybody(404),
    call: () => ({ body: { token: 'nonsense' } }),
  },
  listInvitations: { answers: least('admin', null) },
  revokeInvitation: {
    answers: { ...least('admin', null), ...ENDED },
    async call({ studio, owner, ids: { orgId } }) {
      const body = { email: `${randomUUID()}@example.com`, role: 'viewer' } as const;
      const { row } = await studio.container.services.invitations.create(owner, orgId, body);
      return { ids: { invitationId: row.id } };
    },
  },
  acceptInvitation: {
    // The token is the right to it: without one, members are told no more than others.
    answers: least('viewer', null, 404),
    call: () => ({ body: { token: 'nonsense' } }),
  },
};
