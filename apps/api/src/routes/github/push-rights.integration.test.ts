import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq, sql } from 'drizzle-orm';

import type { Role } from '@promptly/common';

import { orgMembers } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import { STUB_TOKEN, type GithubApiStub } from '../../testing/github/github-api-stub.ts';
import { startGithubStudio, type GithubStudio } from '../../testing/github/github-studio.ts';
import { setGithubToken } from '../../testing/github/github-token.ts';
import { refusal, type StubRepository } from '../../testing/github/stub-repository.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import type { TestApp } from '../../testing/test-app.ts';

let world: GithubStudio;
let github: GithubApiStub;
let studio: TestApp;
let client: ProjectClient;
let editor: ProjectClient;
let repository: StubRepository;

beforeAll(async () => {
  world = await startGithubStudio();
  ({ github, studio } = world);
});
afterAll(() => world.close());
afterEach(() => github.intercept(null));

beforeEach(async () => {
  client = await createProjectClient(studio);
  await setGithubToken(studio, client, STUB_TOKEN);
  editor = await client.as('editor');
  repository = world.addRepository({ LICENSE: 'MIT' });
});

const push = (as: ProjectClient, body: object = {}) =>
  as.post('/github/push', { repository: repository.name, message: 'From the studio', ...body });

describe('somebody who loses the right to push', () => {
  beforeEach(async () => {
    expect((await push(client)).status).toBe(200);
    await client.save('new.txt', 'new', null);
    github.requests.length = 0;
  });

  /** To null for who is removed. */
  async function become(role: Role | null): Promise<void> {
    const { db } = studio.container;
    const t = orgMembers;
    const isIt = and(eq(t.orgId, client.orgId), eq(t.userId, editor.actor.userId));
    await (role === null ? db.delete(t).where(isIt) : db.update(t).set({ role }).where(isIt));
  }

  /** Does it once somebody was let through to the lane, and before it is their turn. */
  async function whileWaiting<T>(work: () => Promise<void>, send: () => PromiseLike<T>) {
    const { lanes } = studio.container;
    const before = { ...lanes };
    lanes.enter = async (key, signal) => {
      if (key === `github:${client.projectId}`) await work();
      return before.enter(key, signal);
    };
    try {
      return await send();
    } finally {
      Object.assign(lanes, before);
    }
  }

  test.each<[string, Role | null, [number, string]]>([
    ['who is removed', null, [404, 'not_found']],
    ['who becomes a viewer', 'viewer', [403, 'forbidden']],
  ])('while they wait sends nothing: %s', async (_name, role, refused) => {
    const answer = await whileWaiting(
      () => become(role),
      () => push(editor),
    );
    expect(refusalOf(answer)).toEqual(refused);
    expect(github.requests).toEqual([]);
  });

  test.each([
    ['to it', {}],
    ['to one that is made', { branch: 'theirs' }],
  ])('while their commit is made moves no branch %s', async (_name, body) => {
    github.intercept(async ({ path }) => {
      if (path.endsWith('/git/commits')) await become(null);
      return undefined;
    });
    const before = new Map(repository.git.branches);
    expect(refusalOf(await push(editor, body))).toEqual([404, 'not_found']);
    expect(repository.git.branches).toEqual(before);
  });

  test('while the branch moves has pushed, and that is written down', async () => {
    github.intercept(async ({ method }) => {
      if (method === 'PATCH') await become(null);
      return undefined;
    });
    const answer = await push(editor);
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'pushed', written: 1 } });
    const sha = repository.git.branches.get('main');
    const { rows } = await studio.container.db.execute(sql`
      select b.commit_sha as remembered, a.metadata_json->>'commitSha' as told, a.user_id as by
      from ps_github_branches b join ps_audit_logs a on a.entity_id = b.project_id
      where b.project_id = ${client.projectId} and a.action = 'github.pushed'
      order by a.seq desc limit 1`);
    expect(rows).toEqual([{ remembered: sha, told: sha, by: editor.actor.userId }]);
  });
});

test('an editor learns nothing by the token about repositories that no admin chose', async () => {
  const hidden = world.addRepository({ LICENSE: 'MIT' });
  hidden.isPrivate = true;
  const ask = async (name: string) => {
    const { status, body } = await push(editor, { repository: name });
    return { status, body };
  };
  const missing = await ask('octo/not-there');
  expect(refusalOf(missing)).toEqual([403, 'forbidden']);
  expect(await ask(hidden.name)).toEqual(missing);
  hidden.isArchived = true;
  expect(await ask(hidden.name)).toEqual(missing);
  hidden.isArchived = false;
  github.tokens.set(STUB_TOKEN, 'read');
  expect(await ask(hidden.name)).toEqual(missing);
  github.tokens.set(STUB_TOKEN, 'write');
  github.intercept(() => refusal(403, 'Resource not accessible'));
  expect(await ask(hidden.name)).toEqual(missing);
});

test('an editor is told why a repository that an admin chose takes nothing', async () => {
  await push(client);
  repository.isArchived = true;
  expect(refusalOf(await push(editor))).toEqual([422, 'repository_forbidden']);
});
