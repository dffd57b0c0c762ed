import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import {
  LIMITS,
  newId,
  SCOPES,
  type ApiKey,
  type CreatedApiKey,
  type Role,
} from '@promptly/common';

import { apiKeys, auditLogs, idempotencyRecords, sessions } from '../../db/schema/index.ts';
import { generateApiKey } from '../../services/api-keys.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

type Headers = Record<string, string>;

let studio: TestApp;
let clock = new Date('2026-11-22T10:00:00Z');
let orgId: string;
let ownerId: string;
let owner: Headers;

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
});
afterAll(() => studio.dispose());
beforeEach(async () => {
  const org = await studio.factories.buildOrg();
  [orgId, ownerId] = [org.id, org.ownerUserId];
  owner = await studio.bearer(ownerId);
});

const PATH = '/api/v1/auth/api-keys';
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });
const later = (ms: number) => (clock = new Date(clock.getTime() + ms));
const create = (body: object = {}, headers = owner) =>
  studio.agent
    .post(PATH)
    .set(headers)
    .send({ orgId, name: 'CI', scopes: ['read', 'exports'], ...body });
const list = (headers = owner, query = '') =>
  studio.agent.get(`${PATH}?orgId=${orgId}${query}`).set(headers);
const revoke = (id: string, headers = owner) => studio.agent.delete(`${PATH}/${id}`).set(headers);
const use = (secret: string) => studio.agent.get(`/api/v1/orgs/${orgId}`).set(bearer(secret));
const idsOf = ({ body }: { body: unknown }) =>
  (body as { items: ApiKey[] }).items.map(({ id }) => id);

async function made(body: object = {}): Promise<CreatedApiKey> {
  const answer = await create(body);
  expect(answer.status).toBe(201);
  return answer.body as CreatedApiKey;
}

async function member(role: Role): Promise<Headers> {
  const user = await studio.factories.buildUser();
  await studio.factories.addMember(orgId, user.id, role);
  return studio.bearer(user.id);
}

describe('a new key', () => {
  test('acts for its organization within its scopes', async () => {
    const { secret, ...key } = await made();
    expect(key).toMatchObject({
      ...{ orgId, name: 'CI', scopes: ['read', 'exports'], createdBy: ownerId },
      ...{ lastFour: secret.slice(-4), expiresAt: null, lastUsedAt: null },
      createdAt: clock.toISOString(),
    });
    expect((await use(secret)).status).toBe(200);
    const write = studio.agent.post(`/api/v1/orgs/${orgId}/projects`).set(bearer(secret));
    expect(refusalOf(await write.send({ name: 'Shop', type: 'prompt' }))).toEqual([
      403,
      'forbidden',
    ]);
  });

  test('tells its secret once: no list and no table has it', async () => {
    const { secret, ...key } = await made();
    const listed = await list();
    expect(listed.body).toEqual({ items: [{ ...key }], nextCursor: null });
    const { db } = studio.container;
    const kept = [await db.select().from(apiKeys), await db.select().from(auditLogs)];
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(studio.logLines.join('')).not.toContain(secret);
  });

  test('is made once for an Idempotency-Key, whose kept answer is wrapped', async () => {
    const headers = { ...owner, 'Idempotency-Key': 'one' };
    const first = await create({}, headers);
    const again = await create({}, headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(idsOf(await list())).toEqual([(first.body as ApiKey).id]);
    const kept = await studio.container.db.select().from(idempotencyRecords);
    expect(JSON.stringify(kept)).not.toContain((first.body as CreatedApiKey).secret);
    expect(kept).not.toHaveLength(0);
  });

  test('ends at its time', async () => {
    const expiresAt = new Date(clock.getTime() + 60_000).toISOString();
    const key = await made({ expiresAt });
    expect(key.expiresAt).toBe(expiresAt);
    expect((await use(key.secret)).status).toBe(200);
    later(60_000);
    expect(refusalOf(await use(key.secret))).toEqual([401, 'unauthenticated']);
    expect(idsOf(await list())).toEqual([key.id]);
  });

  test('leaves an audit row with who made it and what it may', async () => {
    const key = await made();
    await revoke(key.id);
    const isKey = eq(auditLogs.entityId, key.id);
    const rows = await studio.container.db.select().from(auditLogs).where(isKey);
    expect(rows.map(({ action, userId, orgId: org }) => [action, userId, org])).toEqual([
      ['api_key.created', ownerId, orgId],
      ['api_key.revoked', ownerId, orgId],
    ]);
    expect(rows[0]?.metadataJson).toMatchObject({ name: 'CI', scopes: ['read', 'exports'] });
  });

  test.each<[string, object, string]>([
    ['no scope', { scopes: [] }, 'scopes'],
    ['a scope that is none', { scopes: ['admin'] }, 'scopes.0'],
    ['a scope twice', { scopes: ['read', 'read'] }, 'scopes'],
    ['no name', { name: ' ' }, 'name'],
    ['a time that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['a time that is none', { expiresAt: 'tomorrow' }, 'expiresAt'],
    ['an organization that is none', { orgId: 'org_1' }, 'orgId'],
    ['a field that nobody knows', { role: 'owner' }, ''],
  ])('with %s is answered 422', async (_what, body, path) => {
    const answer = await create(body);
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    expect(errorOf(answer).details.issues).toEqual([expect.objectContaining({ in: 'body', path })]);
  });

  test('beyond the last one that an organization may have is refused, until one is revoked', async () => {
    const values = Array.from({ length: LIMITS.apiKeysPerOrgMax - 1 }, () => {
      const { hashedKey, lastFour } = generateApiKey();
      return { id: newId('apiKey'), orgId, name: 'Old', hashedKey, lastFour };
    });
    await studio.container.db.insert(apiKeys).values(values);
    const answers = await Promise.all([create(), create(), create()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    await revoke(values[0]?.id ?? '').expect(204);
    await made();
  });
});

test('a revoked key is refused from then on, is not listed, and cannot be revoked again', async () => {
  const [gone, stays] = [await made(), await made()];
  expect((await revoke(gone.id)).status).toBe(204);
  expect(refusalOf(await use(gone.secret))).toEqual([401, 'unauthenticated']);
  expect((await use(stays.secret)).status).toBe(200);
  expect(idsOf(await list())).toEqual([stays.id]);
  expect(refusalOf(await revoke(gone.id))).toEqual([404, 'not_found']);
});

test('the list pages through all keys, newest first, also while keys are made', async () => {
  const keys: string[] = [];
  for (let i = 0; i < 5; i += 1) keys.unshift((await made()).id);
  const first = await list(owner, '&limit=2');
  await made();
  const { nextCursor } = first.body as { nextCursor: string };
  const rest = await list(owner, `&limit=100&cursor=${nextCursor}`);
  expect([...idsOf(first), ...idsOf(rest)]).toEqual(keys);
  expect(refusalOf(await list(owner, '&cursor=made-up'))).toEqual([422, 'validation_failed']);
});

describe('keys are managed by', () => {
  const attempts = async (headers: Headers) => {
    const { id } = await made();
    return [await create({}, headers), await list(headers), await revoke(id, headers)];
  };

  test.each<Role>(['admin', 'owner'])('an %s', async (role) => {
    const answers = await attempts(await member(role));
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 204]);
  });

  test.each<Role>(['viewer', 'editor'])('no %s', async (role) => {
    const answers = await attempts(await member(role));
    expect(answers.map(refusalOf)).toEqual(Array(3).fill([403, 'forbidden']));
  });

  test.each([...SCOPES.map((scope) => [[scope]]), [[...SCOPES]]])(
    'no key for %j',
    async (scopes) => {
      const secret = await studio.factories.buildApiKey(orgId, scopes);
      const answers = await attempts(bearer(secret));
      expect(answers.map(refusalOf)).toEqual(Array(3).fill([403, 'forbidden']));
    },
  );

  test("no owner or key of another organization, for which these don't exist", async () => {
    const other = await studio.factories.buildOrg();
    const secret = await studio.factories.buildApiKey(other.id, [...SCOPES]);
    for (const headers of [await studio.bearer(other.ownerUserId), bearer(secret)]) {
      const answers = await attempts(headers);
      expect(answers.map(refusalOf)).toEqual(Array(3).fill([404, 'not_found']));
    }
  });

  test('nobody whose session has ended, although the access token lives on', async () => {
    const isOwner = eq(sessions.userId, ownerId);
    await studio.container.db.update(sessions).set({ revokedAt: clock }).where(isOwner);
    expect(refusalOf(await create())).toEqual([401, 'unauthenticated']);
  });
});
