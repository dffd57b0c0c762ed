import { describe, expect, test } from '@jest/globals';

import { type JobView, jobViewOf } from '../jobs/job-view.ts';
import { shownRevision, type ShownRevisionInput } from './shown-revision.ts';

// In no order: ids of one millisecond, or of two machines, tell nothing of which came first.
const START = 'rev_03';
const CANDIDATE = 'rev_01';
const EDIT = 'rev_02';

function job(changes: Partial<JobView>, createdAt = '2026-01-01T00:00:01.000Z'): JobView {
  const view = jobViewOf({
    id: 'cgj_1',
    projectId: 'prj_1',
    kind: 'prompt',
    provider: 'local',
    status: 'running',
    promptText: '',
    steps: [],
    logsUrl: '',
    costCents: 0,
    result: null,
    createdAt,
    finishedAt: null,
  });
  return { ...view, candidateParentId: changes.candidateId ? START : null, ...changes };
}

function shown(
  jobs: readonly JobView[] | null,
  { head = START, chosenId = null }: { head?: string; chosenId?: string | null } = {},
) {
  const project: ShownRevisionInput['project'] = {
    headRevisionId: head,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
  return shownRevision({ project, jobs, chosenId });
}

const LATER = '2026-01-02T00:00:00.000Z';

describe('without a prompt', () => {
  test('the head is shown', () => {
    expect(shown([])).toEqual({ revisionId: START, kind: 'head' });
  });

  test('nothing is shown before it is known whether there is one', () => {
    expect(shown(null)).toBeNull();
  });
});

describe('while the first prompt is built', () => {
  test('nothing is shown: the starting files are not what was asked for', () => {
    expect(shown([job({})])).toBeNull();
  });

  test('the candidate is shown as soon as there is one', () => {
    expect(shown([job({ candidateId: CANDIDATE })])).toEqual({
      revisionId: CANDIDATE,
      kind: 'candidate',
    });
  });

  test('an edit made meanwhile goes before it', () => {
    expect(shown([job({ candidateId: CANDIDATE })], { head: EDIT })).toEqual({
      revisionId: EDIT,
      kind: 'head',
    });
  });
});

test('a candidate that was merged onto the edit is shown', () => {
  const merged = job({ candidateId: CANDIDATE, candidateParentId: EDIT });
  expect(shown([merged], { head: EDIT })).toEqual({ revisionId: CANDIDATE, kind: 'candidate' });
});

test('while a later prompt is built, what was there stays', () => {
  expect(shown([job({ status: 'succeeded' }), job({})])?.kind).toBe('head');
  expect(shown([job({}, LATER)])?.kind).toBe('head');
});

test('what passed is the head, also before the page is told of its new head', () => {
  const passed = job({ status: 'succeeded', candidateId: CANDIDATE });
  expect(shown([passed])).toEqual({ revisionId: CANDIDATE, kind: 'head' });
  expect(shown([passed], { head: CANDIDATE })).toEqual({ revisionId: CANDIDATE, kind: 'head' });
  expect(shown([passed], { head: EDIT })).toEqual({ revisionId: EDIT, kind: 'head' });
});

describe('when a prompt did not pass', () => {
  test('the first one is shown all the same, and called unverified', () => {
    expect(shown([job({ status: 'failed', candidateId: CANDIDATE })])).toEqual({
      revisionId: CANDIDATE,
      kind: 'unverified',
    });
  });

  test('a later one leaves the last good version', () => {
    const jobs = [job({ status: 'succeeded' }), job({ status: 'failed', candidateId: CANDIDATE })];
    expect(shown(jobs)?.kind).toBe('head');
  });

  test('the head is shown once it was applied by hand, or edited', () => {
    const jobs = [job({ status: 'failed', candidateId: CANDIDATE })];
    expect(shown(jobs, { head: CANDIDATE })?.kind).toBe('head');
    expect(shown(jobs, { head: EDIT })).toEqual({ revisionId: EDIT, kind: 'head' });
  });
});

describe('a chosen version', () => {
  test('goes before everything', () => {
    expect(shown([job({ candidateId: CANDIDATE })], { chosenId: 'rev_00' })).toEqual({
      revisionId: 'rev_00',
      kind: 'chosen',
    });
  });

  test('is called unverified where it is a candidate that did not pass', () => {
    const jobs = [job({ status: 'failed', candidateId: CANDIDATE }, LATER)];
    expect(shown(jobs, { chosenId: CANDIDATE })?.kind).toBe('unverified');
  });

  test('that is the head is the head', () => {
    expect(shown([], { chosenId: START })?.kind).toBe('head');
  });
});
