import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ErrorBody, Session } from '@promptly/common';

import { request, signUp } from '../support/account.ts';
import { type Program, startProgram } from '../support/program.ts';

const TABS = 50;

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program.stop());

const refresh = (refreshToken: string) =>
  request<Session & ErrorBody>(program.url, 'POST', '/auth/refresh', { refreshToken });
const me = (accessToken: string) =>
  request(program.url, 'GET', '/auth/me', undefined, { authorization: `Bearer ${accessToken}` });

test('fifty refreshes at once are one step of the session, and each of their answers works', async () => {
  const { session } = await signUp(program.url);
  const answers = await Promise.all(
    Array.from({ length: TABS }, () => refresh(session.refreshToken)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(TABS).fill(200));
  const [next = '', ...others] = new Set(answers.map(({ body }) => body.refreshToken));
  expect([next === session.refreshToken, others]).toEqual([false, []]);
  const uses = await Promise.all(answers.map(({ body }) => me(body.accessToken)));
  expect(uses.map(({ status }) => status)).toEqual(Array(TABS).fill(200));
  // After a second step, the first token would be too old, and would end the session.
  expect((await refresh(session.refreshToken)).body.refreshToken).toBe(next);
});

test('a refresh whose answer was lost is answered with the same token again', async () => {
  const { session } = await signUp(program.url);
  const lost = await refresh(session.refreshToken);
  const again = await refresh(session.refreshToken);
  expect(again.status).toBe(200);
  expect(again.body.refreshToken).toBe(lost.body.refreshToken);
});

test('an older token that comes back ends the session for whoever has the newest', async () => {
  const { session } = await signUp(program.url);
  const second = (await refresh(session.refreshToken)).body.refreshToken;
  const third = (await refresh(second)).body.refreshToken;
  const replayed = await refresh(session.refreshToken);
  expect([replayed.status, replayed.body.error.code]).toEqual([401, 'refresh_token_reused']);
  for (const token of [second, third]) {
    const refused = await refresh(token);
    expect([refused.status, refused.body.error.code]).toEqual([401, 'unauthenticated']);
  }
});
