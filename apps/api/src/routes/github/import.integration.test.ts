import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';

import type { GithubImport } from '@promptly/common';

import { refusalOf } from '../../testing/answers.ts';
import { STUB_TOKEN, type GithubApiStub } from '../../testing/github/github-api-stub.ts';
import { startGithubStudio, type GithubStudio } from '../../testing/github/github-studio.ts';
import { setGithubToken } from '../../testing/github/github-token.ts';
import type { StubRepository } from '../../testing/github/stub-repository.ts';
import { sourceArchive, type SourceFile } from '../../testing/github/source-archive.ts';
import type { Answer } from '../../testing/project-client.ts';
import type { TestApp } from '../../testing/test-app.ts';

let world: GithubStudio;
let github: GithubApiStub;
let studio: TestApp;
let headers: { Authorization: string };
let orgId: string;
let userId: string;
let repository: StubRepository;

const FILES = {
  ...{ 'README.md': '# Shop\n', 'apps/web/index.html': '<p>web</p>', 'apps/api/main.ts': 'api' },
  ...{ '.env': 'KEY=1', 'docs/a.md': 'a' },
};

beforeAll(async () => {
  world = await startGithubStudio();
  ({ github, studio } = world);
});
afterAll(() => world.close());
afterEach(() => github.intercept(null));

beforeEach(async () => {
  const org = await studio.factories.buildOrg();
  [orgId, userId] = [org.id, org.ownerUserId];
  headers = await studio.bearer(userId);
  repository = world.addRepository(FILES);
});

const send = (body: object = {}): PromiseLike<Answer> =>
  studio.agent
    .post(`/api/v1/orgs/${orgId}/github/import`)
    .set(headers)
    .send({ repository: repository.name, ...body });

async function importIt(body: object = {}): Promise<GithubImport> {
  const answer = await send(body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body as GithubImport;
}

async function textsOf({ projectId }: GithubImport): Promise<Record<string, string>> {
  const { services } = studio.container;
  const { rows } = await studio.container.db.execute<{ revision: string }>(
    sql`select head_revision_id as revision from ps_projects where id = ${projectId}`,
  );
  const tree = await services.revisions.loadTree(orgId, rows[0]?.revision ?? '');
  return Object.fromEntries(
    [...tree].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
  );
}

/** What codeload sends in place of the archive that GitHub would make. */
function sendArchive(files: readonly SourceFile[]): Promise<void> {
  return sourceArchive(files).then((bytes) =>
    github.intercept(({ path }) => (path.startsWith('/archives/') ? { bytes } : undefined)),
  );
}
const file = (path: string, text = 'x') => ({ path, bytes: Buffer.from(text) });

describe('an import', () => {
  test('makes a project of the files at the default branch', async () => {
    const imported = await importIt();
    const travelling = Object.entries(FILES).filter(([path]) => path !== '.env');
    expect(await textsOf(imported)).toEqual(Object.fromEntries(travelling));
    expect(imported).toMatchObject({
      ...{ name: repository.name.replace('octo/', ''), repository: repository.name, files: 4 },
      commit: { sha: repository.git.branches.get('main') },
      skipped: [{ path: '.env', reason: 'may hold secrets' }],
    });
  });

  test('takes a folder, a name and another branch or commit', async () => {
    const first = repository.git.branches.get('main');
    repository.git.branches.set(
      'next',
      repository.git.commit('main', { 'apps/web/new.ts': 'new' }),
    );
    const next = await importIt({ ref: 'next', folder: 'apps/web', name: 'Web' });
    expect(next.name).toBe('Web');
    expect(await textsOf(next)).toEqual({ 'index.html': '<p>web</p>', 'new.ts': 'new' });
    const earlier = await importIt({ ref: first, folder: 'apps/web' });
    expect(await textsOf(earlier)).toEqual({ 'index.html': '<p>web</p>' });
  });

  test('is followed by pushes that merge with what others did since', async () => {
    const { projectId } = await importIt();
    const owner = { projectId, actor: { userId } };
    await setGithubToken(studio, owner, STUB_TOKEN);
    repository.git.commit('main', { 'docs/a.md': 'theirs' });
    const at = `/api/v1/projects/${projectId}`;
    await studio.agent.delete(`${at}/files`).set(headers).send({ path: 'apps/api' }).expect(200);
    const body = { repository: repository.name, message: 'Less' };
    await studio.agent.post(`${at}/github/push`).set(headers).send(body).expect(200);
    expect(repository.git.texts('main')).toEqual({
      ...{ 'README.md': FILES['README.md'], 'apps/web/index.html': FILES['apps/web/index.html'] },
      ...{ '.env': 'KEY=1', 'docs/a.md': 'theirs' },
    });
  });

  test('skips links, whatever they lead to', async () => {
    await sendArchive([file('x-1/a.md'), { ...file('x-1/b.md', ''), link: '/etc/passwd' }]);
    const imported = await importIt();
    expect(await textsOf(imported)).toEqual({ 'a.md': 'x' });
    expect(imported.skipped).toEqual([{ path: 'b.md', reason: 'a link' }]);
  });
});

describe('what cannot be imported makes no project:', () => {
  test.each<[string, object, [number, string]]>([
    ['no such repository', { repository: 'octo/none' }, [422, 'repository_not_found']],
    ['no such branch', { ref: 'none' }, [422, 'repository_not_found']],
    ['no such folder', { folder: 'none' }, [422, 'archive_invalid']],
    ['an account that is not linked', { credential: 'account' }, [409, 'provider_not_linked']],
    ['a folder that leads out', { folder: '../x' }, [422, 'validation_failed']],
    ['a repository that leads elsewhere', { repository: 'octo/..' }, [422, 'validation_failed']],
    ['a ref that leads elsewhere', { ref: '../../user' }, [422, 'validation_failed']],
  ])('%s', async (_name, body, refused) => {
    expect(refusalOf(await send(body))).toEqual(refused);
    expect(await countProjects()).toBe(0);
  });

  test.each<[string, string]>([
    ['traversal', 'x-1/../../etc/passwd'],
    ['absolute_path', '/etc/passwd'],
    ['backslash', 'x-1/..\\a'],
  ])('an archive with %s', async (reason, path) => {
    await sendArchive([file('x-1/a.md'), file(path)]);
    const answer = await send();
    expect(answer.body).toMatchObject({ error: { code: 'archive_invalid', details: { reason } } });
    expect(await countProjects()).toBe(0);
  });

  test('a link with a hostile name, too', async () => {
    await sendArchive([file('x-1/a.md'), { ...file('x-1/../../a', ''), link: 'b' }]);
    expect(refusalOf(await send())).toEqual([422, 'archive_invalid']);
  });

  test('a repository without a commit, and a private one', async () => {
    repository = world.addRepository();
    expect(refusalOf(await send())).toEqual([422, 'repository_not_found']);
    repository.git.commit('main', FILES);
    repository.isPrivate = true;
    expect(refusalOf(await send())).toEqual([422, 'repository_not_found']);
  });

  test.each<[string, string]>([
    ['is no archive', 'not a tar'],
    ['is cut off', ''],
  ])('an answer that %s', async (_name, text) => {
    github.intercept(({ path }) => (path.startsWith('/archives/') ? { text } : undefined));
    expect(refusalOf(await send())).toEqual([422, 'archive_invalid']);
  });

  test('a redirect to an inner host', async () => {
    const inner = 'http://169.254.169.254/latest/meta-data';
    github.intercept(({ path }) =>
      path.includes('/tarball/') ? { status: 302, headers: { Location: inner } } : undefined,
    );
    expect(refusalOf(await send())).toEqual([503, 'provider_unreachable']);
  });
});

async function countProjects(): Promise<number> {
  const { rows } = await studio.container.db.execute<{ count: number }>(
    sql`select count(*)::int as count from ps_projects where org_id = ${orgId}`,
  );
  return rows[0]?.count ?? -1;
}
