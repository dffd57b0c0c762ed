import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';

import type { Env } from '@promptly/common';

import { auditLogs, envSecrets } from '../../db/schema/index.ts';
import { checkSecrets } from '../../services/keys/check-secrets.ts';
import { loadKeks, openKeys } from '../../services/keys/key-encryption-key.ts';
import { refusalOf } from '../../testing/answers.ts';
import { createOrgOf, createPeople, type People } from '../../testing/org-people.ts';
import type { OrgRow } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const KEY = 'sk-proj-0123456789abcdef';

let studio: TestApp;
let people: People;
let org: OrgRow;

beforeAll(async () => {
  studio = await createTestApp();
  people = await createPeople(studio);
  org = await createOrgOf(studio, people);
});
afterAll(() => studio.dispose());

async function newEnv(name = 'dev'): Promise<Env> {
  const { id } = await studio.factories.buildProject({ org });
  const answer = await create(id, name);
  expect(answer.status).toBe(201);
  return answer.body as Env;
}

const create = (projectId: string, name = 'dev') =>
  studio.agent.post(`/api/v1/projects/${projectId}/envs`).set(people.admin.headers).send({ name });
const patch = (envId: string, body: object, headers = people.admin.headers) =>
  studio.agent.patch(`/api/v1/envs/${envId}`).set(headers).send(body);
const get = (envId: string, headers = people.admin.headers) =>
  studio.agent.get(`/api/v1/envs/${envId}`).set(headers);

async function changed(envId: string, body: object): Promise<Env> {
  const answer = await patch(envId, body);
  expect(answer.status).toBe(200);
  return answer.body as Env;
}

test('an environment is made once of each name, and holds nothing at first', async () => {
  const { id } = await studio.factories.buildProject({ org });
  const answers = await Promise.all([create(id), create(id), create(id, 'prod')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
  expect(answers.filter(({ status }) => status === 409).map(refusalOf)).toEqual([
    [409, 'env_exists'],
  ]);
  const list = await studio.agent.get(`/api/v1/projects/${id}/envs`).set(people.editor.headers);
  const { items } = list.body as { items: Env[] };
  expect(items.map(({ name }) => name).sort()).toEqual(['dev', 'prod']);
  expect(items[0]).toMatchObject({ version: 1, variables: [], providers: [] });
  expect(refusalOf(await create(id, 'test'))).toEqual([422, 'validation_failed']);
});

test('variables are set and unset one by one, and the rest stays', async () => {
  const { id } = await newEnv();
  await changed(id, { version: 1, variables: { REGION: 'eu', DEBUG: '1', EMPTY: '' } });
  const { version, variables } = await changed(id, {
    version: 2,
    variables: { REGION: 'us', DEBUG: null, NEVER: null },
  });
  expect(version).toBe(3);
  expect(variables.map(({ name }) => name)).toEqual(['EMPTY', 'REGION']);
  expect(variables[0]?.updatedBy).toBe(people.admin.userId);
});

describe('a value', () => {
  test('is told by no answer, no log and no row', async () => {
    const { id, projectId } = await newEnv();
    const variables = { DATABASE_URL: 'postgres://user:hunter2-hunter2@host/db' };
    const body = { version: 1, variables, providers: { openai: { apiKey: KEY } } };
    const answers = [await patch(id, body), await get(id)];
    answers.push(
      await studio.agent.get(`/api/v1/projects/${projectId}/envs`).set(people.owner.headers),
    );
    const rows = await studio.container.db.select().from(envSecrets);
    const audit = await studio.container.db.select().from(auditLogs);
    const seen = JSON.stringify([answers.map(({ text }) => text), rows, audit, studio.logLines]);
    for (const secret of ['hunter2', KEY]) expect(seen).not.toContain(secret);
    expect(answers[1]?.body).toMatchObject({
      variables: [{ name: 'DATABASE_URL', lastFour: 't/db' }],
      providers: [{ provider: 'openai', lastFour: 'cdef', baseUrl: null }],
    });
  });

  test('shows its end to those who could set it, and nothing of a short one', async () => {
    const { id } = await newEnv();
    await changed(id, {
      version: 1,
      variables: { LONG: 'abcdefghijklmnop', SHORT: 'abcdefghijklmno' },
    });
    const endsFor = async (headers: { Authorization: string }) =>
      ((await get(id, headers)).body as Env).variables.map(({ lastFour }) => lastFour);
    expect(await endsFor(people.owner.headers)).toEqual(['mnop', null]);
    expect(await endsFor(people.editor.headers)).toEqual([null, null]);
    const readKey = await studio.factories.buildApiKey(org.id, ['read']);
    expect(await endsFor({ Authorization: `Bearer ${readKey}` })).toEqual([null, null]);
    expect(refusalOf(await get(id, people.viewer.headers))).toEqual([403, 'forbidden']);
  });

  test('is wrapped for its place: rows that were swapped open no more', async () => {
    const { id } = await newEnv();
    await changed(id, { version: 1, variables: { A: 'first', B: 'second' } });
    const { db, config } = studio.container;
    const ofEnv = (name: string) => and(eq(envSecrets.envId, id), eq(envSecrets.name, name));
    const [a] = await db.select().from(envSecrets).where(ofEnv('A'));
    const [b] = await db.select().from(envSecrets).where(ofEnv('B'));
    const keys = await openKeys(db, await loadKeks(config));
    expect((await checkSecrets(db, keys)).faults).toEqual([]);
    await db.update(envSecrets).set({ valueWrapped: b?.valueWrapped }).where(ofEnv('A'));
    expect((await checkSecrets(db, keys)).faults).toMatchObject([
      { column: 'ps_env_secrets.value_wrapped', id: expect.stringContaining(id) },
    ]);
    await db.update(envSecrets).set({ valueWrapped: a?.valueWrapped }).where(ofEnv('A'));
  });
});

describe('two admins', () => {
  test('who change an environment at once do not overwrite each other', async () => {
    const { id } = await newEnv();
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((value) => patch(id, { version: 1, variables: { A: value } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({
      error: { code: 'env_conflict', details: { currentVersion: 2 } },
    });
    expect(((await get(id)).body as Env).version).toBe(2);
  });
});

describe('the program reads a key of a provider', () => {
  test('with its address, where it has one', async () => {
    const { id, projectId } = await newEnv('prod');
    const baseUrl = 'http://ollama.internal:11434/v1';
    await changed(id, {
      version: 1,
      providers: { anthropic: { apiKey: KEY }, compatible: { baseUrl } },
    });
    const { envs } = studio.container.services;
    expect(await envs.resolveProviderKey(projectId, 'prod', 'anthropic')).toEqual({
      ...{ apiKey: KEY, baseUrl: null },
    });
    expect(await envs.resolveProviderKey(projectId, 'prod', 'compatible')).toEqual({
      ...{ apiKey: null, baseUrl },
    });
    expect(await envs.resolveProviderKey(projectId, 'prod', 'openai')).toBeNull();
    expect(await envs.resolveProviderKey(projectId, 'dev', 'anthropic')).toBeNull();
  });

  test('never at an address that it was not given with', async () => {
    const { id, projectId } = await newEnv();
    const at = (version: number, compatible: object | null) =>
      changed(id, { version, providers: { compatible } });
    await at(1, { baseUrl: 'https://models.example/v1', apiKey: KEY });
    const moved = await at(2, { baseUrl: 'https://elsewhere.example/v1' });
    expect(moved.providers).toMatchObject([
      { provider: 'compatible', baseUrl: 'https://elsewhere.example/v1', lastFour: null },
    ]);
    const { envs } = studio.container.services;
    expect(await envs.resolveProviderKey(projectId, 'dev', 'compatible')).toEqual({
      ...{ apiKey: null, baseUrl: 'https://elsewhere.example/v1' },
    });
    expect((await at(3, null)).providers).toEqual([]);
  });
});

test('a hundred variables are the most, and what is beyond changes nothing', async () => {
  const { id } = await newEnv();
  const named = (count: number, prefix: string) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`${prefix}${i}`, 'x'.repeat(8_192)]),
    );
  await changed(id, { version: 1, variables: named(100, 'A') });
  expect(refusalOf(await patch(id, { version: 2, variables: named(1, 'B') }))).toEqual([
    ...[422, 'limit_exceeded'],
  ]);
  expect(((await get(id)).body as Env).variables).toHaveLength(100);
  await changed(id, { version: 2, variables: { A0: null, B0: 'x' } });
});

test('a name that objects have of their own is refused, and not passed over', async () => {
  const { id } = await newEnv();
  const answer = await studio.agent
    .patch(`/api/v1/envs/${id}`)
    .set(people.admin.headers)
    .set('Content-Type', 'application/json')
    .send('{"version": 1, "variables": {"__proto__": "x", "A": "y"}}');
  expect(refusalOf(answer)).toEqual([400, 'malformed_body']);
});

test('in an archived project, environments can be read and not changed', async () => {
  const { id, projectId } = await newEnv();
  await studio.agent
    .patch(`/api/v1/projects/${projectId}`)
    .set(people.admin.headers)
    .send({ archived: true });
  const remove = studio.agent.delete(`/api/v1/envs/${id}`).set(people.admin.headers);
  for (const answer of [
    await create(projectId, 'prod'),
    await patch(id, { version: 1, variables: { A: 'x' } }),
    await remove,
  ]) {
    expect(refusalOf(answer)).toEqual([409, 'project_archived']);
  }
  expect((await get(id)).status).toBe(200);
});

test('every change leaves a row with names, and without values', async () => {
  const { id } = await newEnv();
  await changed(id, { version: 1, variables: { A: 'x', B: 'y' } });
  await changed(id, { version: 2, variables: { A: null }, providers: { figma: { apiKey: KEY } } });
  await studio.agent.delete(`/api/v1/envs/${id}`).set(people.owner.headers);
  const rows = await studio.container.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.entityId, id))
    .orderBy(auditLogs.seq);
  expect(
    rows.map(({ action, metadataJson }) => [action, metadataJson.set, metadataJson.unset]),
  ).toEqual([
    ['env.created', undefined, undefined],
    ['env.updated', ['variable A', 'variable B'], []],
    ['env.updated', ['provider figma'], ['variable A']],
    ['env.deleted', undefined, undefined],
  ]);
  expect(await studio.container.db.$count(envSecrets, eq(envSecrets.envId, id))).toBe(0);
});
