import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CreatedApiKey } from '@promptly/common';

import { request, signUp } from '../support/account.ts';
import { type Program, startProgram } from '../support/program.ts';

const root = path.resolve(import.meta.dirname, '../..');

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program.stop());

/** What the operator is shown, who has no mail server. */
async function outbox(): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'operator', 'outbox'], {
    cwd: root,
    env: {
      ...process.env,
      ...{ NODE_OPTIONS: '', DATA_DIR: program.dataDir, PORT: String(program.port) },
    },
  });
  return stdout;
}

const linkIn = (mails: string, page: string) =>
  new RegExp(`http://127\\.0\\.0\\.1:${program.port}/${page}#token=([\\w-]+)`).exec(mails)?.[1];

test('a forgotten password is set anew by a link that the operator finds beside the running program', async () => {
  const { email } = (await signUp(program.url)).session.user;
  const ask = (address: string) =>
    request(program.url, 'POST', '/auth/password-reset', { email: address });
  expect((await ask(email)).status).toBe(202);
  expect((await ask('nobody@example.org')).status).toBe(202);

  const mails = await outbox();
  expect(mails).not.toContain('nobody@example.org');
  expect(linkIn(mails, 'verify-email')).toBeDefined();
  const token = linkIn(mails, 'reset-password');
  const newPassword = 'a new battery for the horse';
  const set = () =>
    request(program.url, 'POST', '/auth/password-reset/confirm', { token, newPassword });
  expect([(await set()).status, (await set()).status]).toEqual([204, 410]);
  const login = { email, password: newPassword };
  expect((await request(program.url, 'POST', '/auth/login', login)).status).toBe(200);
});

test('a program works with an API key until that is revoked', async () => {
  const account = await signUp(program.url);
  const wanted = { orgId: account.orgId, name: 'CI', scopes: ['read', 'write'] };
  const made = await account.call<CreatedApiKey>('POST', '/auth/api-keys', wanted);
  const { id, secret } = made.body;
  const use = (method: string, address: string, body?: object) =>
    request(program.url, method, address, body, { authorization: `Bearer ${secret}` });
  const projects = `/orgs/${account.orgId}/projects`;
  expect((await use('POST', projects, { name: 'By a program', type: 'prompt' })).status).toBe(201);
  expect((await use('POST', '/auth/api-keys', wanted)).status).toBe(403);
  expect((await account.call('DELETE', `/auth/api-keys/${id}`)).status).toBe(204);
  expect((await use('GET', projects)).status).toBe(401);
});
