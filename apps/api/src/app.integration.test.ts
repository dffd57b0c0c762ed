import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { apiKeys } from './db/schema/index.ts';
import { errorOf, refusalOf } from './testing/answers.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let studio: TestApp;
let headers: { Authorization: string };

beforeAll(async () => {
  studio = await createTestApp();
  headers = await studio.bearer((await studio.factories.buildUser()).id);
});
afterAll(() => studio.dispose());

describe('errors', () => {
  test('of an unknown route are in the one format, with the request id', async () => {
    const answer = await studio.agent.get('/api/v1/nothing').set('X-Request-Id', 'my-request-7');
    expect(refusalOf(answer)).toEqual([404, 'not_found']);
    expect(errorOf(answer).details).toEqual({});
    expect(answer.headers['x-request-id']).toBe('my-request-7');
  });

  test.each([
    ['a parameter that it does not have', '/api/v1/orgs?page=2'],
    ['one parameter twice', '/api/v1/orgs?limit=1&limit=2'],
    ['a parameter without a value', '/api/v1/orgs?limit='],
  ])('of a route that is given %s say so', async (_what, path) => {
    const answer = await studio.agent.get(path).set(headers);
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
  });

  test('of a body with a field that nobody reads name it', async () => {
    const answer = await studio.agent
      .post('/api/v1/orgs')
      .set(headers)
      .send({ name: 'A', nmae: 'B' });
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    expect(JSON.stringify(errorOf(answer).details)).toContain('nmae');
  });

  test('of a known route with another method say which it knows', async () => {
    const answer = await studio.agent.put('/api/v1/orgs').send({});
    expect(refusalOf(answer)).toEqual([405, 'method_not_allowed']);
    expect(answer.headers.allow).toBe('POST, GET');
  });

  test.each(['/api/v1/projects/%E0%A4%A', '/api/v1/orgs/%00', '/api/v1/orgs/..%2f..%2fetc'])(
    'of a broken address are no failure of ours: %s',
    async (path) => {
      expect(refusalOf(await studio.agent.get(path).set(headers))).toEqual([404, 'not_found']);
    },
  );

  test.each(['short', 'has spaces in it', 'x'.repeat(200), '<script>alert(1)</script>'])(
    'get a request id of ours where the given one is not fit to log: %j',
    async (given) => {
      const answer = await studio.agent.get('/api/v1/nothing').set('X-Request-Id', given);
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe('the log', () => {
  test('has a line for each request, and none of its secrets', async () => {
    const secret = 'k3y-t0-everything';
    await studio.agent
      .post(`/api/v1/auth/login?token=${secret}`)
      .set({ Cookie: `ps_refresh=${secret}`, 'X-Request-Id': 'logged-request' })
      .send({ email: 'a@example.com', password: secret });
    await studio.agent.get('/api/v1/orgs').set('Authorization', `Bearer ${secret}`);
    const lines = studio.logLines.join('');
    expect(lines).not.toContain(secret);
    const line = studio.logLines.find((entry) => entry.includes('logged-request')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      req: { method: 'POST', url: '/api/v1/auth/login?token=[redacted]' },
      res: { status: 401 },
    });
  });
});

describe('other origins', () => {
  test('are refused by name and by page, before anything else', async () => {
    const rebound = await studio.agent.get('/api/v1/orgs').set({ ...headers, Host: 'evil.test' });
    expect(refusalOf(rebound)).toEqual([403, 'origin_not_allowed']);
    const page = { ...headers, Origin: 'https://evil.test' };
    expect(refusalOf(await studio.agent.get('/api/v1/orgs').set(page))).toEqual([
      403,
      'origin_not_allowed',
    ]);
    expect(rebound.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('on the list of the operator call with tokens, and never with cookies', async () => {
    const origin = 'https://tools.example';
    const open = await createTestApp({ env: { CORS_ORIGINS: origin } });
    const asked = await open.agent
      .options('/api/v1/orgs')
      .set({ Origin: origin, 'Access-Control-Request-Method': 'POST' });
    expect(asked.status).toBe(204);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-headers': expect.stringContaining('Authorization'),
    });
    expect(asked.headers['access-control-allow-credentials']).toBeUndefined();
    const other = await open.agent.options('/api/v1/orgs').set('Origin', 'https://evil.test');
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    await open.dispose();
  });
});

test('data is never a page: no script, no frame, no guess of its type', async () => {
  const answer = await studio.agent.get('/api/v1/health');
  expect(answer.headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
  });
  expect(answer.headers['strict-transport-security']).toBeUndefined();
  expect(answer.headers['x-powered-by']).toBeUndefined();
});

describe('limits', () => {
  let limited: TestApp;
  beforeAll(async () => {
    limited = await createTestApp({
      env: { RATE_LIMIT_PER_MINUTE: '4', TRUST_PROXY: '1' },
      now: () => new Date('2026-11-22T10:00:00Z'),
    });
  });
  afterAll(() => limited.dispose());

  test('count each caller alone, say what is left and how long to wait', async () => {
    const [one, two] = [await limited.factories.buildUser(), await limited.factories.buildUser()];
    const call = async (id: string) =>
      limited.agent.get('/api/v1/orgs').set(await limited.bearer(id));
    for (let left = 3; left >= 0; left -= 1) {
      expect((await call(one.id)).headers['ratelimit-remaining']).toBe(String(left));
    }
    const refused = await call(one.id);
    expect(refusalOf(refused)).toEqual([429, 'rate_limited']);
    expect(refused.headers['retry-after']).toBe('15');
    expect((await call(two.id)).status).toBe(200);
  });

  test('count the people and keys of an organization together, and nobody who is turned away from it', async () => {
    const { factories, agent } = limited;
    const [ours, theirs] = [await factories.buildOrg(), await factories.buildOrg()];
    const read = async (userId: string, orgId: string) =>
      agent.get(`/api/v1/orgs/${orgId}`).set(await limited.bearer(userId));
    const stranger = await factories.buildUser();
    for (let i = 0; i < 4; i += 1) expect((await read(stranger.id, ours.id)).status).toBe(404);
    for (let i = 0; i < 20; i += 1) {
      const member = await factories.buildUser();
      await factories.addMember(ours.id, member.id, 'viewer');
      expect((await read(member.id, ours.id)).status).toBe(200);
    }
    const late = await factories.buildUser();
    await factories.addMember(ours.id, late.id, 'viewer');
    await factories.addMember(theirs.id, late.id, 'viewer');
    expect(refusalOf(await read(late.id, ours.id))).toEqual([429, 'rate_limited']);
    expect((await read(late.id, theirs.id)).status).toBe(200);
  });

  test('count wrong credentials by address, which does not lock out who has the right ones', async () => {
    const guess = () => limited.agent.get('/api/v1/orgs').set('Authorization', 'Bearer guess');
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await guess()).status);
    expect(statuses).toEqual([401, 401, 429, 429]);
    const user = await limited.factories.buildUser();
    const honest = await limited.agent.get('/api/v1/orgs').set(await limited.bearer(user.id));
    expect(honest.status).toBe(200);
  });

  test('refuse whoever guesses keys before the database is asked, and no key that was let in before', async () => {
    const { factories, container, agent } = limited;
    const org = await factories.buildOrg();
    const key = await factories.buildApiKey(org.id, ['read']);
    const call = async (token: string, ip = '192.0.2.7') =>
      agent.get('/api/v1/orgs').set('Authorization', `Bearer ${token}`).set('X-Forwarded-For', ip);
    expect((await call(key)).status).toBe(200);
    expect((await call('pst_live_guess')).status).toBe(401);
    const queries = jest.spyOn(container.pools.query, 'query');
    expect(refusalOf(await call('pst_live_guess'))).toEqual([429, 'rate_limited']);
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
    expect((await call(key)).status).toBe(200);
    const other = await factories.buildApiKey(org.id, ['read']);
    expect((await call(other)).status).toBe(429);
    expect((await call(other, '192.0.2.8')).status).toBe(200);
  });

  test('count a key again that was revoked', async () => {
    const { factories, container, agent } = limited;
    const org = await factories.buildOrg();
    const key = await factories.buildApiKey(org.id, ['read']);
    const call = async () =>
      agent
        .get('/api/v1/orgs')
        .set('Authorization', `Bearer ${key}`)
        .set('X-Forwarded-For', '192.0.2.9');
    expect((await call()).status).toBe(200);
    await container.db.update(apiKeys).set({ revokedAt: new Date() });
    const statuses = [(await call()).status, (await call()).status, (await call()).status];
    expect(statuses).toEqual([401, 401, 429]);
  });
});

test('all callers together have a limit, which probes do not count for', async () => {
  const full = await createTestApp({
    env: { RATE_LIMIT_PER_MINUTE: '100', RATE_LIMIT_TOTAL_PER_MINUTE: '2' },
    now: () => new Date('2026-11-22T10:00:00Z'),
  });
  try {
    const [one, two] = [await full.factories.buildUser(), await full.factories.buildUser()];
    const call = async (id: string) => full.agent.get('/api/v1/orgs').set(await full.bearer(id));
    for (let i = 0; i < 3; i += 1) expect((await full.agent.get('/health')).status).toBe(200);
    expect([(await call(one.id)).status, (await call(one.id)).status]).toEqual([200, 200]);
    const refused = await call(two.id);
    expect(refusalOf(refused)).toEqual([429, 'rate_limited']);
    expect(refused.headers).toMatchObject({ 'retry-after': '30', 'ratelimit-remaining': '99' });
    for (const path of ['/health', '/metrics', '/api/v1/health']) {
      expect((await full.agent.get(path)).status).not.toBe(429);
    }
  } finally {
    await full.dispose();
  }
});

describe('health', () => {
  test.each(['/health', '/api/v1/health'])('%s tells of every part', async (path) => {
    const answer = await studio.agent.get(path);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'ok', checks: { database: { status: 'ok' } } });
  });

  test('is 503 without the database, while the process lives', async () => {
    const broken = await createTestApp();
    await broken.container.pools.end();
    const ready = await broken.agent.get('/health');
    expect([ready.status, ready.body]).toEqual([
      503,
      expect.objectContaining({ status: 'unavailable' }),
    ]);
    expect((await broken.agent.get('/health?probe=live')).status).toBe(200);
  });

  test('is answered under any host: probes call by address', async () => {
    expect((await studio.agent.get('/health').set('Host', '10.0.0.7:3000')).status).toBe(200);
  });
});

describe('metrics', () => {
  test('count requests by template, not by address', async () => {
    const org = await studio.factories.buildOrg();
    await studio.agent.get(`/api/v1/orgs/${org.id}`).set(await studio.bearer(org.ownerUserId));
    const answer = await studio.agent.get('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(
      /promptly_http_requests_total\{method="GET",route="\/orgs\/:orgId",status="200"\} 1/,
    );
    expect(answer.text).not.toContain(org.id);
  });

  test('are not for the world: what passed a proxy is not this machine', async () => {
    for (const name of ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP']) {
      const answer = await studio.agent.get('/metrics').set(name, '127.0.0.1');
      expect(refusalOf(answer)).toEqual([401, 'unauthenticated']);
    }
  });

  test('are not for a page whose own name was pointed at this machine', async () => {
    const answer = await studio.agent.get('/metrics').set('Host', 'evil.test:3000');
    expect(refusalOf(answer)).toEqual([401, 'unauthenticated']);
    expect((await studio.agent.get('/metrics').set('Host', 'localhost:3000')).status).toBe(200);
  });

  test('need the token where there is one, also from this machine', async () => {
    const token = 'a-long-enough-token';
    const guarded = await createTestApp({ env: { METRICS_TOKEN: token } });
    const read = (value: string) => guarded.agent.get('/metrics').set('Authorization', value);
    // A collector may call by whatever name it knows.
    expect((await read(`Bearer ${token}`).set('Host', 'studio-1:3000')).status).toBe(200);
    expect((await read('Bearer wrong')).status).toBe(401);
    expect((await guarded.agent.get('/metrics')).status).toBe(401);
    await guarded.dispose();
  });
});

test('another program can check our access tokens by the public keys alone', async () => {
  const server = createServer(studio.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const keys = createRemoteJWKSet(new URL(`http://127.0.0.1:${port}/.well-known/jwks.json`));
  const token = headers.Authorization.slice('Bearer '.length);
  const { payload, protectedHeader } = await jwtVerify(token, keys, { audience: 'promptly-api' });
  expect([protectedHeader.alg, payload.iss]).toEqual(['RS256', 'promptly-studio']);
  const answer = await studio.agent.get('/.well-known/jwks.json');
  expect(answer.text).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
  server.closeAllConnections();
  server.close();
});

test('the document and its page are served', async () => {
  const document = await studio.agent.get('/api/v1/openapi.json');
  expect(document.body).toMatchObject({ openapi: '3.1.0' });
  const page = await studio.agent.get('/docs');
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-/,
  );
});
