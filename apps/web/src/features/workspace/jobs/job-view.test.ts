import { describe, expect, test } from '@jest/globals';
import { type CodegenJob, type JobEvent } from '@promptly/common';
import fc from 'fast-check';

import { applyJobEvent, type JobView, jobViewOf } from './job-view.ts';

const NOW = '2026-01-01T00:00:10.000Z';
const QUEUED: CodegenJob = {
  id: 'cgj_1',
  projectId: 'prj_1',
  kind: 'prompt',
  provider: 'local',
  status: 'queued',
  promptText: 'a shop',
  steps: [],
  logsUrl: '',
  costCents: 0,
  result: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: null,
};

type Unnumbered = JobEvent extends infer E ? (E extends JobEvent ? Omit<E, 'seq'> : never) : never;

function after(...events: Unnumbered[]): JobView {
  return events.reduce(
    (view, event, index) => applyJobEvent(view, { ...event, seq: index + 1 }, NOW),
    jobViewOf(QUEUED),
  );
}

const statusOf = (view: JobView, name: string) =>
  view.checks.find((check) => check.name === name)?.status;

test('a new job has all seven checks waiting', () => {
  expect(jobViewOf(QUEUED).checks.map((check) => check.status)).toEqual(
    Array.from({ length: 7 }, () => 'pending'),
  );
});

test('steps run and end in the order in which they began', () => {
  const view = after(
    { type: 'step', data: { name: 'normalize_prompt', state: 'started' } },
    { type: 'step', data: { name: 'normalize_prompt', state: 'finished' } },
    { type: 'step', data: { name: 'call_model', state: 'started' } },
  );
  expect(view.steps).toEqual([
    { name: 'normalize_prompt', state: 'done' },
    { name: 'call_model', state: 'running' },
  ]);
});

test('a step that a new worker repeats is shown once', () => {
  const view = after(
    { type: 'step', data: { name: 'verify', state: 'started' } },
    { type: 'step', data: { name: 'verify', state: 'started' } },
  );
  expect(view.steps).toEqual([{ name: 'verify', state: 'running' }]);
});

test('a file that is written twice is listed once, with its last state', () => {
  const view = after(
    { type: 'file', data: { path: 'a.ts', state: 'written', size: 1 } },
    { type: 'file', data: { path: 'b.ts', state: 'written', size: 1 } },
    { type: 'file', data: { path: 'a.ts', state: 'deleted', size: 0 } },
  );
  expect(view.files).toEqual([
    { path: 'b.ts', state: 'written', size: 1 },
    { path: 'a.ts', state: 'deleted', size: 0 },
  ]);
});

test('a check runs, then has its result', () => {
  const started: Unnumbered = { type: 'check_started', data: { name: 'types' } };
  expect(statusOf(after(started), 'types')).toBe('running');
  const ended = after(started, {
    type: 'check',
    data: { name: 'types', status: 'failed', durationMs: 5, findings: [] },
  });
  expect(statusOf(ended, 'types')).toBe('failed');
});

describe('the end of a job', () => {
  test('takes away what was still under way', () => {
    const view = after(
      { type: 'step', data: { name: 'verify', state: 'started' } },
      { type: 'check_started', data: { name: 'render' } },
      { type: 'done', data: { status: 'canceled' } },
    );
    expect(view.status).toBe('canceled');
    expect(view.steps).toEqual([{ name: 'verify', state: 'failed' }]);
    expect(view.checks.map(({ status }) => status)).toEqual(Array(7).fill('not_run'));
    expect(view.finishedAt).toBe(NOW);
  });

  test('is not undone by a status that comes late', () => {
    const view = after(
      { type: 'done', data: { status: 'succeeded' } },
      { type: 'status', data: { status: 'running' } },
    );
    expect(view.status).toBe('succeeded');
  });

  test('says why it failed', () => {
    const error = { code: 'merge_conflict' as const, message: 'x', details: {} };
    expect(after({ type: 'done', data: { status: 'failed', error } }).error).toEqual(error);
  });
});

test('events that come again, in any order behind the last one, change nothing', () => {
  const events: JobEvent[] = [
    { seq: 1, type: 'status', data: { status: 'running' } },
    {
      seq: 2,
      type: 'candidate',
      data: { revisionId: 'rev_1', parentRevisionId: 'rev_0', files: 3 },
    },
    { seq: 3, type: 'head', data: { revisionId: 'rev_1' } },
    { seq: 4, type: 'done', data: { status: 'succeeded' } },
  ];
  const apply = (list: readonly JobEvent[]) =>
    list.reduce((view, event) => applyJobEvent(view, event, NOW), jobViewOf(QUEUED));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events)), (repeats) => {
      expect(apply([...events, ...repeats])).toEqual(apply(events));
    }),
  );
});

test('a job that is over is read from its account alone', () => {
  const view = jobViewOf({
    ...QUEUED,
    status: 'succeeded',
    steps: [{ name: 'verify', startedAt: NOW, finishedAt: NOW }],
    result: {
      revisionId: 'rev_1',
      parentRevisionId: 'rev_0',
      requirements: [{ text: 'A shop', status: 'met', evidence: '' }],
      verdict: {
        passed: false,
        checks: [{ name: 'lint', status: 'passed', durationMs: 1, findings: [] }],
      },
    },
  });
  expect(view).toMatchObject({
    candidateId: 'rev_1',
    candidateParentId: 'rev_0',
    headId: 'rev_1',
    files: null,
  });
  expect(statusOf(view, 'lint')).toBe('passed');
  expect(statusOf(view, 'tests')).toBe('not_run');
  expect(view.requirements).toHaveLength(1);
});
