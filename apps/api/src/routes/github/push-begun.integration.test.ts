import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { refusalOf } from '../../testing/answers.ts';
import { STUB_TOKEN, type GithubApiStub } from '../../testing/github/github-api-stub.ts';
import { startGithubStudio, type GithubStudio } from '../../testing/github/github-studio.ts';
import { setGithubToken } from '../../testing/github/github-token.ts';
import { refusal, type StubRepository } from '../../testing/github/stub-repository.ts';
import { createProjectClient, shaOf, type ProjectClient } from '../../testing/project-client.ts';

let world: GithubStudio;
let github: GithubApiStub;
let client: ProjectClient;
let repository: StubRepository;

beforeAll(async () => {
  world = await startGithubStudio();
  ({ github } = world);
});
afterAll(() => world.close());
afterEach(() => github.intercept(null));

beforeEach(async () => {
  client = await createProjectClient(world.studio);
  await setGithubToken(world.studio, client, STUB_TOKEN);
  repository = world.addRepository();
});

const README = '# Shop\n';

const push = (body: object = {}) =>
  client.post('/github/push', { repository: repository.name, message: 'From the studio', ...body });

/** The repository is begun, and the rest of the push fails. */
async function failAfterBegin(body: object = {}): Promise<void> {
  github.intercept(({ path }) => (path.endsWith('/git/trees') ? refusal(422, 'No') : undefined));
  expect((await push(body)).status).toBe(422);
  github.intercept(null);
}

/** The first file arrives, and nothing is heard of GitHub from then on. */
async function loseAfterBegin(): Promise<void> {
  let isLost = false;
  github.intercept(({ method, text }) => {
    if (method === 'PUT' && !isLost) {
      isLost = true;
      const { content, message } = JSON.parse(text) as { content: string; message: string };
      const readme = Buffer.from(content, 'base64').toString();
      repository.git.commit('main', { 'README.md': readme }, message);
    }
    return isLost ? { status: 502, json: { message: 'Server Error' } } : undefined;
  });
  expect(refusalOf(await push())).toEqual([503, 'provider_unreachable']);
  github.intercept(null);
}

describe.each([
  ['fails after that', failAfterBegin],
  ['hears nothing after that', loseAfterBegin],
])('a push that has begun an empty repository and %s', (_name, cutOff) => {
  beforeEach(async () => {
    await cutOff();
    expect(repository.git.texts('main')).toEqual({ 'README.md': README });
  });

  test('goes on with the file as it was changed meanwhile', async () => {
    await client.save('README.md', 'New', shaOf(README));
    expect(await push()).toMatchObject({ status: 200, body: { outcome: 'pushed', written: 2 } });
    expect(repository.git.texts('main')).toMatchObject({ 'README.md': 'New' });
  });

  test('goes on without the file that was deleted meanwhile', async () => {
    await client.remove('README.md');
    expect(await push()).toMatchObject({ status: 200, body: { outcome: 'pushed', deleted: 1 } });
    expect(repository.git.texts('main')).not.toHaveProperty('README.md');
  });

  test('goes on with all other files where nothing was changed', async () => {
    expect(await push()).toMatchObject({ status: 200, body: { outcome: 'pushed', written: 1 } });
    expect(await push()).toMatchObject({ status: 200, body: { outcome: 'up_to_date' } });
    expect(Object.keys(repository.git.texts('main'))).toContain('src/App.tsx');
  });

  test('does not undo what others did to the file since', async () => {
    repository.git.commit('main', { 'README.md': 'Theirs' });
    await client.save('README.md', 'Mine', shaOf(README));
    expect(refusalOf(await push())).toEqual([409, 'repository_conflict']);
  });
});

test('what others did to the first file alone stays', async () => {
  await failAfterBegin();
  repository.git.commit('main', { 'README.md': 'Theirs' });
  expect((await push()).status).toBe(200);
  expect(repository.git.texts('main')).toMatchObject({ 'README.md': 'Theirs' });
});

test('the first file is known on every branch of the repository', async () => {
  await failAfterBegin({ branch: 'feature' });
  await client.save('README.md', 'New', shaOf(README));
  expect((await push()).status).toBe(200);
  expect(repository.git.texts('main')).toMatchObject({ 'README.md': 'New' });
});

test('a push whose only file has begun the repository has pushed, also where it was cut off then', async () => {
  await client.remove('src/App.tsx');
  await loseAfterBegin();
  expect(await push()).toMatchObject({ body: { outcome: 'pushed', written: 1 } });
  expect(await push()).toMatchObject({ body: { outcome: 'up_to_date', written: 0 } });
});

test('a repository that others began while a push tried to is theirs', async () => {
  github.intercept(({ method }) => {
    if (method === 'PUT') repository.git.commit('main', { 'README.md': 'Theirs' });
    return undefined;
  });
  expect(refusalOf(await push())).toEqual([409, 'repository_conflict']);
  await client.remove('README.md');
  expect((await push()).status).toBe(200);
  expect(repository.git.texts('main')).toMatchObject({ 'README.md': 'Theirs' });
});
