import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { newId, SCOPES } from '@promptly/common';

import { apiKeys } from '../../db/schema/index.ts';
import type { Route } from '../../http/define-route.ts';
import {
  createOrgOf,
  createPeople,
  createPerson,
  type People,
  type Person,
} from '../../testing/org-people.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { invitationRoutes } from './invitations.routes.ts';
import { memberRoutes } from './members.routes.ts';
import { orgRoutes } from './orgs.routes.ts';

/** What each of them is answered, in the order of `ACTORS`; a new route of people adds its row here. */
const ANSWERS: Record<string, readonly number[]> = {
  //             none view edit admn ownr othr read writ cdgn impt expt dead
  getOrg: /*  */ [401, 200, 200, 200, 200, 404, 200, 403, 403, 403, 403, 401],
  updateOrg: /**/ [401, 403, 403, 200, 200, 404, 403, 200, 403, 403, 403, 401],
  listMembers: [401, 200, 200, 200, 200, 404, 200, 403, 403, 403, 403, 401],
  updateMember: [401, 403, 403, 200, 200, 404, 403, 403, 403, 403, 403, 401],
  removeMember: [401, 403, 403, 204, 204, 404, 403, 403, 403, 403, 403, 401],
  transferOrg: [401, 403, 403, 403, 200, 404, 403, 403, 403, 403, 403, 401],
  createInvitation: [401, 403, 403, 201, 201, 404, 403, 403, 403, 403, 403, 401],
  listInvitations: [401, 403, 403, 200, 200, 404, 403, 403, 403, 403, 403, 401],
  revokeInvitation: [401, 403, 403, 204, 204, 404, 403, 403, 403, 403, 403, 401],
  // The token is the right to it: without one, members are told no more than others.
  acceptInvitation: [401, 404, 404, 404, 404, 404, 403, 403, 403, 403, 403, 401],
};

const MEMBERS = ['viewer', 'editor', 'admin', 'owner'] as const;
const ACTORS = [
  'nobody',
  ...MEMBERS,
  'owner of another organization',
  ...SCOPES.map((scope) => `key for ${scope}`),
  'revoked key',
];

const routes = [...orgRoutes, ...memberRoutes, ...invitationRoutes].filter(({ path }) =>
  path.includes(':'),
);

let studio: TestApp;
let people: People;
let foreignOwner: Person;
let subject: Person;

beforeAll(async () => {
  studio = await createTestApp();
  people = await createPeople(studio);
  subject = await createPerson(studio);
  foreignOwner = await createPerson(studio);
  await studio.factories.buildOrg({ ownerUserId: foreignOwner.userId });
});
afterAll(() => studio.dispose());

/** A new organization of the same people, with one more member and an invitation, whom the calls are about. */
async function createOrg(): Promise<{ orgId: string; invitationId: string }> {
  const { id: orgId } = await createOrgOf(studio, people);
  await studio.factories.addMember(orgId, subject.userId, 'viewer');
  const actor = await studio.factories.signedIn(people.owner.userId);
  const body = { email: 'invited@example.com', role: 'viewer' } as const;
  const { row } = await studio.container.services.invitations.create(actor, orgId, body);
  return { orgId, invitationId: row.id };
}

const addressOf = (route: Route, ids: { orgId: string; invitationId: string }) =>
  `/api/v1${route.path
    .replace(':orgId', ids.orgId)
    .replace(':invitationId', ids.invitationId)
    .replace(':userId', subject.userId)}`;

async function headersOf(actor: string, orgId: string): Promise<Record<string, string>> {
  const member = MEMBERS.find((role) => role === actor);
  if (member) return people[member].headers;
  if (actor === 'owner of another organization') return foreignOwner.headers;
  if (actor === 'nobody') return {};
  const scope = SCOPES.find((one) => actor === `key for ${one}`) ?? 'read';
  const key = await studio.factories.buildApiKey(orgId, [scope]);
  if (actor === 'revoked key') {
    const revoked = { revokedAt: new Date() };
    await studio.container.db.update(apiKeys).set(revoked).where(eq(apiKeys.orgId, orgId));
  }
  return { Authorization: `Bearer ${key}` };
}

const BODIES: Record<string, () => object> = {
  updateOrg: () => ({ name: 'Renamed' }),
  updateMember: () => ({ role: 'editor' }),
  transferOrg: () => ({ userId: subject.userId }),
  createInvitation: () => ({ email: 'new@example.com', role: 'viewer' }),
  acceptInvitation: () => ({ token: 'nonsense' }),
};

test('every route has its row', () => {
  expect(routes.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(ANSWERS).sort());
});

describe.each(routes.map((route) => [route.operationId, route] as const))('%s', (name, route) => {
  test.each(ACTORS.map((actor, i) => [actor, ANSWERS[name]?.[i]]))(
    '%s: %d',
    async (actor, status) => {
      const ids = await createOrg();
      const answer = await studio.agent[route.method](addressOf(route, ids))
        .set(await headersOf(String(actor), ids.orgId))
        .send(BODIES[name]?.());
      expect(answer.status).toBe(status);
    },
  );

  test('an organization that never was reads like a foreign one', async () => {
    const call = (ids: Awaited<ReturnType<typeof createOrg>>) =>
      studio.agent[route.method](addressOf(route, ids))
        .set(foreignOwner.headers)
        .send(BODIES[name]?.());
    const ids = await createOrg();
    const [foreign, missing] = [await call(ids), await call({ ...ids, orgId: newId('org') })];
    expect([missing.status, missing.body]).toEqual([foreign.status, foreign.body]);
  });
});
