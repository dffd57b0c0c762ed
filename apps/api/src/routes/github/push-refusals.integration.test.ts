import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { LIMITS, newId } from '@promptly/common';

import { linkedAccounts } from '../../db/schema/index.ts';
import { wrapTokens } from '../../services/identity/linked-account-rows.ts';
import { refusalOf } from '../../testing/answers.ts';
import { STUB_TOKEN, type GithubApiStub } from '../../testing/github/github-api-stub.ts';
import { startGithubStudio, type GithubStudio } from '../../testing/github/github-studio.ts';
import { setGithubToken } from '../../testing/github/github-token.ts';
import { refusal, type StubRepository } from '../../testing/github/stub-repository.ts';
import type { StubAnswer } from '../../testing/oauth/stub-server.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
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
afterEach(() => github.intercept(null));

beforeEach(async () => {
  client = await createProjectClient(studio);
  repository = world.addRepository({ LICENSE: 'MIT' });
  github.requests.length = 0;
});

const push = (body: object = {}, as = client) =>
  as.post('/github/push', { repository: repository.name, message: 'From the studio', ...body });

describe('what GitHub refuses', () => {
  beforeEach(() => setGithubToken(studio, client, STUB_TOKEN));

  test.each<[string, StubAnswer, [number, string]]>([
    ['a bad token', refusal(401, 'Bad credentials'), [422, 'provider_refused']],
    ['no right', refusal(403, 'Not accessible'), [422, 'repository_forbidden']],
    [
      'a single sign-on',
      { ...refusal(403, 'SSO'), headers: { 'X-GitHub-SSO': 'required' } },
      [422, 'repository_forbidden'],
    ],
    ['nothing there', refusal(404, 'Not Found'), [422, 'repository_not_found']],
    ['a fault', { status: 500 }, [503, 'provider_unreachable']],
  ])('%s is told, and nothing is pushed', async (_name, answer, refused) => {
    github.intercept(() => answer);
    expect(refusalOf(await push())).toEqual(refused);
    expect(repository.git.history('main')).toEqual(['First']);
  });

  test('for a while is told with how long it takes', async () => {
    github.intercept(({ method }) =>
      method === 'POST'
        ? { ...refusal(403, 'You have exceeded a secondary rate limit'), headers: RETRY_AFTER }
        : undefined,
    );
    const answer = await push();
    expect(refusalOf(answer)).toEqual([429, 'rate_limited']);
    expect(answer.headers['retry-after']).toBe('90');
    github.intercept(null);
    expect((await push()).status).toBe(200);
  });

  test('at a protected branch is told in its words', async () => {
    github.intercept(({ method }) =>
      method === 'PATCH' ? refusal(422, 'Changes must be made through a pull request') : undefined,
    );
    const answer = await push();
    expect(refusalOf(answer)).toEqual([422, 'repository_forbidden']);
    expect(JSON.stringify(answer.body)).toContain('through a pull request');
  });

  test('is known before anything is sent, where it may only be read or is archived', async () => {
    github.tokens.set(STUB_TOKEN, 'read');
    expect(refusalOf(await push())).toEqual([422, 'repository_forbidden']);
    github.tokens.set(STUB_TOKEN, 'write');
    repository.isArchived = true;
    expect(refusalOf(await push())).toEqual([422, 'repository_forbidden']);
    expect(github.calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  test('more files than one push may change are not sent, and begin no empty repository', async () => {
    const change = (path: string) => ({ op: 'write', path, base64Content: 'eA==', sha: null });
    const count = LIMITS.githubPushMaxFiles + 1;
    for (let from = 0; from < count; from += LIMITS.batchMaxChanges) {
      const many = Math.min(LIMITS.batchMaxChanges, count - from);
      const changes = Array.from({ length: many }, (_, at) => change(`many/${from + at}.txt`));
      expect((await client.post('/files/batch', { changes })).status).toBe(200);
    }
    expect(refusalOf(await push())).toEqual([422, 'limit_exceeded']);
    expect(repository.git.history('main')).toEqual(['First']);
    const empty = world.addRepository();
    const refused = await push({ repository: empty.name });
    expect(refusalOf(refused)).toEqual([422, 'limit_exceeded']);
    expect(empty.git.commits.size).toBe(0);
  });
});

const RETRY_AFTER = { 'Retry-After': '90' };

test('a tree that GitHub cuts off is read folder by folder, as far as the project goes', async () => {
  await setGithubToken(studio, client, STUB_TOKEN);
  repository.git.commit('main', { 'src/App.tsx': 'theirs', 'vendor/deep/a.js': 'x' });
  github.intercept(({ query }) =>
    query.has('recursive')
      ? { json: { sha: 'a'.repeat(40), tree: [], truncated: true } }
      : undefined,
  );
  const answer = await push();
  expect(refusalOf(answer)).toEqual([409, 'repository_conflict']);
  expect(answer.body).toMatchObject({ error: { details: { conflicts: ['src/App.tsx'] } } });
  expect((await push({ overwrite: true })).body).toMatchObject({ outcome: 'pushed', written: 2 });
  expect(repository.git.texts('main')).toMatchObject({ 'vendor/deep/a.js': 'x' });
});

describe('the right to push', () => {
  test('is asked for where there is none', async () => {
    expect(refusalOf(await push())).toEqual([409, 'provider_not_linked']);
    expect(refusalOf(await push({ credential: 'account' }))).toEqual([409, 'provider_not_linked']);
    expect(github.requests).toEqual([]);
  });

  test('of a token is for editors where an admin pushed with it before, and nowhere else', async () => {
    await setGithubToken(studio, client, STUB_TOKEN);
    const editor = await client.as('editor');
    expect(refusalOf(await push({}, editor))).toEqual([403, 'forbidden']);
    expect((await push()).status).toBe(200);
    expect((await push({ branch: 'theirs' }, editor)).status).toBe(200);
    const other = world.addRepository();
    const elsewhere = await push({ repository: other.name }, editor);
    expect(refusalOf(elsewhere)).toEqual([403, 'forbidden']);
    expect(other.git.commits.size).toBe(0);
  });

  test('of a linked account is that of its user', async () => {
    const { db, envelope } = studio.container;
    const editor = await client.as('editor');
    const id = newId('linkedAccount');
    const tokens = { accessToken: 'gho_own', refreshToken: null, expiresInSeconds: null };
    await db.insert(linkedAccounts).values({
      ...{ id, userId: editor.actor.userId, provider: 'github', issuer: 'x', subject: id },
      ...wrapTokens(envelope, id, { ...tokens, scopes: ['repo'] }, new Date()),
    });
    github.tokens.set('gho_own', 'write');
    expect((await push({}, editor)).status).toBe(200);
    expect(new Set(github.requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['token gho_own']),
    );
  });
});
