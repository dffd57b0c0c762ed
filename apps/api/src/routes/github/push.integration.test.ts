import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';

import type { GithubPush } from '@promptly/common';

import { purgeProjects } from '../../services/projects/purge-projects.ts';
import { refusalOf } from '../../testing/answers.ts';
import { STUB_TOKEN, type GithubApiStub } from '../../testing/github/github-api-stub.ts';
import { startGithubStudio, type GithubStudio } from '../../testing/github/github-studio.ts';
import { setGithubToken } from '../../testing/github/github-token.ts';
import type { StubRepository } from '../../testing/github/stub-repository.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';
import { raise } from '../../testing/raise.ts';
import type { TestApp } from '../../testing/test-app.ts';

let world: GithubStudio;
let github: GithubApiStub;
let studio: TestApp;
let client: ProjectClient;
let repository: StubRepository;

beforeAll(async () => {
  world = await startGithubStudio();
  ({ github, studio } = world);
});
afterAll(() => world.close());

beforeEach(async () => {
  client = await createProjectClient(studio);
  await setGithubToken(studio, client, STUB_TOKEN);
  repository = world.addRepository({ LICENSE: 'MIT' });
  github.requests.length = 0;
});

afterEach(() => github.intercept(null));

async function push(body: object = {}, as = client): Promise<GithubPush> {
  const answer = await send(body, as);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as GithubPush;
}
const send = (body: object = {}, as = client) =>
  as.post('/github/push', { repository: repository.name, message: 'From the studio', ...body });

const starter = { 'README.md': '# Shop\n', 'src/App.tsx': expect.stringContaining('Hello') };

describe('a push', () => {
  test('makes one commit of what changed, on top of what is there', async () => {
    const pushed = await push();
    expect(pushed).toMatchObject({
      ...{ outcome: 'pushed', repository: repository.name, branch: 'main', branchCreated: false },
      ...{ revisionId: await client.head(), written: 2, deleted: 0, skipped: [] },
    });
    const { sha } = pushed.commit;
    expect(pushed.commit.url).toBe(`${github.url}/${repository.name}/commit/${sha}`);
    expect(repository.git.branches.get('main')).toBe(sha);
    expect(repository.git.texts('main')).toEqual({ ...starter, LICENSE: 'MIT' });
    expect(repository.git.history('main')).toEqual(['From the studio', 'First']);
  });

  test('sends only what changed, and deletes what it pushed before', async () => {
    await client.save('old.txt', 'old', null);
    await push();
    await client.save('README.md', '# New\n', shaOf('# Shop\n'));
    await client.remove('old.txt');
    const pushed = await push({ message: 'Second' });
    expect(pushed).toMatchObject({ outcome: 'pushed', written: 1, deleted: 1 });
    expect(repository.git.texts('main')).toEqual({
      ...{ ...starter, 'README.md': '# New\n', LICENSE: 'MIT' },
    });
  });

  test('of what is there already makes no commit', async () => {
    const first = await push();
    github.requests.length = 0;
    const second = await push();
    expect(second).toMatchObject({ outcome: 'up_to_date', written: 0, commit: first.commit });
    expect(github.calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  test('makes a branch from the default one', async () => {
    const pushed = await push({ branch: 'feature/studio' });
    expect(pushed).toMatchObject({ branch: 'feature/studio', branchCreated: true });
    expect(repository.git.history('feature/studio')).toEqual(['From the studio', 'First']);
    expect(repository.git.history('main')).toEqual(['First']);
  });

  test('begins an empty repository', async () => {
    repository = world.addRepository();
    expect(await push()).toMatchObject({ outcome: 'pushed', written: 2 });
    expect(repository.git.texts('main')).toEqual(starter);
    expect(repository.git.history('main')).toEqual(['From the studio', 'Initial commit']);
  });

  test('carries bytes of any kind, and those that are there are not sent again', async () => {
    const image = Buffer.from([0x89, 0x50, 0, 255, 1]);
    await client.save('logo.png', image, null);
    await client.save('marked.txt', '\ufeffwith a mark', null);
    await push();
    const { git } = repository;
    const shaOfLogo = git.filesAt(git.branches.get('main')).get('logo.png')?.sha ?? '';
    expect(git.blobs.get(shaOfLogo)).toEqual(image);
    expect(git.texts('main')['marked.txt']).toBe('\ufeffwith a mark');
    github.requests.length = 0;
    await client.rename('logo.png', 'public/logo.png');
    expect(await push()).toMatchObject({ written: 1, deleted: 1 });
    expect(github.calls()).not.toContain('POST /git/blobs');
  });

  test('leaves behind what may hold secrets, and says so', async () => {
    await client.save('.env', 'KEY=1', null);
    const pushed = await push();
    expect(pushed.skipped).toEqual([{ path: '.env', reason: 'may hold secrets' }]);
    expect(repository.git.texts('main')).not.toHaveProperty('.env');
  });

  test('of an earlier revision pushes its files', async () => {
    const revisionId = await client.head();
    await client.save('later.txt', 'later', null);
    expect(await push({ revisionId })).toMatchObject({ revisionId, written: 2 });
    expect(repository.git.texts('main')).not.toHaveProperty('later.txt');
  });
});

describe('what others did on GitHub', () => {
  beforeEach(() => push());

  test('stays where it is not changed here', async () => {
    repository.git.commit('main', { 'README.md': 'Theirs', 'docs/new.md': 'New' });
    await client.save('mine.txt', 'mine', null);
    await push();
    expect(repository.git.texts('main')).toMatchObject({
      ...{ 'README.md': 'Theirs', 'docs/new.md': 'New', 'mine.txt': 'mine' },
    });
  });

  test('is a conflict where both sides changed a file, and nothing is pushed', async () => {
    const theirs = repository.git.commit('main', { 'README.md': 'Theirs' });
    await client.save('README.md', 'Mine', shaOf('# Shop\n'));
    await client.save('mine.txt', 'mine', null);
    const answer = await send();
    expect(refusalOf(answer)).toEqual([409, 'repository_conflict']);
    expect(answer.body).toMatchObject({ error: { details: { conflicts: ['README.md'] } } });
    expect(repository.git.branches.get('main')).toBe(theirs);
  });

  test('is replaced where the caller says so, by a commit on top of it', async () => {
    repository.git.commit('main', { 'README.md': 'Theirs' });
    await client.save('README.md', 'Mine', shaOf('# Shop\n'));
    expect(await push({ overwrite: true })).toMatchObject({ written: 1 });
    expect(repository.git.texts('main')['README.md']).toBe('Mine');
    expect(repository.git.history('main')).toContain('By others');
  });

  test('between our look and our push is taken in', async () => {
    await client.save('mine.txt', 'mine', null);
    let races = 1;
    github.intercept(({ method }) => {
      if (method === 'PATCH' && races-- > 0)
        repository.git.commit('main', { 'theirs.txt': 'theirs' });
      return undefined;
    });
    expect(await push()).toMatchObject({ outcome: 'pushed', written: 1 });
    expect(repository.git.texts('main')).toMatchObject({
      'mine.txt': 'mine',
      'theirs.txt': 'theirs',
    });
    expect(repository.git.history('main')).toContain('By others');
  });

  test('without end is a conflict in the end', async () => {
    await client.save('mine.txt', 'mine', null);
    let races = 0;
    github.intercept(({ method }) => {
      if (method === 'PATCH') repository.git.commit('main', { 'theirs.txt': String(races++) });
      return undefined;
    });
    expect(refusalOf(await send())).toEqual([409, 'repository_conflict']);
    expect(repository.git.texts('main')).not.toHaveProperty('mine.txt');
  });

  test('such as a history that was written anew, makes nothing there ours any more', async () => {
    repository.git.branches.delete('main');
    repository.git.commit('main', { 'README.md': 'Other' }, 'Anew');
    await client.save('README.md', 'Mine', shaOf('# Shop\n'));
    expect(refusalOf(await send())).toEqual([409, 'repository_conflict']);
  });
});

describe('a push that is cut off', () => {
  /** The row in which a push is written down cannot be written. */
  async function withoutRecords<T>(work: () => PromiseLike<T>): Promise<T> {
    const { db } = studio.container;
    await db.execute(sql`create or replace function cut_off() returns trigger language plpgsql
      security definer as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
    await db.execute(sql`create trigger cut_off before insert or update of pushed_at
      on ps_github_branches for each row when (new.pushed_at is not null) execute function cut_off()`);
    try {
      return await work();
    } finally {
      await db.execute(sql`drop trigger cut_off on ps_github_branches`);
    }
  }

  test('between the commit and our row makes no second commit when it is sent again', async () => {
    expect((await withoutRecords(send)).status).toBe(503);
    const commit = repository.git.branches.get('main');
    expect(repository.git.history('main')).toEqual(['From the studio', 'First']);
    expect(await push()).toMatchObject({ outcome: 'pushed', commit: { sha: commit } });
    expect(repository.git.branches.get('main')).toBe(commit);
    expect(await push()).toMatchObject({ outcome: 'up_to_date' });
  });

  test('is known later, also for what it deletes', async () => {
    await client.save('old.txt', 'old', null);
    await withoutRecords(send);
    await client.remove('old.txt');
    expect(await push()).toMatchObject({ deleted: 1 });
    expect(repository.git.texts('main')).not.toHaveProperty('old.txt');
  });

  test('by a lost answer of GitHub has pushed', async () => {
    github.intercept(({ method, path }) => {
      if (method !== 'PATCH') return undefined;
      const { sha } = JSON.parse(github.requests.at(-1)?.text ?? '') as { sha: string };
      repository.git.branches.set(decodeURIComponent(path).split('/heads/')[1] ?? '', sha);
      return { status: 502, json: { message: 'Server Error' } };
    });
    expect(await push()).toMatchObject({ outcome: 'pushed' });
    expect(repository.git.history('main')).toEqual(['From the studio', 'First']);
  });
});

describe('an empty repository', () => {
  beforeEach(() => {
    repository = world.addRepository();
  });

  test('that is begun by a call whose answer is lost is begun once', async () => {
    let isLost = false;
    github.intercept(({ method, text }) => {
      if (method !== 'PUT' || isLost) return undefined;
      isLost = true;
      const { content, message } = JSON.parse(text) as { content: string; message: string };
      const readme = Buffer.from(content, 'base64').toString();
      repository.git.commit('main', { 'README.md': readme }, message);
      return { status: 502, json: { message: 'Server Error' } };
    });
    expect(await push()).toMatchObject({ outcome: 'pushed', written: 2 });
    expect(repository.git.history('main')).toEqual(['From the studio', 'Initial commit']);
  });

  test('that others begin meanwhile keeps what they put there', async () => {
    github.intercept(({ method }) => {
      if (method === 'PUT') repository.git.commit('main', { 'theirs.txt': 'theirs' });
      return undefined;
    });
    expect(await push()).toMatchObject({ outcome: 'pushed', written: 2 });
    expect(repository.git.texts('main')).toEqual({ ...starter, 'theirs.txt': 'theirs' });
    expect(repository.git.history('main')).toEqual(['From the studio', 'By others']);
  });

  test('that refuses its first file tells why', async () => {
    github.intercept(({ method }) =>
      method === 'PUT' ? { status: 403, json: { message: 'Not accessible' } } : undefined,
    );
    expect(refusalOf(await send())).toEqual([422, 'repository_forbidden']);
    expect(repository.git.commits.size).toBe(0);
  });
});

describe('the branches of a project', () => {
  test('tell what was pushed to each, newest first', async () => {
    const first = await push();
    const second = await push({ branch: 'other' });
    const { body } = await client.get('/github/branches');
    expect(body).toEqual({
      items: [second, first].map(({ branch, commit, revisionId }) => ({
        ...{ repository: repository.name, repositoryUrl: `${github.url}/${repository.name}` },
        ...{ branch, commit, revisionId, pushedAt: expect.any(String) },
      })),
      nextCursor: null,
    });
  });

  test('are found again when the repository is renamed', async () => {
    await push();
    github.repositories.set('octo/renamed', repository);
    repository.name = 'octo/renamed';
    expect(await push()).toMatchObject({ outcome: 'up_to_date', repository: 'octo/renamed' });
  });
});

test('a project that was pushed goes as a whole once its time is over', async () => {
  await push();
  const { agent, container } = studio;
  await agent.delete(`/api/v1/projects/${client.projectId}`).set(client.headers).expect(204);
  const later = new Date(Date.now() + 365 * 24 * 60 * 60_000);
  expect(await purgeProjects(container.db, later, raise)).toBe(1);
});

async function pushesInAuditLog(): Promise<unknown[]> {
  const { rows } = await studio.container.db.execute<{ metadata: unknown }>(sql`
    select metadata_json as metadata from ps_audit_logs
    where action = 'github.pushed' and entity_id = ${client.projectId} order by seq`);
  return rows.map(({ metadata }) => metadata);
}

test('a branch that a push makes is in the audit log, also where there was nothing to commit', async () => {
  await push();
  const made = await push({ branch: 'other' });
  expect(made).toMatchObject({ outcome: 'up_to_date', branchCreated: true });
  await push({ branch: 'other' });
  expect(await pushesInAuditLog()).toEqual([
    expect.objectContaining({ branch: 'main', branchCreated: false, written: 2 }),
    expect.objectContaining({ branch: 'other', branchCreated: true, written: 0 }),
  ]);
});

test('one audit row tells of a push, and nothing anywhere tells the token', async () => {
  await push();
  await push();
  github.intercept(() => ({ status: 403, json: { message: `Denied for ${STUB_TOKEN}` } }));
  const refused = await send();
  expect(refusalOf(refused)).toEqual([422, 'repository_forbidden']);
  expect(await pushesInAuditLog()).toEqual([
    expect.objectContaining({ repository: repository.name, branch: 'main' }),
  ]);
  const { rows: all } = await studio.container.db.execute(sql`
    select (select jsonb_agg(t) from ps_audit_logs t)::text
      || (select jsonb_agg(t) from ps_github_branches t)::text as text`);
  const told = [JSON.stringify(all), JSON.stringify(refused.body), ...studio.logLines].join('\n');
  expect(told).not.toContain(STUB_TOKEN);
});
