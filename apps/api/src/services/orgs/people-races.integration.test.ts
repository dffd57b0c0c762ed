import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq, isNull } from 'drizzle-orm';

import { apiKeys, invitations, orgMembers, orgs, sessions } from '../../db/schema/index.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import { createOrgOf, createPeople, type People } from '../../testing/org-people.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { UserActor } from '../actor.ts';
import { createInvitationsService, type InvitationsService } from './invitations-service.ts';
import { createMembersService, type MembersService } from './members-service.ts';
import { createOrgKeysService, type OrgKeysService } from './org-keys-service.ts';

let studio: TestApp;
let people: People;
let orgId: string;
let owner: UserActor;
let admin: UserActor;
/** Without lanes, in which one process has its own changes wait: as those of several processes meet. */
let keys: OrgKeysService;
let members: MembersService;
let invites: InvitationsService;

beforeAll(async () => {
  studio = await createTestApp();
  const { db, now, cursors, mails, rateLimiter } = studio.container;
  keys = createOrgKeysService({ db, now, cursors });
  members = createMembersService({ db, now, cursors });
  const studioUrl = 'http://localhost';
  const quotas = { admit: () => Promise.resolve(undefined) };
  invites = createInvitationsService({ db, now, cursors, quotas, mails, rateLimiter, studioUrl });
});
beforeEach(async () => {
  people = await createPeople(studio);
  orgId = (await createOrgOf(studio, people)).id;
  owner = await studio.factories.signedIn(people.owner.userId);
  admin = await studio.factories.signedIn(people.admin.userId);
});
afterAll(() => studio.dispose());

const makeKey = () => keys.create(admin, { orgId, name: 'CI', scopes: ['read'] });
const invite = () => invites.create(admin, orgId, { email: 'guest@example.com', role: 'editor' });
const removeAdmin = () => members.remove(owner, orgId, admin.userId);
const demoteAdmin = () => members.changeRole(owner, orgId, admin.userId, 'editor');

const livingKeys = () =>
  studio.container.db.$count(apiKeys, and(eq(apiKeys.orgId, orgId), isNull(apiKeys.revokedAt)));
const openInvitations = () => studio.container.db.$count(invitations, eq(invitations.orgId, orgId));

/** Has changes of the organization's people wait in this order, and then go on; tells how each ended. */
async function inOrder(...changes: (() => Promise<unknown>)[]): Promise<string[]> {
  const { db } = studio.container;
  const under: Promise<string>[] = [];
  await db.transaction(async (tx) => {
    await tx.select().from(orgs).where(eq(orgs.id, orgId)).for('update');
    for (const change of changes) {
      const ended = change().then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
      under.push(ended);
      await untilWaiting(db, under.length);
    }
  });
  return Promise.all(under);
}

describe('an admin who is removed or made less meanwhile', () => {
  test.each([
    ['removed', removeAdmin, 'not_found'],
    ['made an editor', demoteAdmin, 'forbidden'],
  ])('leaves no key and no invitation: %s', async (_name, end, refusal) => {
    expect(await inOrder(end, makeKey, invite)).toEqual(['done', refusal, refusal]);
    expect([await livingKeys(), await openInvitations()]).toEqual([0, 0]);
  });

  test.each([
    ['removed', removeAdmin],
    ['made an editor', demoteAdmin],
  ])('loses what came before: %s', async (_name, end) => {
    expect(await inOrder(makeKey, invite, end)).toEqual(['done', 'done', 'done']);
    expect([await livingKeys(), await openInvitations()]).toEqual([0, 0]);
  });
});

describe('a session that ends meanwhile', () => {
  const viewer = () => people.viewer.userId;
  test.each<[string, () => Promise<unknown>]>([
    ['makes no key', makeKey],
    ['invites nobody', invite],
    ['removes nobody', () => members.remove(admin, orgId, viewer())],
    ['changes no role', () => members.changeRole(admin, orgId, viewer(), 'editor')],
  ])('%s', async (_name, change) => {
    const { db } = studio.container;
    const endSession = () =>
      db.update(sessions).set({ revokedAt: new Date() }).where(eq(sessions.id, admin.sessionId));
    const before = await db.select().from(orgMembers).where(eq(orgMembers.orgId, orgId));
    let ended: Promise<unknown> | undefined;
    await db.transaction(async (tx) => {
      await tx.select().from(orgs).where(eq(orgs.id, orgId)).for('update');
      ended = change().catch((error: unknown) => error);
      await untilWaiting(db);
      await endSession();
    });
    expect(await ended).toMatchObject({ code: 'unauthenticated' });
    expect([await livingKeys(), await openInvitations()]).toEqual([0, 0]);
    expect(await db.select().from(orgMembers).where(eq(orgMembers.orgId, orgId))).toEqual(before);
  });
});
