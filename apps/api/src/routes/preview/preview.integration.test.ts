import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import supertest from 'supertest';

import { newId, treeFromTexts, type BlankPreview, type Preview } from '@promptly/common';

import { createContainer, type Container } from '../../container.ts';
import { apiKeys, projects, sessions } from '../../db/schema/index.ts';
import { createPreviewOrigin, studioOrigins } from '../../preview-origin/preview-origin.ts';
import {
  createProjectClient,
  shaOf,
  type Answer,
  type ProjectClient,
} from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const MAIN = `import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './styles.css';
createRoot(document.getElementById('root')!).render(<App />);
`;
const PIXEL = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

let studio: TestApp;
let project: ProjectClient;
const servers: Server[] = [];
let origin: ReturnType<typeof supertest>;

beforeAll(async () => {
  // The time stands: addresses end with a day, and limits give back by the second.
  const now = new Date();
  studio = await createTestApp({ now: () => now });
  origin = await originOf(studio.container);
});
beforeEach(async () => {
  project = await createProjectClient(studio);
  await project.save('src/main.tsx', MAIN, null);
  await project.save('src/styles.css', `@import 'tailwindcss';`, null);
});
afterAll(async () => {
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  await studio.dispose();
});

async function originOf(
  { config, services, previewEngine, rateLimiter, log }: Container,
  {
    rateLimitPerMinute,
    trustProxy = false,
  }: { rateLimitPerMinute?: number; trustProxy?: false | number } = {},
) {
  const deps = {
    config: {
      http: { ...config.http, trustProxy },
      rateLimitPerMinute: rateLimitPerMinute ?? config.rateLimitPerMinute,
    },
    ...{
      rateLimiter,
      previews: services.previews,
      artifacts: services.artifacts,
      engine: previewEngine,
      log,
    },
  };
  const server = createServer(await createPreviewOrigin(deps)).listen(0);
  servers.push(server);
  return supertest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const openPreview = async (client = project, revisionId?: string) => {
  const query = revisionId === undefined ? '' : `?revisionId=${revisionId}`;
  const { status, body }: Answer = await client.get(`/preview${query}`);
  return { status, preview: body as Preview };
};
const fetchFrom = async (from: ReturnType<typeof supertest>, url: string) => {
  const answer: Answer & { text: string } = await from.get(new URL(url).pathname);
  return answer;
};
const fetched = (url: string) => fetchFrom(origin, url);
const saveApp = (code: string) =>
  project.files().then((files) => project.save('src/App.tsx', code, files['src/App.tsx']!));

describe('a preview', () => {
  test('of the head is a page with its script and styles, sandboxed and without a login', async () => {
    await saveApp('export const App = () => <h1 className="text-red-500">Muraho</h1>;');
    const { status, preview } = await openPreview();
    expect(status).toBe(200);
    expect(preview).toMatchObject({ revisionId: await project.head(), diagnostics: [] });
    const page = await fetched(preview.url);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/sandbox allow-scripts/);
    expect(page.headers['set-cookie']).toBeUndefined();
    const name = preview.scriptUrl.slice(preview.url.length);
    expect(page.text).toContain(name);
    const script = await fetched(preview.scriptUrl);
    expect(String(script.body) + (script.text ?? '')).toContain('Muraho');
    expect((await fetched(preview.styleUrl)).text).toContain('.text-red-500');
  });

  test('can wait for its app in a page that holds none, and finds the files of the candidate there', async () => {
    const { status, body }: Answer = await project.get('/preview/blank');
    expect(status).toBe(200);
    const { url } = body as BlankPreview;
    const page = await fetched(url);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/sandbox allow-scripts/);
    expect(page.text).toContain('"scriptUrl":null');

    const candidate = await studio.container.services.revisions.storeCandidate({
      ...{ orgId: project.orgId, projectId: project.projectId, jobId: newId('codegenJob') },
      ...{ round: 0, parentRevisionId: await project.head(), message: 'An app' },
      tree: treeFromTexts([
        ['src/main.tsx', `import logo from './logo.svg';\nconsole.log(logo);\n`],
        ['src/logo.svg', PIXEL.toString()],
      ]),
    });
    const { preview } = await openPreview(project, candidate.revisionId);
    const asset = /assets\/logo\.\w+\.svg/.exec((await fetched(preview.scriptUrl)).text)?.[0];
    const picture = await fetched(new URL(asset ?? 'missing', url).href);
    expect(picture.headers['content-type']).toBe('image/svg+xml');
  });

  test('of another revision shows that revision', async () => {
    const before = await project.head();
    await saveApp('export const App = () => <h1>Later</h1>;');
    const { preview } = await openPreview(project, before);
    expect(preview.revisionId).toBe(before);
    expect((await fetched(preview.scriptUrl)).text).not.toContain('Later');
  });

  test('of a candidate can be seen before the candidate is applied', async () => {
    const candidate = await studio.container.services.revisions.storeCandidate({
      ...{ orgId: project.orgId, projectId: project.projectId, jobId: newId('codegenJob') },
      ...{ round: 0, parentRevisionId: await project.head(), message: 'An app' },
      tree: treeFromTexts([
        ['src/main.tsx', MAIN],
        ['src/styles.css', ''],
        ['src/App.tsx', 'export const App = () => <h1>Candidate</h1>;'],
      ]),
    });
    const { preview } = await openPreview(project, candidate.revisionId);
    expect((await fetched(preview.scriptUrl)).text).toContain('Candidate');
  });

  test('that does not build tells where and why', async () => {
    await saveApp('export const App = () => <h1>;');
    const { preview } = await openPreview();
    expect(preview.diagnostics[0]).toMatchObject({
      severity: 'error',
      path: 'src/App.tsx',
      line: expect.any(Number),
    });
    expect((await fetched(preview.url)).status).toBe(200);
  });

  test('keeps its address through a day, and for unchanged files its script', async () => {
    const first = (await openPreview()).preview;
    expect((await openPreview()).preview).toEqual(first);
    await project.save('README.md', 'changed', shaOf('# Shop\n'));
    const second = (await openPreview()).preview;
    expect(second.url).not.toBe(first.url);
    expect(second.scriptUrl.split('/').at(-1)).toBe(first.scriptUrl.split('/').at(-1));
  });
});

test('a save of one module comes with a patch for pages that run the build before it', async () => {
  await saveApp('export const App = () => <p>Before</p>;');
  const first = await openPreview();
  await saveApp('export const App = () => <p>After</p>;');
  const { preview } = await openPreview();
  const base = first.preview.scriptUrl.split('/').at(-1);
  expect(preview.patch).toMatchObject({ base, path: 'src/App.tsx' });
  const patch = await fetched(preview.patch?.scriptUrl ?? '');
  expect(patch.status).toBe(200);
  expect(patch.text).toContain('After');
  expect((await fetched(`${preview.patch?.scriptUrl}.map`)).status).toBe(200);
});

test('a page that was updated in place finds what later revisions brought', async () => {
  await saveApp('export const App = () => <h1>One</h1>;');
  const { preview: first } = await openPreview();
  await project.save('src/logo.svg', PIXEL, null);
  await saveApp(
    `import logo from './logo.svg';\nexport const App = () => <img src={logo} alt="" />;`,
  );
  const { preview: second } = await openPreview();
  const script = (await fetched(second.scriptUrl)).text;
  const asset = /assets\/logo\.[0-9a-f]+\.svg/.exec(script)?.[0] ?? '';
  expect((await fetched(first.url + asset)).status).toBe(200);
  expect((await fetched(`${first.url}assets/none.svg`)).status).toBe(404);
});

test('another process that knows the keys and the storage serves the same preview', async () => {
  await saveApp('export const App = () => <h1>Everywhere</h1>;');
  const { preview } = await openPreview();
  const { config, log, databaseUrls } = studio.container;
  const starter = () => Promise.reject(new Error('makes no projects'));
  const replica = await createContainer({ config, log, databaseUrls, starter });
  const elsewhere = await originOf(replica);
  expect((await fetchFrom(elsewhere, preview.scriptUrl)).text).toContain('Everywhere');
  await replica.dispose();
});

describe('access', () => {
  test('a viewer opens previews, a stranger does not find them', async () => {
    expect((await openPreview(await project.as('viewer'))).status).toBe(200);
    expect((await openPreview(await project.asStranger())).status).toBe(404);
    const other = await createProjectClient(studio);
    expect((await openPreview(project, await other.head())).status).toBe(404);
  });

  test('a token that we did not issue, or one changed by a letter, opens nothing', async () => {
    const { preview } = await openPreview();
    const head = await project.head();
    for (const path of [`/p/${head}/`, `/p/${head}.9999999999.${'A'.repeat(43)}/`, '/p/x/', '/']) {
      expect((await fetched(`http://preview${path}`)).status).toBe(404);
    }
    expect((await fetched(preview.url.replace(/.\/$/, '~/'))).status).toBe(404);
  });

  test.each<[string, (userId: string) => Promise<unknown>]>([
    [
      'left the organization',
      async (userId) => {
        const actor = await studio.factories.signedIn(userId);
        await studio.container.services.members.remove(actor, project.orgId, userId);
      },
    ],
    [
      'signed out',
      (userId) =>
        studio.container.db
          .update(sessions)
          .set({ revokedAt: new Date() })
          .where(eq(sessions.userId, userId)),
    ],
  ])('an address that was given to somebody who %s opens nothing', async (_, leave) => {
    const member = await project.as('viewer');
    const { preview } = await openPreview(member);
    const { preview: ours } = await openPreview();
    expect((await fetched(preview.url)).status).toBe(200);
    await leave(member.actor.userId);
    expect((await fetched(preview.url)).status).toBe(404);
    expect((await fetched(preview.scriptUrl)).status).toBe(404);
    expect((await fetched(ours.url)).status).toBe(200);
  });

  test('the preview of a key is gone when the key is revoked', async () => {
    const key = await studio.factories.buildApiKey(project.orgId, ['read']);
    const answer = await studio.agent
      .get(`/api/v1/projects/${project.projectId}/preview`)
      .set('Authorization', `Bearer ${key}`);
    const { url } = answer.body as Preview;
    expect((await fetched(url)).status).toBe(200);
    const isOfOrg = eq(apiKeys.orgId, project.orgId);
    await studio.container.db.update(apiKeys).set({ revokedAt: new Date() }).where(isOfOrg);
    expect((await fetched(url)).status).toBe(404);
  });

  test('the preview of a deleted project is gone', async () => {
    const { preview } = await openPreview();
    await studio.container.db.delete(projects).where(eq(projects.id, project.projectId));
    expect((await fetched(preview.url)).status).toBe(404);
  });
});

test('a client that asks for files without end is told to wait, and no other one', async () => {
  const limited = await originOf(studio.container, { rateLimitPerMinute: 4, trustProxy: 1 });
  const ask = (ip: string) => limited.get('/favicon.ico').set('X-Forwarded-For', ip);
  for (let i = 0; i < 20; i += 1) expect((await ask(`2001:db8::${i}`)).status).toBe(204);
  const refused = await ask('2001:db8::beef');
  expect(refused.status).toBe(429);
  const { headers: inert } = await limited.get('/none').set('X-Forwarded-For', '2001:db8:0:2::1');
  for (const name of ['content-security-policy', 'permissions-policy', 'cache-control']) {
    expect([name, refused.headers[name]]).toEqual([name, inert[name]]);
  }
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask('2001:db8:0:1::1')).status).toBe(204);
});

test('only the studio may frame previews, under every name that it answers to', () => {
  const http = { ...studio.container.config.http, port: 3000, publicUrl: null };
  expect(studioOrigins({ ...http, host: '127.0.0.1' })).toEqual([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
  ]);
  expect(studioOrigins({ ...http, host: '0.0.0.0' })).toEqual(['http://*:3000']);
  expect(studioOrigins({ ...http, publicUrl: 'https://studio.example' })).toEqual([
    'https://studio.example',
  ]);
});
