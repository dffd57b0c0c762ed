import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { CreatedApiKey, CreatedInvitation, Org, Project, Session } from '@promptly/common';

import { auditLogs } from '../db/schema/index.ts';
import { recordTransactions, type Statements } from '../testing/statements.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { workAsToy } from './codegen/testing/work-as-toy.ts';

const password = 'a long enough password';

let studio: TestApp;
let committed: Statements[];

beforeAll(async () => {
  studio = await createTestApp();
  committed = recordTransactions(studio.container.pools.query);
});
afterAll(() => studio.dispose());

async function call<T>(
  method: 'post' | 'patch' | 'put' | 'delete',
  path: string,
  { as, body = {} }: { as?: Session; body?: object } = {},
): Promise<T> {
  const headers = as ? { Authorization: `Bearer ${as.accessToken}` } : {};
  const answer = await studio.agent[method](`/api/v1${path}`).set(headers).send(body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
  return answer.body as T;
}

const signup = (email: string) =>
  call<Session>('post', '/auth/signup', { body: { email, password, name: 'Ada' } });

/** Once through what is written into the log. */
async function doEverything(): Promise<void> {
  const as = await signup('ada@example.com');
  const guest = await signup('guest@example.com');
  const login = () =>
    call<Session>('post', '/auth/login', { body: { email: 'guest@example.com', password } });
  const other = await login();
  await call('post', '/auth/logout', { body: { refreshToken: other.refreshToken } });
  await call('patch', '/auth/me', { as, body: { name: 'Ada L.' } });

  const { id: orgId } = await call<Org>('post', '/orgs', { as, body: { name: 'Shop' } });
  await call('patch', `/orgs/${orgId}`, { as, body: { name: 'Shops' } });
  const keyBody = { orgId, name: 'CI', scopes: ['read'] };
  const key = await call<CreatedApiKey>('post', '/auth/api-keys', { as, body: keyBody });
  await call('delete', `/auth/api-keys/${key.id}`, { as });
  const invite = () =>
    call<CreatedInvitation>('post', `/orgs/${orgId}/invite`, {
      as,
      body: { email: 'guest@example.com', role: 'editor' },
    });
  const { id } = await invite();
  await call('delete', `/orgs/${orgId}/invitations/${id}`, { as });
  const { token } = await invite();
  await call('post', `/orgs/${orgId}/members`, { as: guest, body: { token } });
  const member = `/orgs/${orgId}/members/${guest.user.id}`;
  await call('patch', member, { as, body: { role: 'admin' } });
  await call('delete', member, { as });

  const projectBody = { name: 'Till', type: 'prompt' };
  const project = await call<Project>('post', `/orgs/${orgId}/projects`, { as, body: projectBody });
  const at = `/projects/${project.id}`;
  await call('patch', at, { as, body: { name: 'Tills' } });
  const file = { path: 'a.txt', sha: null, base64Content: '' };
  await call('put', `${at}/files/content`, { as, body: file });
  await call('post', `${at}/files/snapshot`, { as, body: { name: 'First' } });
  await call('post', `${at}/exports`, { as, body: { format: 'zip' } });
  const prompt = { promptText: 'A dashboard', framework: 'react-tailwind' };
  const ask = () => call<{ jobId: string }>('post', `${at}/codegen`, { as, body: prompt });
  await call('post', `/codegen/jobs/${(await ask()).jobId}/cancel`, { as });
  await workAsToy(studio.container, (await ask()).jobId);
  await call('delete', at, { as });

  const change = { currentPassword: password, newPassword: `${password}!` };
  await call('post', '/auth/password', { as, body: change });
}

const ACTIONS = `api_key.created api_key.revoked auth.login auth.logout auth.password_changed codegen.canceled
  codegen.created codegen.succeeded export.created files.saved invitation.created invitation.revoked
  member.joined member.removed member.role_changed org.created org.updated project.created project.deleted
  project.updated revision.applied snapshot.created user.signed_up user.updated`;

test('a transaction writes into the audit log at its very end, whatever it is about', async () => {
  await doEverything();
  const actions = await studio.container.db
    .selectDistinct({ of: auditLogs.action })
    .from(auditLogs);
  expect(actions.map(({ of }) => of).sort()).toEqual(ACTIONS.split(/\s+/));
  const audited = committed.filter((statements) => statements.some(isAudit));
  expect(audited.length).toBeGreaterThan(25);
  for (const statements of audited) {
    const after = statements.slice(statements.findIndex(isAudit));
    expect(after.filter((text) => !isAudit(text) && !isEnd(text))).toEqual([]);
  }
});

function isAudit(statement: string): boolean {
  return statement.startsWith('insert into "ps_audit_logs"');
}

/** Gives a role or a savepoint back. */
function isEnd(statement: string): boolean {
  return /^(select set_config\('role'|release savepoint)/.test(statement);
}
