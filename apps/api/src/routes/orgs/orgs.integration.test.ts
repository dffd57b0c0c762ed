import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { LIMITS, type Org } from '@promptly/common';

import { refusalOf } from '../../testing/answers.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
beforeAll(async () => {
  studio = await createTestApp();
});
afterAll(() => studio.dispose());

test('who makes an organization owns it, and sees it in the list', async () => {
  const user = await studio.factories.buildUser();
  const headers = await studio.bearer(user.id);
  const made = await studio.agent.post('/api/v1/orgs').set(headers).send({ name: 'Imigongo' });
  expect([made.status, made.body]).toEqual([
    201,
    expect.objectContaining({ name: 'Imigongo', slug: 'imigongo', plan: 'free', role: 'owner' }),
  ]);
  const list = await studio.agent.get('/api/v1/orgs').set(headers);
  expect(list.body).toEqual({ items: [made.body as Org], nextCursor: null });
});

test('each member sees their own role', async () => {
  const org = await studio.factories.buildOrg();
  const viewer = await studio.factories.buildUser();
  await studio.factories.addMember(org.id, viewer.id, 'viewer');
  const answer = await studio.agent
    .get(`/api/v1/orgs/${org.id}`)
    .set(await studio.bearer(viewer.id));
  expect((answer.body as Org).role).toBe('viewer');
});

test('the list pages through all organizations of a user, and no other', async () => {
  const user = await studio.factories.buildUser();
  const headers = await studio.bearer(user.id);
  const made: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    made.push((await studio.factories.buildOrg({ ownerUserId: user.id })).id);
    await studio.factories.buildOrg();
  }
  const first = await studio.agent.get('/api/v1/orgs?limit=2').set(headers);
  const { items, nextCursor } = first.body as { items: Org[]; nextCursor: string };
  const second = await studio.agent.get(`/api/v1/orgs?limit=2&cursor=${nextCursor}`).set(headers);
  const rest = second.body as { items: Org[]; nextCursor: null };
  expect([...items, ...rest.items].map(({ id }) => id)).toEqual(made.reverse());
  expect(rest.nextCursor).toBeNull();
});

test('a user makes so many organizations and no more, also when many come at once', async () => {
  const user = await studio.factories.buildUser();
  const headers = await studio.bearer(user.id);
  for (let i = 0; i < LIMITS.orgsPerOwnerMax - 2; i += 1) {
    await studio.factories.buildOrg({ ownerUserId: user.id });
  }
  const make = async () => studio.agent.post('/api/v1/orgs').set(headers).send({ name: 'More' });
  const answers = await Promise.all(Array.from({ length: 5 }, make));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  const refused = answers.filter(({ status }) => status !== 201).map(refusalOf);
  expect(refused).toEqual(Array(3).fill([422, 'limit_exceeded']));
});

test('an API key makes no organization: it belongs to one', async () => {
  const org = await studio.factories.buildOrg();
  const key = await studio.factories.buildApiKey(org.id, ['read', 'write']);
  const answer = await studio.agent
    .post('/api/v1/orgs')
    .set('Authorization', `Bearer ${key}`)
    .send({ name: 'Another' });
  expect(refusalOf(answer)).toEqual([403, 'forbidden']);
});
