import { expect, test } from '@jest/globals';
import { type CodegenJob, type JobEvent } from '@promptly/common';

import { createJobsStore } from './jobs-store.ts';

const job = (id: string, status: CodegenJob['status']): CodegenJob => ({
  id,
  projectId: 'prj_1',
  kind: 'prompt',
  provider: 'local',
  status,
  promptText: id,
  steps: [],
  logsUrl: '',
  costCents: 0,
  result: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: null,
});

const EVENTS: JobEvent[] = [
  { seq: 1, type: 'status', data: { status: 'running' } },
  { seq: 2, type: 'file', data: { path: 'a.ts', state: 'written', size: 1 } },
  { seq: 3, type: 'head', data: { revisionId: 'rev_1' } },
  { seq: 4, type: 'done', data: { status: 'succeeded' } },
];

/** An API whose streams give these events at once, and note which were asked for. */
function fakeApi(events: readonly JobEvent[]) {
  const asked: string[] = [];
  return {
    asked,
    async *streamJobEvents({ jobId }: { jobId: string }) {
      asked.push(jobId);
      for (const event of events) yield await Promise.resolve(event);
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('running jobs are followed once, and their end and the new head are told', async () => {
  const api = fakeApi(EVENTS);
  const heads: string[] = [];
  const done: string[] = [];
  const store = createJobsStore({
    api,
    onHead: (revisionId) => heads.push(revisionId),
    onDone: ({ id }) => done.push(id),
  });

  store.sync([job('cgj_2', 'running'), job('cgj_1', 'failed')]);
  store.sync([job('cgj_2', 'running'), job('cgj_1', 'failed')]);
  await settle();

  expect(api.asked).toEqual(['cgj_2']);
  expect([heads, done]).toEqual([['rev_1'], ['cgj_2']]);
  expect([...store.getState().jobs.keys()]).toEqual(['cgj_1', 'cgj_2']);
  expect(store.getState().jobs.get('cgj_2')).toMatchObject({ status: 'succeeded' });
});

test('a list that is older than the stream does not set a job back', async () => {
  const store = createJobsStore({ api: fakeApi(EVENTS.slice(0, 2)) });
  store.sync([job('cgj_1', 'queued')]);
  await settle();
  store.sync([job('cgj_1', 'queued')]);
  expect(store.getState().jobs.get('cgj_1')).toMatchObject({ status: 'running' });
});

test('a replay adds the files of a job that is over, and announces nothing', async () => {
  const heads: string[] = [];
  const store = createJobsStore({ api: fakeApi(EVENTS), onHead: (id) => heads.push(id) });
  store.sync([job('cgj_1', 'succeeded')]);
  store.replay('cgj_1');
  await settle();
  expect(store.getState().jobs.get('cgj_1')?.files).toHaveLength(1);
  expect(heads).toEqual([]);
});

test('files that come in a burst are told at once, and before anything that follows them', async () => {
  const files = Array.from({ length: 50 }, (_, index): JobEvent => ({
    ...{ seq: index + 2, type: 'file' },
    data: { path: `${index}.ts`, state: 'written', size: 1 },
  }));
  const store = createJobsStore({ api: fakeApi([...EVENTS.slice(0, 1), ...files]) });
  store.sync([job('cgj_1', 'queued')]);
  const counts: number[] = [];
  store.subscribe(() => counts.push(store.getState().jobs.get('cgj_1')?.files?.length ?? 0));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(counts).toEqual([0, 50]);
});
