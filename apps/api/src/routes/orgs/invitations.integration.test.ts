import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';

import { LIMITS, newId, type CreatedInvitation, type Invitation, type Org } from '@promptly/common';

import { invitations, orgs } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import {
  createOrgOf,
  createPeople,
  createPerson,
  type People,
  type Person,
} from '../../testing/org-people.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const DAY_MS = 24 * 60 * 60_000;

let studio: TestApp;
let people: People;
let guest: Person;
let orgId: string;

beforeAll(async () => {
  studio = await createTestApp();
  people = await createPeople(studio);
});
beforeEach(async () => {
  await studio.container.db.delete(orgs);
  orgId = (await createOrgOf(studio, people)).id;
  guest = await createPerson(studio);
});
afterAll(() => studio.dispose());

const post = (path: string, headers: Record<string, string>, body: object) =>
  studio.agent.post(`/api/v1/orgs/${orgId}${path}`).set(headers).send(body);
const invite = (email = guest.email, headers: Record<string, string> = people.admin.headers) =>
  post('/invite', headers, { email, role: 'editor' });
const accept = (token: string, { headers } = guest) => post('/members', headers, { token });
const lookUp = (token: string) => post('/invite/look-up', {}, { token });

async function mailTo(address: string) {
  const waiting = await studio.container.mails.waiting();
  return waiting.findLast(({ to }) => to === address);
}

async function invited(email?: string): Promise<CreatedInvitation> {
  const answer = await invite(email);
  expect(answer.status).toBe(201);
  return answer.body as CreatedInvitation;
}

async function open(): Promise<Invitation[]> {
  const answer = await studio.agent
    .get(`/api/v1/orgs/${orgId}/invitations`)
    .set(people.admin.headers);
  return (answer.body as { items: Invitation[] }).items;
}

const revoke = (id: string) =>
  studio.agent.delete(`/api/v1/orgs/${orgId}/invitations/${id}`).set(people.admin.headers);

/** All invitations, as they are that long after they expired. */
async function expireAgo(ms: number): Promise<void> {
  await studio.container.db.update(invitations).set({ expiresAt: new Date(Date.now() - ms) });
}

/** Everything that the database holds, as one text. */
async function dump(): Promise<string> {
  const { db } = studio.container;
  const tables = ['invitations', 'idempotency_records', 'audit_logs', 'outbox', 'mails'];
  const rows = await Promise.all(
    tables.map((table) => db.execute(sql`select * from ${sql.identifier(`ps_${table}`)}`)),
  );
  return JSON.stringify(rows.map((answer) => answer.rows));
}

describe('an invitation', () => {
  test('tells its address once, with the token where no server sees it', async () => {
    const { token, acceptUrl, mailed, ...shown } = await invited();
    const { hash, pathname } = new URL(acceptUrl);
    expect([hash, pathname]).toEqual([`#token=${token}`, `/invitations/${orgId}`]);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(shown).toMatchObject({ email: guest.email, role: 'editor', orgId });
    expect(shown.invitedBy).toBe(people.admin.userId);
    expect([await open(), mailed]).toEqual([[shown], true]);
    expect(JSON.stringify(studio.logLines)).not.toContain(token);
    expect(await dump()).not.toContain(token);
  });

  test('is sent to its address, without what people call themselves', async () => {
    const { token, expiresAt } = await invited();
    const mail = await mailTo(guest.email);
    expect(mail?.text).toContain(`/invitations/${orgId}#token=${token}\n`);
    expect(mail?.expiresAt.toISOString()).toBe(expiresAt);
    const org = await studio.agent.get(`/api/v1/orgs/${orgId}`).set(people.admin.headers);
    expect(mail?.text).not.toContain((org.body as Org).name);
  });

  test('of one address is made so many times by an organization, and then refused', async () => {
    const often = 'often@example.com';
    for (let i = 0; i < 20; i += 1) await invited(often);
    const answer = await invite(often, people.owner.headers);
    expect(refusalOf(answer)).toEqual([429, 'rate_limited']);
    await invited('somebody@example.com');
  });

  test('of an address to which others sent many is made nevertheless, without a mail', async () => {
    const victim = 'victim@example.com';
    for (let i = 0; i < 20; i += 1) await invited(victim);
    const last = await mailTo(victim);
    orgId = (await createOrgOf(studio, people)).id;
    const { token, mailed } = await invited(victim);
    expect([mailed, await mailTo(victim)]).toEqual([false, last]);
    expect((await lookUp(token)).body).toMatchObject({ orgId, email: victim });
    expect((await invited('somebody.else@example.com')).mailed).toBe(true);
  });

  test('tells whoever holds its token what it is to, until it is accepted or has expired', async () => {
    const { token, expiresAt } = await invited();
    const org = await studio.agent.get(`/api/v1/orgs/${orgId}`).set(people.admin.headers);
    const answer = await lookUp(token);
    expect([answer.status, answer.body]).toEqual([
      200,
      { orgId, orgName: (org.body as Org).name, email: guest.email, role: 'editor', expiresAt },
    ]);
    expect(refusalOf(await lookUp('nonsense'))).toEqual([404, 'not_found']);
    await accept(token).expect(201);
    expect(refusalOf(await lookUp(token))).toEqual([404, 'not_found']);
    const other = await invited('late@example.com');
    await expireAgo(0);
    expect(refusalOf(await lookUp(other.token))).toEqual([410, 'link_expired']);
  });

  test('that is asked for again under its key is told again, and its token is kept wrapped', async () => {
    const headers = { ...people.admin.headers, 'Idempotency-Key': newId('event') };
    const first = await invite(guest.email, headers);
    const again = await invite(guest.email, headers);
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await dump()).not.toContain((first.body as CreatedInvitation).token);
    expect((await accept((again.body as CreatedInvitation).token)).status).toBe(201);
  });

  test('takes the place of an open one for the same address, in whatever case', async () => {
    const first = await invited();
    const second = await invited(guest.email.toUpperCase());
    expect((await open()).map(({ id }) => id)).toEqual([second.id]);
    expect(refusalOf(await accept(first.token))).toEqual([404, 'not_found']);
    expect((await accept(second.token)).status).toBe(201);
  });

  test('of one address by many at once leaves one that is open', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => invite()));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const [only, ...others] = await open();
    expect([only?.email, others]).toEqual([guest.email, []]);
  });

  test('of a member is refused', async () => {
    const answer = await invite(people.viewer.email);
    expect(refusalOf(answer)).toEqual([409, 'already_member']);
  });

  test.each([
    { email: 'x@example.com', role: 'owner' },
    { email: 'nobody', role: 'viewer' },
    { email: 'x@example.com' },
    { email: 'x@example.com', role: 'viewer', orgId: 'org_1' },
  ])('as %j is refused', async (body) => {
    const answer = await post('/invite', people.owner.headers, body);
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
  });

  test('is one of so many and no more, and expired ones are not counted', async () => {
    const values = Array.from({ length: LIMITS.openInvitationsPerOrgMax }, (_, i) => ({
      ...{ id: newId('invitation'), orgId, email: `x${i}@example.com`, tokenHash: `hash ${i}` },
      ...{ role: 'viewer' as const, expiresAt: new Date(Date.now() + DAY_MS) },
    }));
    await studio.container.db.insert(invitations).values(values);
    expect(refusalOf(await invite())).toEqual([422, 'limit_exceeded']);
    await expireAgo(0);
    await invited();
  });
});

describe('accepting', () => {
  test('makes a member of that role, once', async () => {
    const { token } = await invited();
    const answer = await accept(token);
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({ userId: guest.userId, role: 'editor', email: guest.email }),
    ]);
    expect(await open()).toEqual([]);
    const again = await accept(token);
    expect([again.status, again.body]).toEqual([201, answer.body]);
  });

  test('many times at once makes one member', async () => {
    const { token } = await invited();
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const { rows } = await studio.container.db.execute(
      sql`select from ps_audit_logs where action = 'member.joined' and org_id = ${orgId}`,
    );
    expect(rows).toHaveLength(1);
  });

  test('is for the address that was invited alone', async () => {
    const { token } = await invited();
    const other = await createPerson(studio);
    expect(refusalOf(await accept(token, other))).toEqual([403, 'forbidden']);
    expect((await accept(token)).status).toBe(201);
  });

  test('with a token of another organization, or of nobody, finds nothing', async () => {
    const { token } = await invited();
    orgId = (await createOrgOf(studio, people)).id;
    const foreign = await accept(token);
    const missing = await accept('nonsense');
    expect(refusalOf(foreign)).toEqual([404, 'not_found']);
    expect(missing.body).toEqual(foreign.body);
  });

  test('does not let somebody in again who was removed', async () => {
    const { token } = await invited();
    await accept(token).expect(201);
    await studio.agent
      .delete(`/api/v1/orgs/${orgId}/members/${guest.userId}`)
      .set(people.admin.headers)
      .expect(204);
    expect(refusalOf(await accept(token))).toEqual([404, 'not_found']);
  });

  test('is refused to who became a member by other means', async () => {
    const { token } = await invited();
    await studio.factories.addMember(orgId, guest.userId, 'viewer');
    expect(refusalOf(await accept(token))).toEqual([409, 'already_member']);
  });

  test('ends after seven days', async () => {
    const { token, ...invitation } = await invited();
    const { createdAt, expiresAt } = invitation;
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(7 * DAY_MS);
    await expireAgo(0);
    expect(await open()).toEqual([]);
    expect(refusalOf(await accept(token))).toEqual([410, 'link_expired']);
  });

  test('is over when the invitation is taken back', async () => {
    const { id, token } = await invited();
    expect((await revoke(id)).status).toBe(204);
    expect(refusalOf(await accept(token))).toEqual([404, 'not_found']);
    expect(refusalOf(await revoke(id))).toEqual([404, 'not_found']);
  });

  test.each([
    ['leaves', () => remove(people.admin)],
    ['is an admin no more', () => demote(people.admin)],
  ])('is over when the one who invited %s', async (_name, end) => {
    const { token } = await invited();
    await end();
    expect(refusalOf(await accept(token))).toEqual([404, 'not_found']);
  });
});

test('an invitation of another organization is not taken back', async () => {
  const { id } = await invited();
  const first = orgId;
  orgId = (await createOrgOf(studio, people)).id;
  expect(refusalOf(await revoke(id))).toEqual([404, 'not_found']);
  orgId = first;
  expect(await open()).toHaveLength(1);
});

test('invitations are forgotten a month after they expired', async () => {
  await invited();
  const count = () => studio.container.db.$count(invitations, eq(invitations.orgId, orgId));
  await expireAgo(29 * DAY_MS);
  await studio.container.services.invitations.purge();
  expect(await count()).toBe(1);
  await expireAgo(31 * DAY_MS);
  await studio.container.services.invitations.purge();
  expect(await count()).toBe(0);
});

const remove = ({ userId }: Person) =>
  studio.agent
    .delete(`/api/v1/orgs/${orgId}/members/${userId}`)
    .set(people.owner.headers)
    .expect(204);

const demote = ({ userId }: Person) =>
  studio.agent
    .patch(`/api/v1/orgs/${orgId}/members/${userId}`)
    .set(people.owner.headers)
    .send({ role: 'editor' })
    .expect(200);
