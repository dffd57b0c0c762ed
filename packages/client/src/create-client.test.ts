import { afterEach, describe, expect, jest, test } from '@jest/globals';

import { createClient } from './create-client.ts';
import { ApiError, NetworkError } from './errors.ts';
import { type LocalServer, sendError, sendJson, startLocalServer } from './test/local-server.ts';

const PROJECT = { params: { path: { projectId: 'prj_1' } } };
let server: LocalServer;

afterEach(() => server.close());

test('an answer without a body is one, also where the browser has an empty stream for it', async () => {
  server = await startLocalServer((_request, response) => response.writeHead(204).end());
  const client = createClient({
    baseUrl: server.url,
    fetch: async (request) =>
      Object.defineProperty(await fetch(request), 'body', { value: new ReadableStream() }),
  });
  await expect(client.post('/api/v1/auth/logout', { body: {} })).resolves.toBeUndefined();
});

test('a call gives the data of the answer', async () => {
  server = await startLocalServer((_request, response) => sendJson(response, 200, { id: 'prj_1' }));
  const client = createClient({ baseUrl: server.url, headers: { 'x-promptly-client': 'test' } });

  const project = await client.get('/api/v1/projects/{projectId}', PROJECT);

  expect(project.id).toBe('prj_1');
  expect(server.requests[0]).toMatchObject({
    url: '/api/v1/projects/prj_1',
    headers: { 'x-promptly-client': 'test' },
  });
});

describe('a refusal', () => {
  test('is thrown with its code, details and request id', async () => {
    server = await startLocalServer((_request, response) => {
      response.setHeader('x-request-id', 'req-7');
      response.setHeader('retry-after', '3');
      sendError(response, 429, 'rate_limited');
    });
    const call = createClient({ baseUrl: server.url }).get('/api/v1/projects/{projectId}', PROJECT);

    await expect(call).rejects.toMatchObject({
      name: 'ApiError',
      status: 429,
      code: 'rate_limited',
      details: { hint: 'x' },
      requestId: 'req-7',
      retryAfterMs: 3000,
    });
  });

  test.each([
    [502, 'unavailable'],
    [404, 'not_found'],
    [500, 'internal'],
  ])('in a form that is not ours is told by its status %d', async (status, code) => {
    server = await startLocalServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    });
    const call = createClient({ baseUrl: server.url }).get('/api/v1/projects/{projectId}', PROJECT);

    await expect(call).rejects.toMatchObject({ name: 'ApiError', status, code });
  });

  test('a server that cannot be reached is another kind of error', async () => {
    server = await startLocalServer(() => undefined);
    await server.close();
    const call = createClient({ baseUrl: server.url }).get('/api/v1/projects/{projectId}', PROJECT);

    await expect(call).rejects.toBeInstanceOf(NetworkError);
  });

  test('so is a connection that breaks amid the answer', async () => {
    server = await startLocalServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":"prj_1","na', () => response.destroy());
    });
    const call = createClient({ baseUrl: server.url }).get('/api/v1/projects/{projectId}', PROJECT);

    await expect(call).rejects.toBeInstanceOf(NetworkError);
  });
});

describe('an access token that has run out', () => {
  const startExpiring = () =>
    startLocalServer((request, response) => {
      if (request.headers.authorization === 'Bearer new') return sendJson(response, 200, {});
      sendError(response, 401, 'token_expired');
    });

  test('is renewed once for all requests that need it, and each is repeated whole', async () => {
    server = await startExpiring();
    let token = 'old';
    let renewals = 0;
    const client = createClient({
      baseUrl: server.url,
      getAccessToken: () => token,
      refresh: async () => {
        renewals += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return (token = 'new');
      },
    });
    const names = ['a', 'b', 'c', 'd'];

    await Promise.all(
      names.map((name) =>
        client.patch('/api/v1/projects/{projectId}', { ...PROJECT, body: { name } }),
      ),
    );

    expect(renewals).toBe(1);
    const accepted = server.requests.filter((r) => r.headers.authorization === 'Bearer new');
    expect(accepted.map((r) => (JSON.parse(r.body) as { name: string }).name).sort()).toEqual(
      names,
    );
  });

  test('leaves nothing of the refusal to hold its connection', async () => {
    server = await startExpiring();
    const cancel = jest.fn<() => void>();
    const client = createClient({
      baseUrl: server.url,
      getAccessToken: () => 'old',
      refresh: () => Promise.resolve('new'),
      fetch: async (request) => {
        const response = await fetch(request);
        if (response.status !== 401) return response;
        return new Response(new ReadableStream({ cancel }), response);
      },
    });

    await client.get('/api/v1/projects/{projectId}', PROJECT);

    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test('that cannot be renewed ends the session with the refusal', async () => {
    server = await startExpiring();
    let ended = 0;
    const client = createClient({
      baseUrl: server.url,
      getAccessToken: () => 'old',
      refresh: () => Promise.resolve(null),
      onUnauthorized: () => (ended += 1),
    });

    await expect(client.get('/api/v1/projects/{projectId}', PROJECT)).rejects.toBeInstanceOf(
      ApiError,
    );
    expect(ended).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  test('a wrong password is no reason to renew anything', async () => {
    server = await startLocalServer((_request, response) =>
      sendError(response, 401, 'invalid_credentials'),
    );
    let renewals = 0;
    const client = createClient({
      baseUrl: server.url,
      getAccessToken: () => 'old',
      refresh: () => Promise.resolve(String((renewals += 1))),
    });

    await expect(
      client.post('/api/v1/auth/login', { body: { email: 'a@example.org', password: 'x' } }),
    ).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(renewals).toBe(0);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });
});
