import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { SCOPES, type Scope } from '@promptly/common';

import { opens } from '../../policies/permissions.ts';
import { workAsToy } from '../../services/codegen/testing/work-as-toy.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { TOOLS } from './mcp-server.ts';

let studio: TestApp;
let server: Server;
let project: ProjectClient;
const clients: Client[] = [];

beforeAll(async () => {
  studio = await createTestApp();
  server = createServer(studio.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(async () => {
  project = await createProjectClient(studio);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await studio.dispose();
});

/** The protocol's own client, with a key of the project's organization. */
async function connect(scopes: readonly Scope[] = SCOPES): Promise<Client> {
  const key = await studio.factories.buildApiKey(project.orgId, [...scopes]);
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
  const requestInit = { headers: { Authorization: `Bearer ${key}` } };
  const client = new Client({ name: 'test', version: '1.0.0' });
  // The library's own types do not agree on optional fields.
  const transport = new StreamableHTTPClientTransport(url, { requestInit });
  await client.connect(transport);
  clients.push(client);
  return client;
}

interface Result {
  isError?: boolean;
  structuredContent?: Record<string, unknown>;
  content: { type: string; text: string }[];
}

const call = async (client: Client, name: string, input: object = {}) =>
  (await client.callTool({ name, arguments: { ...input } })) as Result;

test('a key sees the tools of its scopes, and calls no other', async () => {
  const names = (scope: Scope) =>
    TOOLS.filter((tool) => opens([scope], tool.needs)).map(({ name }) => name);
  for (const scope of SCOPES) {
    const seen = (await (await connect([scope])).listTools()).tools.map(({ name }) => name);
    expect([scope, seen]).toEqual([scope, names(scope)]);
  }
  const reader = await connect(['read']);
  const refused = await call(reader, 'create_project', { name: 'New' });
  expect([refused.isError, refused.structuredContent]).toMatchObject([
    true,
    { error: { code: 'forbidden', message: 'This key lacks the scope write.' } },
  ]);
  const all = await connect();
  expect((await all.listTools()).tools).toHaveLength(TOOLS.length);
});

test('a key that opens no tool is told that there are none', async () => {
  const client = await connect([]);
  expect((await client.listTools()).tools).toEqual([]);
});

test('a key for generation or exports alone follows what it started', async () => {
  const { projectId } = project;
  const generator = await connect(['codegen']);
  const started = await call(generator, 'generate_app', { projectId, prompt: 'a shop' });
  const { jobId } = started.structuredContent as { jobId: string };
  const followed = await call(generator, 'follow_job', { jobId, timeoutSeconds: 0 });
  expect(followed.structuredContent).toMatchObject({ id: jobId, status: 'queued' });

  const exporter = await connect(['exports']);
  const asked = await call(exporter, 'export_project', { projectId });
  const { exportId } = asked.structuredContent as { exportId: string };
  await studio.container.services.exports.run(exportId);
  const exported = await call(exporter, 'get_export', { exportId });
  expect(exported.structuredContent).toMatchObject({ status: 'succeeded' });
  const { downloadUrl } = exported.structuredContent as { downloadUrl: string };
  const { pathname, search } = new URL(downloadUrl);
  expect((await studio.agent.get(pathname + search)).status).toBe(200);
});

test('every tool says what it takes and whether it changes something', async () => {
  const { tools } = await (await connect()).listTools();
  for (const { name, description, inputSchema, annotations } of tools) {
    expect([name, inputSchema.type]).toEqual([name, 'object']);
    expect(description?.length).toBeGreaterThan(40);
    expect(typeof annotations?.readOnlyHint).toBe('boolean');
  }
});

test('an app is made, followed with its progress, read, changed and exported', async () => {
  const client = await connect();
  const made = await call(client, 'create_project', { name: 'By a model' });
  const { id: projectId } = made.structuredContent as { id: string };
  const { items } = (await call(client, 'list_projects')).structuredContent as {
    items: { id: string }[];
  };
  expect(items.map(({ id }) => id)).toContain(projectId);

  const started = await call(client, 'generate_app', { projectId, prompt: 'a shop for honey' });
  const { jobId } = started.structuredContent as { jobId: string };
  const told: string[] = [];
  const following = client.callTool({ name: 'follow_job', arguments: { jobId } }, undefined, {
    onprogress: ({ message }) => told.push(message ?? ''),
  });
  await workAsToy(studio.container, jobId);
  expect((await following).structuredContent).toMatchObject({ id: jobId, status: 'succeeded' });
  expect(told).toContain('job succeeded');

  const file = { projectId, path: 'README.md' };
  const read = (await call(client, 'read_file', file)).structuredContent as {
    sha: string;
    text: string;
  };
  const change = { ...file, content: `${read.text}\nMore.\n` };
  expect((await call(client, 'write_file', { ...change, sha: read.sha })).isError).toBeUndefined();
  const again = await call(client, 'write_file', { ...change, sha: read.sha });
  expect([again.isError, again.structuredContent]).toMatchObject([
    true,
    { error: { code: 'file_conflict', details: { currentSha: expect.any(String) } } },
  ]);

  const found = await call(client, 'search_files', { projectId, q: 'more' });
  expect(found.structuredContent).toMatchObject({ matches: [{ path: 'README.md' }], cut: null });

  const asked = await call(client, 'export_project', { projectId, format: 'tar' });
  const { exportId } = asked.structuredContent as { exportId: string };
  await studio.container.services.exports.run(exportId);
  const exported = await call(client, 'get_export', { exportId });
  expect(exported.structuredContent).toMatchObject({
    status: 'succeeded',
    downloadUrl: expect.stringContaining('/download?'),
  });
});

test.each([
  ['imports', ['imports', 'read']],
  ['write', ['write', 'read']],
] as const)('files are imported with %s in one revision, all or none', async (_name, scopes) => {
  const client = await connect(scopes);
  const { projectId } = project;
  const files = [
    { path: 'src/one.ts', content: 'export const honey = 1;\n' },
    { path: 'src/two.ts', content: 'export const bee = 2;\n' },
  ];
  const made = await call(client, 'import_files', { projectId, files });
  expect(made.structuredContent).toMatchObject({ files: [{ path: 'src/one.ts' }, {}] });
  const again = await call(client, 'import_files', {
    projectId,
    files: [{ path: 'src/three.ts', content: '' }, files[0]],
  });
  expect(again.structuredContent).toMatchObject({ error: { code: 'file_conflict' } });
  const none = await call(client, 'read_file', { projectId, path: 'src/three.ts' });
  expect(none.structuredContent).toMatchObject({ error: { code: 'not_found' } });
});

test('a job that does not end in time is told as it stands', async () => {
  const client = await connect();
  const { projectId } = project;
  const started = await call(client, 'generate_app', { projectId, prompt: 'a shop' });
  const { jobId } = started.structuredContent as { jobId: string };
  const waited = await call(client, 'follow_job', { jobId, timeoutSeconds: 0 });
  expect(waited.structuredContent).toMatchObject({ status: 'queued' });
  const canceled = await call(client, 'cancel_job', { jobId });
  expect(canceled.structuredContent).toMatchObject({ status: 'canceled' });
});

describe('a file that is read', () => {
  test('is text where it is text, also where a cut goes through a character', async () => {
    const client = await connect();
    const { projectId } = project;
    const long = 'é'.repeat(140_000);
    await project.save('long.txt', `x${long}`, null);
    const { structuredContent } = await call(client, 'read_file', { projectId, path: 'long.txt' });
    const { text, isCut } = structuredContent as { text: string; isCut: boolean };
    expect([isCut, text]).toEqual([true, `x${long.slice(0, 131_071)}`]);
  });

  test('is base64 where it is none', async () => {
    const client = await connect();
    const bytes = Buffer.from([0, 255, 200]);
    await project.save('logo.bin', bytes, null);
    const { projectId } = project;
    const { structuredContent } = await call(client, 'read_file', { projectId, path: 'logo.bin' });
    expect(structuredContent).toMatchObject({ base64: bytes.toString('base64'), isCut: false });
  });
});

describe('what is not to be had', () => {
  test("another organization's project is as unknown as one of nobody", async () => {
    const client = await connect();
    const other = await createProjectClient(studio);
    const files = [{ path: 'a.txt', content: 'x' }];
    const values = { prompt: 'x', path: 'README.md', content: 'x', sha: null, files, q: 'x' };
    for (const { name, input } of TOOLS.filter((tool) => 'projectId' in tool.input.shape)) {
      const taken = Object.entries(values).filter(([field]) => field in input.shape);
      const fields = { ...Object.fromEntries(taken), projectId: other.projectId };
      const answer = await call(client, name, fields);
      expect([name, answer.isError, answer.structuredContent]).toMatchObject([
        name,
        true,
        { error: { code: 'not_found' } },
      ]);
    }
  });

  test('what does not fit is refused as the API does, and says why', async () => {
    const answer = await call(await connect(), 'read_file', { projectId: 'nonsense', path: '' });
    expect([answer.isError, answer.structuredContent]).toMatchObject([
      true,
      {
        error: {
          code: 'validation_failed',
          message: expect.stringMatching(/^projectId: .* more\)$/),
          details: { issues: [{ in: 'arguments', path: 'projectId' }, { path: 'path' }] },
        },
      },
    ]);
    expect(JSON.parse(answer.content[0]?.text ?? '')).toEqual(answer.structuredContent);
  });

  test('a tool that is none is not found', async () => {
    const answer = await call(await connect(), 'make_coffee');
    expect(answer.structuredContent).toMatchObject({ error: { code: 'not_found' } });
  });

  test('a fault of ours is told without its reason', async () => {
    const client = await connect();
    await studio.container.db.execute('alter table ps_projects rename to ps_projects_away');
    try {
      const answer = await call(client, 'list_projects');
      expect(answer.structuredContent).toMatchObject({ error: { code: 'internal' } });
      expect(JSON.stringify(answer)).not.toMatch(/ps_projects|select|\.ts:/);
    } finally {
      await studio.container.db.execute('alter table ps_projects_away rename to ps_projects');
    }
  });
});

describe('the door', () => {
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  const accept = { Accept: 'application/json, text/event-stream' };
  const post = (headers: Record<string, string>, body: object = ping) =>
    studio.agent
      .post('/mcp')
      .set({ ...accept, ...headers })
      .send(body);
  const key = async () => ({
    Authorization: `Bearer ${await studio.factories.buildApiKey(project.orgId, ['read'])}`,
  });

  test('is open to a key, from our own addresses only', async () => {
    const headers = await key();
    expect((await post(headers)).status).toBe(200);
    expect((await post({ ...headers, Origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ ...headers, Host: 'evil.example' })).status).toBe(403);
  });

  test('lets a tool be called without a session', async () => {
    const params = { name: 'list_projects', arguments: {} };
    const answer = await post(await key(), { ...ping, method: 'tools/call', params });
    const { result } = answer.body as { result: Result };
    expect([answer.status, result.structuredContent]).toMatchObject([
      200,
      { items: [{ id: project.projectId }] },
    ]);
  });

  test('is closed to nobody, to nonsense and to the session of a user', async () => {
    expect((await post({})).status).toBe(401);
    expect((await post({ Authorization: 'Bearer nonsense' })).status).toBe(401);
    expect((await post(project.headers)).status).toBe(403);
  });

  test('takes messages of JSON-RPC and nothing else', async () => {
    const headers = await key();
    expect((await post(headers, { hello: 'world' })).status).toBe(422);
    expect((await post(headers, [ping])).status).toBe(422);
    expect((await studio.agent.get('/mcp').set(headers)).status).toBe(405);
    const unknown = await post(headers, { ...ping, method: 'nonsense' });
    expect(unknown.body).toMatchObject({ error: { code: -32601 } });
  });
});
