import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, inArray } from 'drizzle-orm';

import type { CodegenJob } from '@promptly/common';

import { apiKeys, auditLogs, codegenJobs, outbox, projects } from '../../db/schema/index.ts';
import { storeEndedLogs } from '../../services/codegen/logs.ts';
import { workAsToy } from '../../services/codegen/testing/work-as-toy.ts';
import { createProjectClient, type ProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let project: ProjectClient;

beforeAll(async () => {
  studio = await createTestApp({ env: { CODEGEN_MAX_OPEN_PER_ORG: '4' } });
});
beforeEach(async () => {
  project = await createProjectClient(studio);
});
afterAll(() => studio.dispose());

const prompt = (promptText: string, more: object = {}) =>
  project.post('/codegen', { promptText, framework: 'react-tailwind', ...more });

async function start(promptText = 'a shop for honey'): Promise<string> {
  const { status, body } = await prompt(promptText);
  expect(status).toBe(202);
  return (body as { jobId: string }).jobId;
}

const at = (jobId: string, rest = '') => `/api/v1/codegen/jobs/${jobId}${rest}`;
async function job(jobId: string): Promise<CodegenJob> {
  const answer = await studio.agent.get(at(jobId)).set(project.headers);
  expect(answer.status).toBe(200);
  return answer.body as CodegenJob;
}

describe('a prompt', () => {
  test('is accepted with an estimate, and is a job, an event, a message and an audit row', async () => {
    const { status, body } = await prompt('a shop for honey');
    expect(status).toBe(202);
    const { jobId, etaSeconds } = body as { jobId: string; etaSeconds: number };
    expect(body).toEqual({ jobId, status: 'queued', etaSeconds });
    expect(etaSeconds).toBeGreaterThan(0);
    expect(await job(jobId)).toMatchObject({
      projectId: project.projectId,
      kind: 'prompt',
      provider: 'local',
      status: 'queued',
      promptText: 'a shop for honey',
      steps: [],
      result: null,
      finishedAt: null,
    });
    const { db } = studio.container;
    expect(await db.$count(outbox, eq(outbox.key, jobId))).toBe(1);
    expect(await db.$count(auditLogs, eq(auditLogs.entityId, jobId))).toBe(1);
  });

  test('becomes a verified head with its verdict and its requirements', async () => {
    const jobId = await start();
    await workAsToy(studio.container, jobId);
    const done = await job(jobId);
    expect(done).toMatchObject({
      status: 'succeeded',
      costCents: 0.25,
      result: {
        revisionId: await project.head(),
        verdict: { passed: true },
        requirements: [{ text: 'a toy', status: 'met' }],
      },
    });
    expect(done.steps.map(({ name }) => name)).toEqual([
      'normalize_prompt',
      'call_model',
      'generate_files',
      'post_process',
      'verify',
      'write_files',
    ]);
    expect(done.steps.every(({ finishedAt }) => finishedAt !== undefined)).toBe(true);
  });

  test('that failed its checks shows the evidence and the candidate', async () => {
    const jobId = await start('fails:a11y');
    await workAsToy(studio.container, jobId);
    const done = await job(jobId);
    expect(done).toMatchObject({ status: 'failed', error: { code: 'verification_failed' } });
    expect(done.result?.verdict?.checks.find(({ name }) => name === 'a11y')?.status).toBe('failed');
    expect(done.result?.revisionId).not.toBe(await project.head());
    expect(done.result?.parentRevisionId).toBe(await project.head());
  });

  test('sent twice with one idempotency key is one job', async () => {
    const send = () =>
      studio.agent
        .post(`/api/v1/projects/${project.projectId}/codegen`)
        .set({ ...project.headers, 'Idempotency-Key': 'once' })
        .send({ promptText: 'a shop', framework: 'react-tailwind' });
    const first = await send();
    const second = await send();
    expect(second.body).toEqual(first.body);
    const ofProject = eq(codegenJobs.projectId, project.projectId);
    expect(await studio.container.db.$count(codegenJobs, ofProject)).toBe(1);
  });

  test('with characters that a database cannot hold is accepted without them', async () => {
    const jobId = await start('honey\u0000 \ud800shop');
    expect((await job(jobId)).promptText).toBe('honey \ufffdshop');
  });

  test.each([
    ['nothing but blanks', { promptText: '  \n ' }],
    ['more than a prompt may have', { promptText: 'x'.repeat(20_001) }],
    ['another framework', { promptText: 'x', framework: 'vue' }],
    ['a seed that is none', { promptText: 'x', options: { seed: -1 } }],
  ])('with %s is refused', async (_, body) => {
    const { status, body: answer } = await project.post('/codegen', body);
    expect(status).toBe(422);
    expect(answer).toMatchObject({ error: { code: 'validation_failed' } });
  });

  test('for a model without a provider is refused, with those that there are', async () => {
    const { status, body } = await prompt('x', { model: 'gpt-9' });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      error: { code: 'provider_unavailable', details: { available: ['local'] } },
    });
  });

  test('for an archived project is refused', async () => {
    await project.archive();
    const { status, body } = await prompt('x');
    expect([status, body]).toMatchObject([409, { error: { code: 'project_archived' } }]);
  });

  test('beyond the open jobs of an organization is refused, also when many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 7 }, (_, i) => prompt(`app ${i}`)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([202, 202, 202, 202, 429, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({
      error: { code: 'rate_limited', details: { limit: 'openJobs', max: 4, actual: 4 } },
    });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('counts with those that the same person asks for elsewhere, by an API key, too', async () => {
    const { factories, container } = studio;
    const { userId } = project.actor;
    const org = await factories.buildOrg({ ownerUserId: userId });
    const { id } = await factories.buildProject({ org });
    const ask = async (headers: Record<string, string>) =>
      studio.agent
        .post(`/api/v1/projects/${id}/codegen`)
        .set(headers)
        .send({ promptText: 'one more' });
    const byKey = {
      Authorization: `Bearer ${await factories.buildApiKey(org.id, ['codegen'])}`,
    };
    const ofOrg = eq(apiKeys.orgId, org.id);
    await container.db.update(apiKeys).set({ createdBy: userId }).where(ofOrg);
    for (let i = 0; i < 2; i += 1) await start();
    for (let i = 0; i < 2; i += 1) expect((await ask(byKey)).status).toBe(202);
    const refused = [await ask(byKey), await ask(project.headers), await prompt('one more')];
    expect(refused.map(({ status }) => status)).toEqual([429, 429, 429]);
    const editor = await factories.buildUser();
    await factories.addMember(org.id, editor.id, 'editor');
    expect((await ask(await studio.bearer(editor.id))).status).toBe(202);
  });

  test('counts not for an owner who did not ask for it, as of an organization that was handed to them', async () => {
    const { factories } = studio;
    const org = await factories.buildOrg({ ownerUserId: project.actor.userId });
    const { id } = await factories.buildProject({ org });
    const giver = await factories.buildUser();
    await factories.addMember(org.id, giver.id, 'admin');
    const headers = await studio.bearer(giver.id);
    for (let i = 0; i < 4; i += 1) {
      const answer = await studio.agent
        .post(`/api/v1/projects/${id}/codegen`)
        .set(headers)
        .send({ promptText: `app ${i}` });
      expect(answer.status).toBe(202);
    }
    expect((await prompt('mine')).status).toBe(202);
  });
});

describe('who may', () => {
  test('a viewer sees jobs but neither starts nor cancels one', async () => {
    const jobId = await start();
    const viewer = await project.as('viewer');
    expect((await viewer.post('/codegen', { promptText: 'x' })).status).toBe(403);
    expect((await viewer.get('/codegen')).status).toBe(200);
    expect((await studio.agent.get(at(jobId)).set(viewer.headers)).status).toBe(200);
    expect((await studio.agent.post(at(jobId, '/cancel')).set(viewer.headers)).status).toBe(403);
  });

  test('a stranger cannot tell a job from one that never was', async () => {
    const jobId = await start();
    const stranger = await project.asStranger();
    const unknown = jobId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const rest of ['', '/logs']) {
      const foreign = await studio.agent.get(at(jobId, rest)).set(stranger.headers);
      const missing = await studio.agent.get(at(unknown, rest)).set(stranger.headers);
      expect([foreign.status, foreign.body]).toEqual([404, missing.body]);
    }
    expect((await studio.agent.post(at(jobId, '/cancel')).set(stranger.headers)).status).toBe(404);
    expect((await stranger.get('/codegen')).status).toBe(404);
    expect((await stranger.post('/codegen', { promptText: 'x' })).status).toBe(404);
    expect((await job(jobId)).status).toBe('queued');
  });
});

test('the jobs of a project are listed newest first, in pages that join to the whole', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 4; i += 1) ids.unshift(await start(`app ${i}`));
  const listed: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await project.get(`/codegen?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    const page = body as { items: CodegenJob[]; nextCursor: string | null };
    listed.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(listed).toEqual(ids);
});

test('the list of jobs is filtered by state and provider, and keeps its cursors to its filters', async () => {
  const [first = '', second = ''] = [await start('one'), await start('two')];
  await studio.agent.post(at(first, '/cancel')).set(project.headers);
  const listed = async (query: string) => {
    const { body } = await project.get(`/codegen?${query}`);
    return (body as { items: CodegenJob[] }).items.map(({ id }) => id);
  };
  expect(await listed('status=queued')).toEqual([second]);
  expect(await listed('status=canceled&provider=local')).toEqual([first]);
  expect(await listed('provider=other')).toEqual([]);
  const page = await project.get('/codegen?limit=1');
  const { nextCursor } = page.body as { nextCursor: string };
  const elsewhere = await project.get(`/codegen?limit=1&status=queued&cursor=${nextCursor}`);
  expect(elsewhere.status).toBe(422);
});

describe('another try', () => {
  const retry = (jobId: string) => studio.agent.post(at(jobId, '/retry')).set(project.headers);

  test('is a new job with the same prompt and options', async () => {
    const { body } = await prompt('a shop for honey', { options: { seed: 7, i18n: true } });
    const { jobId: first } = body as { jobId: string };
    await studio.agent.post(at(first, '/cancel')).set(project.headers);
    const answer = await retry(first);
    expect(answer.status).toBe(202);
    const { jobId } = answer.body as { jobId: string };
    expect(jobId).not.toBe(first);
    const rows = await studio.container.db
      .select()
      .from(codegenJobs)
      .where(inArray(codegenJobs.id, [first, jobId]));
    const [one, two] = rows.map(({ promptText, optionsJson, provider }) => [
      ...[promptText, optionsJson, provider],
    ]);
    expect(two).toEqual(one);
    expect(rows.map(({ status }) => status).sort()).toEqual(['canceled', 'pending']);
  });

  test('of a job that has not ended is refused', async () => {
    const answer = await retry(await start());
    expect([answer.status, answer.body]).toMatchObject([409, { error: { code: 'conflict' } }]);
  });
});

describe('a cancellation', () => {
  test('ends the job, and may be asked for again', async () => {
    const jobId = await start();
    for (let i = 0; i < 2; i += 1) {
      const answer = await studio.agent.post(at(jobId, '/cancel')).set(project.headers);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ id: jobId, status: 'canceled' });
    }
  });

  test('of a job that has ended is refused', async () => {
    const jobId = await start();
    await workAsToy(studio.container, jobId);
    const answer = await studio.agent.post(at(jobId, '/cancel')).set(project.headers);
    expect([answer.status, answer.body]).toMatchObject([
      409,
      { error: { code: 'job_not_cancelable', details: { status: 'succeeded' } } },
    ]);
  });
});

describe('the log of a job', () => {
  const read = async (jobId: string) => {
    const answer = await studio.agent.get(at(jobId, '/logs')).set(project.headers);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8' });
    return answer.text;
  };

  test('is there from the beginning, and is the same once it is stored', async () => {
    const jobId = await start();
    expect(await read(jobId)).toMatch(/^\S+Z job queued\n$/);
    await workAsToy(studio.container, jobId);
    const whole = await read(jobId);
    expect(whole).toContain('check types passed');
    expect(whole).toMatch(/done: succeeded\n$/);
    await storeEndedLogs(studio.container, 1_000);
    const [row] = await studio.container.db
      .select()
      .from(codegenJobs)
      .where(eq(codegenJobs.id, jobId));
    expect(row?.logsStorageKey).toContain(jobId);
    expect(await read(jobId)).toBe(whole);
  });
});

test('a project that is deleted takes its jobs with it', async () => {
  const jobId = await start();
  await studio.container.db.delete(projects).where(eq(projects.id, project.projectId));
  await workAsToy(studio.container, jobId);
  expect((await studio.agent.get(at(jobId)).set(project.headers)).status).toBe(404);
});
