import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { newId } from '@promptly/common';

import { errorOf } from '../testing/answers.ts';
import { componentBody } from '../testing/library.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

/** Texts that some layer between here and the disk cannot hold, or reads as something else. */
const HOSTILE = {
  'a NUL': 'a\u0000b',
  'half a surrogate pair': 'a\ud83d',
  'a line break and a header': 'a\r\nSet-Cookie: x=1',
  'a quote and SQL': `'; drop table ps_users; --`,
  'a turned line of text': 'a\u202etxt.exe',
  'the name of a prototype': '__proto__',
  'a very long text': 'x'.repeat(200_000),
};

const BODIES: [string, string, Record<string, unknown>][] = [
  ['POST', '/auth/signup', { email: 'x@example.org', password: 'long enough it is', name: 'X' }],
  ['POST', '/auth/login', { email: 'x@example.org', password: 'long enough it is' }],
  ['POST', '/auth/refresh', { refreshToken: 'x' }],
  ['POST', '/auth/logout', { refreshToken: 'x' }],
  ['PATCH', '/auth/me', { name: 'X', avatarUrl: 'https://example.org/x.png' }],
  ['POST', '/auth/password', { currentPassword: 'x', newPassword: 'long enough it is' }],
  ['POST', '/auth/password-reset', { email: 'x@example.org' }],
  ['POST', '/auth/password-reset/confirm', { token: 'x', newPassword: 'long enough it is' }],
  ['POST', '/auth/email-verification/confirm', { token: 'x' }],
  [
    'POST',
    '/auth/api-keys',
    { orgId: ':orgId', name: 'X', scopes: ['read'], expiresAt: '2100-01-01T00:00:00Z' },
  ],
  ['POST', '/orgs', { name: 'X' }],
  ['PATCH', '/orgs/:orgId', { name: 'X' }],
  ['PATCH', '/orgs/:orgId/members/:userId', { role: 'viewer' }],
  ['POST', '/orgs/:orgId/transfer', { userId: 'x' }],
  ['POST', '/orgs/:orgId/invite', { email: 'x@example.org', role: 'viewer' }],
  ['POST', '/orgs/:orgId/members', { token: 'x' }],
  ['POST', '/orgs/:orgId/projects', { name: 'X', type: 'prompt' }],
  ['POST', '/orgs/:orgId/projects', { name: 'X', templateId: 'x' }],
  ['POST', '/orgs/:orgId/components', { ...componentBody() }],
  ['POST', '/orgs/:orgId/templates', { name: 'X', description: 'Y', tags: [], snapshotId: 'x' }],
  ['POST', '/orgs/:orgId/snippets', { name: 'X', description: 'Y', kind: 'ui', code: 'x' }],
  ['PATCH', '/projects/:projectId', { name: 'X' }],
  ['PUT', '/projects/:projectId/files/content', { path: 'x', base64Content: 'YQ==', sha: 'x' }],
  ['DELETE', '/projects/:projectId/files', { path: 'x' }],
  ['POST', '/projects/:projectId/files/rename', { from: 'README.md', to: 'x' }],
  [
    'POST',
    '/projects/:projectId/files/batch',
    { changes: [{ op: 'delete', path: 'x', sha: null }], message: 'x' },
  ],
  ['POST', '/projects/:projectId/duplicate', { name: 'X' }],
  ['POST', '/projects/:projectId/files/snapshot', { name: 'X', description: 'Y' }],
  ['POST', '/projects/:projectId/codegen', { promptText: 'x', model: 'local' }],
  ['POST', '/projects/:projectId/exports', { format: 'zip', revisionId: 'x' }],
  [
    'POST',
    '/projects/:projectId/github/push',
    { repository: 'octo/shop', branch: 'main', message: 'X' },
  ],
];

const QUERIES: [string, string][] = [
  ['/auth/api-keys', 'orgId'],
  ['/auth/sessions', 'cursor'],
  ['/orgs/:orgId/members', 'cursor'],
  ['/orgs/:orgId/invitations', 'cursor'],
  ['/orgs/:orgId/audit', 'cursor'],
  ['/orgs/:orgId/audit', 'action'],
  ['/orgs/:orgId/audit', 'userId'],
  ['/orgs/:orgId/audit', 'entityType'],
  ['/orgs/:orgId/audit', 'entityId'],
  ['/orgs/:orgId/audit', 'from'],
  ['/orgs/:orgId/audit/csv', 'to'],
  ['/orgs/:orgId/projects', 'cursor'],
  ['/orgs/:orgId/projects', 'limit'],
  ['/orgs/:orgId/components', 'q'],
  ['/orgs/:orgId/components', 'tags'],
  ['/orgs/:orgId/components', 'deprecated'],
  ['/orgs/:orgId/components', 'cursor'],
  ['/orgs/:orgId/templates', 'q'],
  ['/orgs/:orgId/templates', 'visibility'],
  ['/orgs/:orgId/snippets', 'q'],
  ['/orgs/:orgId/snippets', 'kind'],
  ['/projects/:projectId/files', 'path'],
  ['/projects/:projectId/files', 'cursor'],
  ['/projects/:projectId/files', 'revisionId'],
  ['/projects/:projectId/files/content', 'path'],
  ['/projects/:projectId/files/raw', 'path'],
  ['/projects/:projectId/files/tree', 'path'],
  ['/projects/:projectId/files/search', 'q'],
  ['/projects/:projectId/files/search', 'include'],
  ['/projects/:projectId/revisions', 'cursor'],
  ['/projects/:projectId/revisions', 'kind'],
  ['/projects/:projectId/snapshots', 'cursor'],
  ['/projects/:projectId/codegen', 'cursor'],
  ['/projects/:projectId/preview', 'revisionId'],
  ['/exports/:exportId/download', 'expires'],
  ['/exports/:exportId/download', 'signature'],
  ['/stream/codegen/:jobId', 'lastEventId'],
];

let studio: TestApp;
let headers: { Authorization: string };
let ids: Record<string, string>;

beforeAll(async () => {
  studio = await createTestApp();
  const org = await studio.factories.buildOrg();
  const project = await studio.factories.buildProject({ org });
  headers = await studio.bearer(org.ownerUserId);
  ids = {
    ...{ orgId: org.id, projectId: project.id },
    ...{ jobId: newId('codegenJob'), exportId: newId('export'), userId: newId('user') },
  };
});
afterAll(() => studio.dispose());

const addressOf = (path: string) =>
  `/api/v1${path.replace(/:(\w+)/g, (_match, name: string) => ids[name] ?? name)}`;

const withIds = (body: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(body).map(([field, value]) => [field, value === ':orgId' ? ids.orgId : value]),
  );

describe.each(Object.entries(HOSTILE))('%s', (_name, text) => {
  const fields = BODIES.flatMap(([method, path, body]) =>
    Object.keys(body).map((field) => [method, path, field, { ...body, [field]: text }] as const),
  );

  test.each(fields)(
    'in %s %s as %s is taken or refused clearly',
    async (method, path, _f, body) => {
      const answer = await studio.agent[method.toLowerCase() as 'post'](addressOf(path))
        .set(headers)
        .send(withIds(body));
      expectClear(answer);
    },
  );

  test.each(QUERIES)('in the query of %s as %s is taken or refused clearly', async (path, name) => {
    if (text.length > 10_000) return;
    const answer = await studio.agent
      .get(
        `${addressOf(path)}?${name}=${encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))}`,
      )
      .set(headers);
    expectClear(answer);
  });

  test('in the keys of an object and in headers is taken or refused clearly', async () => {
    const keyed = await studio.agent
      .post('/api/v1/orgs')
      .set(headers)
      .send(`{"name":"X",${JSON.stringify(text)}:1,"__proto__":{"isOperator":true}}`)
      .type('application/json');
    expectClear(keyed);
  });
});

test.each(['99999999999', '-1', '1e308', '1.5', 'NaN'])(
  'a job is not followed from event %s on, and nothing breaks',
  async (seq) => {
    const started = await studio.agent
      .post(addressOf('/projects/:projectId/codegen'))
      .set(headers)
      .send({ promptText: 'todo' });
    const { jobId } = started.body as { jobId: string };
    await studio.agent.post(`/api/v1/codegen/jobs/${jobId}/cancel`).set(headers).expect(200);
    const address = `/api/v1/stream/codegen/${jobId}`;
    const asked = await studio.agent.get(`${address}?lastEventId=${seq}`).set(headers);
    expect([asked.status, errorOf(asked).code]).toEqual([422, 'validation_failed']);
    // What is no number in the header is as good as none: all events are sent.
    const all = await studio.agent.get(address).set({ ...headers, 'Last-Event-ID': seq });
    expect([all.status, all.text.includes('event: done')]).toEqual([200, true]);
  },
);

function expectClear(answer: { status: number; body: unknown; headers: object }): void {
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers).not.toHaveProperty('set-cookie', expect.arrayContaining(['x=1']));
  if (answer.status >= 400) expect(errorOf(answer).message).not.toBe('');
}
