import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { SCOPES } from '@promptly/common';

import type { Route } from '../http/define-route.ts';
import { buildOpenApiDocument } from '../openapi/document.ts';
import { ACTORS, type ActorName } from '../testing/access/actors.ts';
import { loadAccessRows, type AccessRow, type Call } from '../testing/access/rows.ts';
import {
  createAccessWorld,
  createCredentials,
  type AccessWorld,
  type Credentials,
} from '../testing/access/world.ts';
import { refusalOf } from '../testing/answers.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { API_BASE, apiRoutes, documentedRoutes } from './index.ts';

/** How rows are added is told where they are read: `testing/access/rows.ts`. */
const rows = await loadAccessRows(import.meta.dirname);

const document = buildOpenApiDocument(documentedRoutes);
const guarded = apiRoutes.filter((route) => route.auth === 'required');
const named = (routes: readonly Route[]) =>
  routes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);

/** So that there is something to begin; none of them is called. */
const PROVIDERS = {
  ...{ GITHUB_CLIENT_ID: 'github', GITHUB_CLIENT_SECRET: 'secret' },
  ...{ FIGMA_CLIENT_ID: 'figma', FIGMA_CLIENT_SECRET: 'secret' },
};

let studio: TestApp;
let world: AccessWorld;
let foreign: AccessWorld;
let credentials: Credentials;

beforeAll(async () => {
  studio = await createTestApp({ env: PROVIDERS });
  [world, foreign] = [await createAccessWorld(studio), await createAccessWorld(studio)];
  credentials = await createCredentials(world, foreign);
});
afterAll(() => studio.dispose());

/** A call with all the ids that its address needs, and no others. */
type WholeCall = Call & { ids: Record<string, string> };

async function callOf(route: Route, at: AccessWorld): Promise<WholeCall> {
  const call = (await rowOf(route).call?.(at)) ?? {};
  const known: Record<string, string> = { ...at.ids, ...call.ids };
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const missing = names.find((name) => known[name] === undefined);
  if (missing) throw new Error(`The row of ${route.operationId} must name an id for :${missing}.`);
  return {
    ...call,
    ids: Object.fromEntries(names.map((name) => [name, known[name] ?? ''])),
    orgId: call.orgId ?? known.orgId,
  };
}

function rowOf({ operationId }: Route): AccessRow {
  const row = rows[operationId];
  if (!row) throw new Error(`${operationId} has no row in the access table.`);
  return row;
}

async function send(route: Route, call: WholeCall, headers: Record<string, string>) {
  const path = route.path.replace(/:(\w+)/g, (_match, name: string) => call.ids[name] ?? '');
  const request = studio.agent[route.method](API_BASE + path)
    .query(call.query ?? {})
    .set({ ...call.headers, ...headers });
  if (call.file) return request.attach('file', call.file, 'files.zip');
  if (call.bytes) return request.set('Content-Type', 'image/png').send(call.bytes);
  return call.body ? request.send(call.body) : request;
}

test('every route has its row, and every row its route', () => {
  const routes = apiRoutes.map(({ operationId }) => operationId);
  expect(Object.keys(rows).sort()).toEqual(routes.sort());
});

test.each(named(guarded))('%s is documented with the scopes of its row', (_name, route) => {
  const { answers } = rowOf(route);
  const open = SCOPES.filter((scope) => ![403, 404].includes(Number(answers[`key for ${scope}`])));
  const path = API_BASE + route.path.replace(/:(\w+)/g, '{$1}');
  const { description = '' } = document.paths[path]?.[route.method] ?? {};
  const told = /An API key needs the scope (.*)\.$/.exec(description)?.[1] ?? '';
  const scopes = [...told.matchAll(/`(\w+)`/g)].map(([, scope]) => scope);
  expect(scopes.sort()).toEqual(open.sort());
});

test.each(named(apiRoutes))('%s answers each actor as its row says', async (_name, route) => {
  const expected: Partial<Record<ActorName, number>> = {};
  const answered: Partial<Record<ActorName, number>> = {};
  for (const actor of ACTORS) {
    const outcome = rowOf(route).answers[actor];
    expected[actor] = outcome === 'ok' ? route.success.status : outcome;
    const call = await callOf(route, world);
    const headers = await credentials(actor, call.orgId ?? world.ids.orgId);
    answered[actor] = (await send(route, call, headers)).status;
  }
  expect(answered).toEqual(expected);
});

test.each(named(guarded))('%s refuses what are no credentials', async (_name, route) => {
  const call = await callOf(route, world);
  for (const credential of ['Bearer nonsense', 'Basic YTpi', 'Bearer pst_live_nonsense']) {
    const answer = await send(route, call, { Authorization: credential });
    expect(refusalOf(answer)).toEqual([401, 'unauthenticated']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  }
});

const ID = /\b[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\b/g;
const textOf = ({ ids, query, body }: WholeCall) => JSON.stringify({ ids, query, body });
const idsOf = (call: WholeCall) => [...textOf(call).matchAll(ID)].map(([id]) => id);
const idOfNobody = (id: string) => `${id.slice(0, 4)}01ZZZZZZZZZZZZZZZZZZZZZZZZ`;

/** The same call with another id in one place. */
function withId(call: WholeCall, at: number, id: string): WholeCall {
  let place = -1;
  const text = textOf(call).replace(ID, (own) => {
    place += 1;
    return place === at ? id : own;
  });
  return { ...call, ...(JSON.parse(text) as Pick<WholeCall, 'ids' | 'query' | 'body'>) };
}

const withIds = named(apiRoutes.filter(({ path }) => /:\w+Id\b/.test(path)));
const withNames = named(apiRoutes.filter(({ path }) => path.includes(':')));

describe('what belongs to others does not exist', () => {
  test.each(named(apiRoutes))('%s, whichever id is theirs', async (_name, route) => {
    const { headers } = world.people.owner;
    const theirs = idsOf(await callOf(route, foreign));
    for (const [at, id] of theirs.entries()) {
      const own = await callOf(route, world);
      const answer = await send(route, withId(own, at, id), headers);
      const missing = await send(route, withId(own, at, idOfNobody(id)), headers);
      expect(refusalOf(answer)).toEqual([404, 'not_found']);
      expect([missing.status, missing.body]).toEqual([answer.status, answer.body]);
    }
  });

  test.each(withIds)('%s reads to a stranger as if it never was', async (_name, route) => {
    const { headers } = foreign.people.owner;
    const call = await callOf(route, world);
    const nothing = idsOf(call).reduce((sum, id, at) => withId(sum, at, idOfNobody(id)), call);
    const [real, missing] = [await send(route, call, headers), await send(route, nothing, headers)];
    expect([real.status, real.body]).toEqual([missing.status, missing.body]);
    expect(real.status).toBe(404);
  });

  test.each(withNames)('%s has nothing at names of another shape', async (_name, route) => {
    const call = await callOf(route, world);
    for (const name of Object.keys(call.ids)) {
      for (const shape of ["1'--", 'org_', encodeURIComponent('../users'), 'x'.repeat(300)]) {
        const odd = { ...call, ids: { ...call.ids, [name]: shape } };
        const answer = await send(route, odd, world.people.owner.headers);
        expect(refusalOf(answer)).toEqual([404, 'not_found']);
      }
    }
  });
});
