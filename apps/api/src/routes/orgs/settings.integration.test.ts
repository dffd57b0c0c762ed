import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { OrgDetail } from '@promptly/common';

import { auditLogs, orgs } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createOrgOf, createPeople, type People } from '../../testing/org-people.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let people: People;
beforeAll(async () => {
  studio = await createTestApp({ env: { REGION: 'eu-west', FLAGS: '{}' } });
  people = await createPeople(studio);
});
afterAll(() => studio.dispose());

const change = async (orgId: string, body: object) =>
  studio.agent.patch(`/api/v1/orgs/${orgId}`).set(people.admin.headers).send(body);
const read = async (orgId: string) => {
  const answer = await studio.agent.get(`/api/v1/orgs/${orgId}`).set(people.viewer.headers);
  return answer.body as OrgDetail;
};

test('settings and flags hold from their change on, and null takes them back to their default', async () => {
  const { id } = await createOrgOf(studio, people);
  expect(await read(id)).toMatchObject({
    settings: { defaultModel: null },
    flags: { publicExports: false },
  });
  const body = { settings: { defaultModel: 'local' }, flags: { publicExports: true } };
  expect((await change(id, body)).body).toMatchObject(body);
  expect(await read(id)).toMatchObject(body);
  await change(id, { settings: { defaultModel: null }, flags: { publicExports: null } });
  expect(await read(id)).toMatchObject({
    settings: { defaultModel: null },
    flags: { publicExports: false },
  });
});

test('the audit log tells what was before and after', async () => {
  const { id } = await createOrgOf(studio, people);
  await change(id, { flags: { publicExports: true } });
  const [row] = await studio.container.db.select().from(auditLogs).where(eq(auditLogs.orgId, id));
  expect(row?.metadataJson).toMatchObject({
    before: { flags: { publicExports: false } },
    after: { flags: { publicExports: true } },
  });
});

test.each([
  { settings: { unknown: 1 } },
  { flags: { unknown: true } },
  { flags: { publicExports: 'yes' } },
  { settings: { defaultModel: 7 } },
  { plan: 'gold' },
  { region: 'us-east' },
  {},
])('%j is refused, and changes nothing', async (body) => {
  const { id } = await createOrgOf(studio, people);
  const before = await read(id);
  expect(refusalOf(await change(id, body))).toEqual([422, 'validation_failed']);
  expect(await read(id)).toEqual(before);
});

test('a prompt without a model is for the default model of its organization', async () => {
  const org = await createOrgOf(studio, people);
  const project = await studio.factories.buildProject({ org });
  await change(org.id, { settings: { defaultModel: 'nobody/none' } });
  const prompt = async (body: object) =>
    studio.agent
      .post(`/api/v1/projects/${project.id}/codegen`)
      .set(people.editor.headers)
      .send({ promptText: 'todo app', ...body });
  const refused = await prompt({});
  expect(refusalOf(refused)).toEqual([422, 'provider_unavailable']);
  expect(errorOf(refused).details).toMatchObject({ model: 'nobody/none' });
  expect((await prompt({ model: 'local' })).status).toBe(202);
});

test("what the operator sets is a setting's default, and a flag's last word", async () => {
  const env = { ORG_SETTINGS: '{"defaultModel":"local"}', FLAGS: '{"publicExports":true}' };
  const other = await createTestApp({ env });
  try {
    const { services } = other.container;
    const org = await other.factories.buildOrg();
    const owner = await other.factories.signedIn(org.ownerUserId);
    expect(await services.orgs.get(owner, org.id)).toMatchObject({
      settings: { defaultModel: 'local' },
      flags: { publicExports: true },
    });
    const changes = { settings: { defaultModel: 'other' }, flags: { publicExports: false } };
    expect(await services.orgs.update(owner, org.id, changes)).toMatchObject({
      settings: { defaultModel: 'other' },
      flags: { publicExports: true },
    });
  } finally {
    await other.dispose();
  }
});

test('the quotas of an organization tell where its storage is', async () => {
  const { id } = await createOrgOf(studio, people);
  const answer = await studio.agent.get(`/api/v1/orgs/${id}/quotas`).set(people.viewer.headers);
  expect(answer.body).toMatchObject({ storage: { region: 'eu-west' } });
});

test('an organization has the region of the instance, no other and for good', async () => {
  const make = async (body: object) =>
    studio.agent
      .post('/api/v1/orgs')
      .set(people.viewer.headers)
      .send({ name: 'New', ...body });
  expect(refusalOf(await make({ region: 'us-east' }))).toEqual([422, 'validation_failed']);
  expect((await make({ region: 'eu-west' })).body).toMatchObject({ region: 'eu-west' });
  const { id } = (await make({})).body as { id: string };
  const answer = await studio.agent.get(`/api/v1/orgs/${id}`).set(people.viewer.headers);
  expect([answer.status, answer.body]).toMatchObject([200, { region: 'eu-west' }]);
  const { db } = studio.container;
  const moved = db.update(orgs).set({ region: 'us-east' }).where(eq(orgs.id, id));
  await expect(moved).rejects.toMatchObject({
    cause: { message: 'the region of an organization never changes' },
  });
});
