import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';

import { startStubServer, type StubServer } from '../../testing/oauth/stub-server.ts';
import { createOutbound, type Outbound } from '../outbound/outbound-fetch.ts';
import { callProvider, httpsUrl, requestTokens, toProviderError } from './provider-calls.ts';

let host: StubServer;
let outbound: Outbound;

beforeAll(async () => {
  host = await startStubServer(({ path }) =>
    path === '/hangs' ? new Promise<never>(() => undefined) : { json: { name: 'Ada' } },
  );
  outbound = createOutbound({ allowHosts: ['127.0.0.1'] });
});
afterAll(async () => {
  await outbound.close();
  await host.close();
});

const schema = z.object({ name: z.string() });

test('an answer is read by its schema', async () => {
  expect(await callProvider(outbound, host.url, schema)).toEqual({ name: 'Ada' });
  const other = callProvider(outbound, host.url, z.object({ id: z.string() }));
  await expect(other).rejects.toMatchObject({ code: 'refused' });
});

test('a host that never answers is given up', async () => {
  const call = callProvider(outbound, `${host.url}/hangs`, schema, { timeoutMs: 200 });
  await expect(call).rejects.toMatchObject({ code: 'unreachable' });
});

test('a host of the inner network that nobody named is not called', async () => {
  const guarded = createOutbound({ allowHosts: [] });
  const before = host.requests.length;
  await expect(callProvider(guarded, host.url, schema)).rejects.toMatchObject({
    code: 'unreachable',
  });
  expect(host.requests.length).toBe(before);
  await guarded.close();
});

test('tokens are asked for in a form, and their scopes read whatever stands between them', async () => {
  const answers = await startStubServer(() => ({
    json: { access_token: 'a', expires_in: '60', scope: 'one,two three' },
  }));
  const tokens = await requestTokens(outbound, answers.url, { code: 'a b' });
  expect(tokens).toEqual({
    ...{ accessToken: 'a', refreshToken: null, expiresInSeconds: 60 },
    scopes: ['one', 'two', 'three'],
  });
  expect(answers.requests[0]?.text).toBe('code=a+b');
  await answers.close();
});

test('an error that nobody foresaw is a refusal, and says nothing of itself', () => {
  const error = toProviderError(new Error('at 10.0.0.1 with the secret s3cret'));
  expect(error.code).toBe('refused');
  expect(error.message).not.toMatch(/10\.0\.0\.1|s3cret/);
});

test.each([
  ['https://img.example/a.png', 'https://img.example/a.png'],
  ['http://img.example/a.png', null],
  ['javascript:alert(1)', null],
  ['', null],
  [undefined, null],
])('the picture %j is kept as %j', (given, kept) => {
  expect(httpsUrl(given)).toBe(kept);
});
