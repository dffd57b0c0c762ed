import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq, isNull } from 'drizzle-orm';

import { decodeText } from '@promptly/common';

import { jobSteps, revisions } from '../../db/schema/index.ts';
import { ProviderError, type PlanProvider } from '../../integrations/llm/provider.ts';
import type { AppCompiler } from './ports.ts';
import { createCodegenWorld, type CodegenWorld } from './testing/codegen-world.ts';
import { toyCompiler, toyProvider, toyVerifier } from './testing/toy-compiler.ts';

let world: CodegenWorld;
let projectId: string;
beforeAll(async () => {
  world = await createCodegenWorld();
});
beforeEach(async () => {
  projectId = await world.buildProject();
});
afterAll(() => world.dispose());

async function run(promptText: string, changes: Parameters<CodegenWorld['workerDeps']>[1] = {}) {
  const jobId = await world.createJob(projectId, promptText);
  await world.work(jobId, world.workerDeps(undefined, changes));
  return { jobId, ...(await world.jobRow(jobId)) };
}

async function filesOf(revisionId: string): Promise<Record<string, string>> {
  const tree = await world.workerDeps().revisions.loadTree(world.orgId, revisionId);
  return Object.fromEntries(Array.from(tree, ([path, bytes]) => [path, decodeText(bytes)]));
}
const headFiles = async () => filesOf(await world.headOf(projectId));

describe('a job that succeeds', () => {
  test('moves the head to what was verified, and keeps the verdict with it', async () => {
    const job = await run('a shop');
    expect(job).toMatchObject({ status: 'succeeded', errorJson: null, costCents: 0.25 });
    expect(await world.headOf(projectId)).toBe(job.candidateRevisionId);
    const [revision] = await world.db
      .select()
      .from(revisions)
      .where(eq(revisions.id, job.candidateRevisionId!));
    expect(revision).toMatchObject({ kind: 'codegen', verdictJson: { passed: true } });
  });

  test('stores the candidate, so that it can be previewed, before the checks begin', async () => {
    const { jobId } = await run('a shop');
    const keys = await world.effectKeys(jobId);
    expect(keys.indexOf('candidate:0')).toBeLessThan(keys.indexOf('step:verify:0:started'));
  });
});

describe('a job that does not pass its checks', () => {
  test.each([
    ['fails:tests', 'verification_failed', { failed: ['tests'], skipped: [] }],
    ['fails:types skips:a11y', 'verification_failed', { failed: ['types'], skipped: ['a11y'] }],
    ['skips:render skips:a11y', 'verification_incomplete', { skipped: ['render', 'a11y'] }],
  ])('"%s" ends %s; the head stays and the candidate is kept', async (prompt, code, details) => {
    const before = await world.headOf(projectId);
    const job = await run(prompt);
    expect(job).toMatchObject({ status: 'failed', errorJson: { code, details } });
    expect(await world.headOf(projectId)).toBe(before);
    expect(await filesOf(job.candidateRevisionId!)).toHaveProperty(['src/App.tsx']);
  });
});

describe('a prompt on a project that people changed', () => {
  beforeEach(async () => {
    await run('first');
  });

  test('keeps their files and takes what is new', async () => {
    await world.edit(projectId, 'notes.md', 'mine');
    await run('second');
    expect(await headFiles()).toMatchObject({
      'notes.md': 'mine',
      'src/App.tsx': 'export const prompt = "second";\n',
    });
  });

  test('keeps their files in every later prompt, not only in the next one', async () => {
    await world.edit(projectId, 'README.md', 'mine');
    for (const prompt of ['second', 'third', 'fourth']) await run(prompt);
    expect(await headFiles()).toMatchObject({
      'README.md': 'mine',
      'src/App.tsx': 'export const prompt = "fourth";\n',
    });
  });

  test('stores what was generated beside what was merged', async () => {
    await world.edit(projectId, 'notes.md', 'mine');
    const { jobId, candidateRevisionId } = await run('second');
    const aside = await world.db
      .select()
      .from(revisions)
      .where(and(eq(revisions.jobId, jobId), isNull(revisions.appliedAt)));
    expect(aside).toHaveLength(1);
    expect(await filesOf(aside[0]!.id)).not.toHaveProperty(['notes.md']);
    expect(candidateRevisionId).not.toBe(aside[0]!.id);
  });

  test('that changed the same file is a conflict: it is shown, and nothing is overwritten', async () => {
    await world.edit(projectId, 'src/App.tsx', 'mine');
    const job = await run('second');
    expect(job).toMatchObject({
      status: 'failed',
      errorJson: { code: 'merge_conflict', details: { paths: ['src/App.tsx'] } },
    });
    expect(await headFiles()).toMatchObject({ 'src/App.tsx': 'mine' });
    expect(await filesOf(job.candidateRevisionId!)).toMatchObject({
      'src/App.tsx': 'export const prompt = "second";\n',
    });
    expect(await world.effectKeys(job.id)).not.toContain('step:verify:0:started');
  });

  test('is read after those that made the head, and after no others', async () => {
    const reads: (readonly string[])[] = [];
    const compiler: AppCompiler = {
      ...toyCompiler,
      readPrompts(prompts, options, signal) {
        reads.push(prompts);
        return toyCompiler.readPrompts(prompts, options, signal);
      },
    };
    const first = await world.headOf(projectId);
    await run('second', { compiler });
    await run('fails:tests', { compiler });
    await world.edit(projectId, 'notes.md', 'mine');
    await run('third', { compiler });
    await world.restore(projectId, first);
    await run('another', { compiler });
    expect(reads).toEqual([
      ['first', 'second'],
      ['first', 'second', 'fails:tests'],
      ['first', 'second', 'third'],
      ['first', 'another'],
    ]);
  });

  test('keeps what another one added while it was being made', async () => {
    let others = 1;
    const verifier = {
      async verify(request: Parameters<typeof toyVerifier.verify>[0]) {
        if (others-- > 0) await run('adds invoices');
        return toyVerifier.verify(request);
      },
    };
    expect(await run('adds orders', { verifier })).toMatchObject({ status: 'succeeded' });
    const both = ['src/pages/invoices.tsx', 'src/pages/orders.tsx'];
    expect(Object.keys(await headFiles())).toEqual(expect.arrayContaining(both));
  });

  test('goes on with what one before it added that was still being made when it was sent', async () => {
    const jobs = [
      await world.createJob(projectId, 'adds orders'),
      await world.createJob(projectId, 'adds invoices'),
    ];
    await world.work(jobs[0]!);
    await world.edit(projectId, 'src/pages/orders.tsx', 'mine');
    await world.work(jobs[1]!);
    const both = ['src/pages/invoices.tsx', 'src/pages/orders.tsx'];
    expect(Object.keys(await headFiles())).toEqual(expect.arrayContaining(both));
    await run('adds suppliers');
    const all = [...both, 'src/pages/suppliers.tsx'];
    expect(Object.keys(await headFiles())).toEqual(expect.arrayContaining(all));
    expect(await headFiles()).toMatchObject({ 'src/pages/orders.tsx': 'mine' });
  });

  test('that makes the same app again ends nothing_changed, and the head stays', async () => {
    await world.edit(projectId, 'notes.md', 'mine');
    const before = await world.headOf(projectId);
    const job = await run('first');
    expect(job).toMatchObject({ status: 'failed', errorJson: { code: 'nothing_changed' } });
    expect(await world.headOf(projectId)).toBe(before);
  });

  test('knows after a restore what the restored files were made from', async () => {
    const first = await world.headOf(projectId);
    await world.edit(projectId, 'README.md', 'mine');
    await run('second');
    await world.restore(projectId, first);
    await run('third');
    expect(await headFiles()).toEqual({
      'README.md': '# toy\n',
      'src/App.tsx': 'export const prompt = "third";\n',
      'src/main.tsx': 'render();\n',
    });
  });
});

describe('a project that is changed while its job runs', () => {
  const editingVerifier = (edits: number) => {
    let made = 0;
    return {
      async verify(request: Parameters<typeof toyVerifier.verify>[0]) {
        const verdict = await toyVerifier.verify(request);
        if (made < edits) await world.edit(projectId, `note-${made++}.md`, 'meanwhile');
        return verdict;
      },
    };
  };

  test('gets the change and the app: both are merged and checked again', async () => {
    const job = await run('a shop', { verifier: editingVerifier(2) });
    expect(job.status).toBe('succeeded');
    expect(await headFiles()).toMatchObject({
      'note-0.md': 'meanwhile',
      'note-1.md': 'meanwhile',
      'src/App.tsx': 'export const prompt = "a shop";\n',
    });
    const rounds = await world.db.select().from(jobSteps).where(eq(jobSteps.jobId, job.id));
    expect(rounds.filter(({ name }) => name === 'verify')).toHaveLength(3);
  });

  test('again and again ends the job instead of keeping it for ever', async () => {
    const job = await run('a shop', { verifier: editingVerifier(Infinity) });
    expect(job).toMatchObject({ status: 'failed', errorJson: { code: 'head_moved' } });
    expect(await headFiles()).not.toHaveProperty(['src/App.tsx']);
  });
});

describe('a job that cannot be done', () => {
  test('says so when there is no app in the prompt', async () => {
    const job = await run('unreadable');
    expect(job).toMatchObject({
      status: 'failed',
      errorJson: { code: 'prompt_unreadable' },
      candidateRevisionId: null,
    });
    expect((await world.effectKeys(job.id)).slice(-3)).toEqual([
      'step:normalize_prompt:0:failed',
      'end:status',
      'end:done',
    ]);
  });

  test('ends when its time is over, and its checks stop', async () => {
    const job = await run('a shop', {
      settings: { leaseMs: 60_000, renewMs: 20_000, maxClaims: 5, timeoutMs: 300 },
      verifier: {
        verify: ({ signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason as Error));
          }),
      },
    });
    expect(job).toMatchObject({ status: 'failed', errorJson: { code: 'timed_out' } });
  });

  test('tells users of an unexpected fault that there was one, and no more', async () => {
    const compiler = {
      ...toyCompiler,
      emit: () => Promise.reject(new TypeError('secret path /etc/x')),
    };
    const job = await run('a shop', { compiler });
    expect(job).toMatchObject({ status: 'failed', errorJson: { code: 'internal' } });
    expect(JSON.stringify(job.errorJson)).not.toContain('secret');
  });
});

describe('a provider', () => {
  const failing = (errors: ProviderError[]): PlanProvider => ({
    name: 'local',
    async *plan(request, signal) {
      const error = errors.shift();
      if (error) throw error;
      yield* toyProvider.plan(request, signal);
    },
  });
  const runWith = (errors: ProviderError[]) => {
    const provider = failing(errors);
    return run('a shop', { chooseProvider: () => ({ provider, model: undefined }) });
  };

  test('that is busy is asked again, and its cost counts once', async () => {
    const busy = new ProviderError('overloaded', 'busy', 1);
    expect(await runWith([busy, busy])).toMatchObject({ status: 'succeeded', costCents: 0.25 });
  });

  test('that refuses ends the job with its words', async () => {
    expect(await runWith([new ProviderError('authentication', 'The key is wrong.')])).toMatchObject(
      {
        status: 'failed',
        errorJson: {
          code: 'provider_failed',
          message: 'The key is wrong.',
          details: { kind: 'authentication' },
        },
      },
    );
  });

  test('that is gone since the job was accepted ends the job', async () => {
    expect(await run('a shop', { chooseProvider: () => undefined })).toMatchObject({
      errorJson: { code: 'provider_failed' },
    });
  });
});
