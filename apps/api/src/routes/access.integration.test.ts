import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { newId, SCOPES, type ErrorCode } from '@promptly/common';

import { apiKeys, codegenJobs, exportsTable } from '../db/schema/index.ts';
import type { Route } from '../http/define-route.ts';
import { refusalOf } from '../testing/answers.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { API_BASE, apiRoutes } from './index.ts';

/** The least that each call with a body or a query needs, `:orgId` being the id of that name; a new route adds its line here. */
const SAMPLES: Record<string, { query?: string; body?: object }> = {
  updateMe: { body: { name: 'New' } },
  changePassword: { body: { currentPassword: 'x', newPassword: 'long enough it is' } },
  createApiKey: { body: { orgId: ':orgId', name: 'New', scopes: ['read'] } },
  listApiKeys: { query: '?orgId=:orgId' },
  createOrg: { body: { name: 'New' } },
  updateOrg: { body: { name: 'New' } },
  updateMember: { body: { role: 'viewer' } },
  transferOrg: { body: { userId: newId('user') } },
  createInvitation: { body: { email: 'new@example.com', role: 'viewer' } },
  acceptInvitation: { body: { token: 'nonsense' } },
  createProject: { body: { name: 'New' } },
  updateProject: { body: { name: 'New' } },
  readFile: { query: '?path=README.md' },
  saveFile: { body: { path: 'a.txt', base64Content: 'YQ==', sha: null } },
  renameFile: { body: { from: 'README.md', to: 'b.md' } },
  deleteFile: { body: { path: 'README.md' } },
  createSnapshot: { body: { name: 'Before' } },
  createExport: { body: { format: 'zip' } },
  createCodegenJob: { body: { promptText: 'todo app' } },
};

const guarded = apiRoutes.filter((route) => route.auth === 'required');
const namesAnId = ({ path, operationId }: Route) =>
  `${path}${JSON.stringify(SAMPLES[operationId])}`.includes(':orgId') || path.includes(':');
const ofAccounts = guarded.filter(({ tag }) => tag === 'Account');
const ofOrganizations = guarded.filter((route) => namesAnId(route) && !ofAccounts.includes(route));

let studio: TestApp;
let ids: Record<string, string>;
let viewer: { Authorization: string };
let stranger: { Authorization: string };
let foreignKey: { Authorization: string };
let readOnlyKey: { Authorization: string };

beforeAll(async () => {
  studio = await createTestApp();
  const { factories } = studio;
  const org = await factories.buildOrg();
  const project = await factories.buildProject({ org });
  const head = project.headRevisionId ?? '';
  const [jobId, exportId] = [newId('codegenJob'), newId('export')];
  const ofProject = { projectId: project.id, orgId: org.id, status: 'pending' as const };
  await studio.container.db.insert(codegenJobs).values({
    ...ofProject,
    ...{
      id: jobId,
      kind: 'prompt',
      provider: 'local',
      promptText: 'todo app',
      baseRevisionId: head,
    },
  });
  await studio.container.db
    .insert(exportsTable)
    .values({ ...ofProject, id: exportId, revisionId: head, format: 'zip' });
  ids = { orgId: org.id, projectId: project.id, revisionId: head, jobId, exportId };
  ids = { ...ids, userId: org.ownerUserId, invitationId: newId('invitation') };

  const watching = await factories.buildUser();
  await factories.addMember(org.id, watching.id, 'viewer');
  viewer = await studio.bearer(watching.id);
  stranger = await studio.bearer((await factories.buildOrg()).ownerUserId);
  const otherOrg = await factories.buildOrg();
  foreignKey = bearer(await factories.buildApiKey(otherOrg.id, [...SCOPES]));
  readOnlyKey = bearer(await factories.buildApiKey(org.id, ['read']));
  const [key] = await studio.container.db.select().from(apiKeys).where(eq(apiKeys.orgId, org.id));
  ids.apiKeyId = key?.id ?? '';
  ids.sessionId = await factories.buildSession(org.ownerUserId);
});
afterAll(() => studio.dispose());

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const named = (routes: readonly Route[]) =>
  routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);

/** Calls a route with ids that exist. */
function call(route: Route, headers: Record<string, string>) {
  const { query = '', body } = SAMPLES[route.operationId] ?? {};
  const address = API_BASE + withIds(route.path + query);
  const request = studio.agent[route.method](address).set(headers);
  if (route.upload) return request.attach('file', Buffer.from('PK'), 'files.zip');
  return body ? request.send(JSON.parse(withIds(JSON.stringify(body))) as object) : request;
}

function withIds(text: string): string {
  return text.replace(/:(\w+Id)/g, (_match, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`This test needs an id for :${name}.`);
    return id;
  });
}

test.each(named(guarded))('%s without credentials is refused', async (_name, route) => {
  for (const headers of [{}, bearer('nonsense'), { Authorization: 'Basic YTpi' }]) {
    const answer = await call(route, headers);
    expect(refusalOf(answer)).toEqual([401, 'unauthenticated']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  }
});

describe("another organization's things do not exist", () => {
  test.each(named(ofOrganizations))('%s', async (_name, route) => {
    for (const headers of [stranger, foreignKey]) {
      expect(refusalOf(await call(route, headers))).toEqual([404, 'not_found']);
    }
  });

  test.each(named(ofOrganizations))(
    '%s answers the same for an id of nobody',
    async (_name, route) => {
      const real = ids;
      const foreign = await call(route, stranger);
      ids = Object.fromEntries(
        Object.entries(real).map(([name, id]) => [
          name,
          `${id.slice(0, 4)}01ZZZZZZZZZZZZZZZZZZZZZZZZ`,
        ]),
      );
      const missing = await call(route, stranger);
      ids = real;
      expect([missing.status, missing.body]).toEqual([foreign.status, foreign.body]);
    },
  );

  test.each(named(ofOrganizations.filter(({ path }) => path.includes(':'))))(
    '%s answers 404 for an id of another shape',
    async (_name, route) => {
      const real = ids;
      ids = Object.fromEntries(Object.keys(real).map((name) => [name, "1'--"]));
      const answer = await call(route, stranger);
      ids = real;
      expect(refusalOf(answer)).toEqual([404, 'not_found']);
    },
  );
});

describe('who only reads changes nothing', () => {
  // An invitation's token is the right to accept it, whoever has it.
  const changing = ofOrganizations.filter(
    (route) => route.method !== 'get' && route.operationId !== 'acceptInvitation',
  );
  const forbidden: [number, ErrorCode] = [403, 'forbidden'];

  test.each(named(changing))('%s as a viewer', async (_name, route) => {
    expect(refusalOf(await call(route, viewer))).toEqual(forbidden);
  });

  test.each(named(changing))('%s with a key for reading', async (_name, route) => {
    expect(refusalOf(await call(route, readOnlyKey))).toEqual(forbidden);
  });
});

describe('an account is for the one who is signed in to it', () => {
  const forbidden: [number, ErrorCode] = [403, 'forbidden'];

  test.each(named(ofAccounts))('%s with a key, which is nobody', async (_name, route) => {
    const everything = await studio.factories.buildApiKey(ids.orgId ?? '', [...SCOPES]);
    for (const headers of [readOnlyKey, foreignKey, bearer(everything)]) {
      expect(refusalOf(await call(route, headers))).toEqual(forbidden);
    }
  });

  test.each(named(ofAccounts.filter(namesAnId)))('%s of somebody else', async (_name, route) => {
    for (const headers of [stranger, viewer]) {
      expect(refusalOf(await call(route, headers))).toEqual([404, 'not_found']);
    }
  });
});
