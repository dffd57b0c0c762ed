import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { API_BASE, apiRoutes } from '../routes/index.ts';
import { refusalOf } from '../testing/answers.ts';
import { createAccessWorld, type AccessWorld } from '../testing/access/world.ts';
import { createPerson } from '../testing/org-people.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

/** What every route owes to HTTP, whatever it does. */
let studio: TestApp;
let world: AccessWorld;
let headers: { Authorization: string };
/** Whose calls change nothing of the world. */
let stranger: { Authorization: string };

beforeAll(async () => {
  studio = await createTestApp({
    env: { CORS_ORIGINS: 'https://app.example.org', RATE_LIMIT_PER_MINUTE: '100000' },
  });
  world = await createAccessWorld(studio);
  headers = world.people.owner.headers;
  stranger = (await createPerson(studio)).headers;
});
afterAll(() => studio.dispose());

const paths = [...new Set(apiRoutes.map(({ path }) => path))];
const addressOf = (path: string) =>
  API_BASE + path.replace(/:(\w+)/g, (_match, name: string) => idOf(name));
const idOf = (name: string) => (world.ids as Record<string, string>)[name] ?? 'none';
const methodsOf = (path: string) =>
  apiRoutes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());

describe('a path', () => {
  test.each(paths)(
    '%s refuses methods that it does not have, and says which it has',
    async (path) => {
      const methods = methodsOf(path);
      for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
        if (methods.includes(method.toUpperCase())) continue;
        const answer = await studio.agent[method](addressOf(path)).set(stranger);
        expect(refusalOf(answer)).toEqual([405, 'method_not_allowed']);
        expect(answer.headers.allow).toBe(methods.join(', '));
      }
    },
  );
});

describe.each(
  apiRoutes.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const),
)('%s', (_name, route) => {
  const ask = () => studio.agent[route.method](addressOf(route.path));

  test('says what is left of the caller’s limit, and is never a page', async () => {
    const answer = await ask().set(stranger);
    for (const name of ['limit', 'remaining', 'reset']) {
      expect(answer.headers[`ratelimit-${name}`]).toMatch(/^\d+$/);
    }
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect(answer.headers['x-frame-options']).toBe('DENY');
    expect(answer.headers['referrer-policy']).toBe('same-origin');
    expect(answer.headers['x-powered-by']).toBeUndefined();
    expect(answer.headers['x-request-id']).toBeDefined();
  });

  test('lets scripts of listed origins read the answer, and no others', async () => {
    const listed = await ask().set(stranger).set('Origin', 'https://app.example.org');
    expect(listed.headers['access-control-allow-origin']).toBe('https://app.example.org');
    expect(listed.headers['access-control-allow-credentials']).toBeUndefined();
    const exposed = String(listed.headers['access-control-expose-headers']);
    for (const name of ['ETag', 'RateLimit-Reset', 'Retry-After']) expect(exposed).toContain(name);
    const other = await ask().set(stranger).set('Origin', 'https://evil.example.org');
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('refuses who takes nothing of what it answers', async () => {
    const answer = await ask().set(stranger).set('Accept', 'image/png');
    // Bytes of any type may be a picture.
    if (route.success.contentType === '*/*') expect(answer.status).not.toBe(406);
    else expect(refusalOf(answer)).toEqual([406, 'not_acceptable']);
  });

  if (!route.body) return;
  test('refuses a body of another type', async () => {
    const answer = await ask().set(stranger).type('text/plain').send('{}');
    expect(refusalOf(answer)).toEqual([415, 'unsupported_media_type']);
  });
});

const readable = [
  '/auth/me',
  '/orgs',
  '/orgs/:orgId',
  '/orgs/:orgId/projects',
  '/projects/:projectId',
];

describe.each(readable)('GET %s', (path) => {
  const get = () => studio.agent.get(addressOf(path)).set(headers);

  test('has an ETag, by which a reader who has the same is told so', async () => {
    const { headers: first } = await get();
    expect(first['cache-control']).toBe('private, no-cache');
    const again = await get().set('If-None-Match', String(first.etag));
    expect([again.status, again.text]).toEqual([304, '']);
    const changed = await get().set('If-None-Match', 'W/"other"');
    expect([changed.status, changed.headers.etag]).toEqual([200, first.etag]);
  });

  test('answers HEAD with the same headers and no body', async () => {
    const [full, head] = [await get(), await studio.agent.head(addressOf(path)).set(headers)];
    expect([head.status, head.text ?? '']).toEqual([200, '']);
    for (const name of ['etag', 'content-type'])
      expect(head.headers[name]).toBe(full.headers[name]);
  });
});

test('what fails and what is done is kept by nobody, whatever it was to be', async () => {
  const file = `${addressOf('/projects/:projectId/files/content')}?path=README.md`;
  const { blobs } = studio.container;
  const lost = jest.spyOn(blobs, 'get').mockRejectedValue(new Error('The disk is gone.'));
  const answers = [
    await studio.agent.get(addressOf('/projects/:projectId')),
    await studio.agent.get(`${API_BASE}/nothing`).set(headers),
    await studio.agent.get(file).set(headers),
    await studio.agent.post(`${API_BASE}/orgs`).set(headers).send({ name: 'Kept by nobody' }),
  ];
  lost.mockRestore();
  expect(answers.map(({ status }) => status)).toEqual([401, 404, 500, 201]);
  for (const { headers: sent } of answers) {
    expect(sent).toMatchObject({ 'cache-control': 'no-store' });
    expect(sent).not.toHaveProperty('etag');
  }
  expect((await studio.agent.get(file).set(headers)).headers).toHaveProperty('etag');
});

test('an ETag is another one after a change', async () => {
  const address = addressOf('/projects/:projectId');
  const before = await studio.agent.get(address).set(headers);
  await studio.agent.patch(address).set(headers).send({ name: 'Renamed' }).expect(200);
  const after = await studio.agent
    .get(address)
    .set(headers)
    .set('If-None-Match', String(before.headers.etag));
  expect(after.status).toBe(200);
  expect((after.body as { name: string }).name).toBe('Renamed');
});

test('the head of a stream is not asked for: it would come when the stream is over', async () => {
  const jobId = await world.newJob();
  const answer = await studio.agent.head(`${API_BASE}/stream/codegen/${jobId}`).set(headers);
  expect(answer.status).toBe(405);
});

test.each(['gzip', 'br'])('a long answer is packed as %s for who takes that', async (encoding) => {
  const { factories } = studio;
  const org = await factories.buildOrg({ ownerUserId: world.people.owner.userId });
  for (let n = 0; n < 10; n += 1) await factories.buildProject({ org });
  const answer = await studio.agent
    .get(`${API_BASE}/orgs/${org.id}/projects`)
    .set({ ...headers, 'Accept-Encoding': encoding });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers.vary).toContain('Accept-Encoding');
});
