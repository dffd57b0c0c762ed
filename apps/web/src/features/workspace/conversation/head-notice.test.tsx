/** @jest-environment jsdom */
import { afterEach, describe, expect, test } from '@jest/globals';
import { type CodegenJob, type Revision, type Verdict } from '@promptly/common';
import { act, cleanup, screen, waitFor } from '@testing-library/react';

import { renderWorkspace, type WorkspaceOptions } from '../../../test/render-workspace.tsx';
import { HeadNotice } from './head-notice.tsx';

const PASSED: Verdict = { passed: true, checks: [] };
const EDITED = 'The current version was edited by hand and is not verified.';
const UNCHECKED = 'The current version is not verified.';

const jobOf = (revisionId: string): CodegenJob => ({
  id: 'cgj_1',
  projectId: 'prj_1',
  kind: 'prompt',
  provider: 'local',
  status: 'succeeded',
  promptText: 'a shop',
  steps: [],
  logsUrl: '',
  costCents: 0,
  result: { revisionId, parentRevisionId: null, requirements: [], verdict: PASSED },
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:10.000Z',
});

const headOf = (kind: Revision['kind'], verdict: Verdict | null = null) => ({
  items: [{ id: 'rev_head', isHead: true, kind, verdict }],
  nextCursor: null,
});

async function show(job: CodegenJob, options: WorkspaceOptions) {
  const view = await renderWorkspace(<HeadNotice />, options);
  act(() => view.session.jobs.sync([job]));
  await waitFor(() => expect(view.session.jobs.getState().loaded).toBe(true));
  return view;
}

afterEach(cleanup);

test('the version that a job made is not doubted, and not asked about', async () => {
  const { gets } = await show(jobOf('rev_head'), { answers: { '/revisions': headOf('edit') } });
  expect(screen.queryByRole('status')).toBeNull();
  expect(gets.filter((path) => path.endsWith('/revisions'))).toEqual([]);
});

test('a save of this page is told at once, without a request', async () => {
  const { gets } = await show(jobOf('rev_made'), { session: { isOwnEdit: () => true } });
  expect(screen.getByRole('status').textContent).toBe(EDITED);
  expect(gets.filter((path) => path.endsWith('/revisions'))).toEqual([]);
});

describe('a head that came about elsewhere', () => {
  test.each([
    ['edit', null, EDITED],
    ['import', null, UNCHECKED],
    ['restore', null, UNCHECKED],
    ['codegen', { ...PASSED, passed: false }, UNCHECKED],
  ] as const)('by %s with the verdict %j is doubted', async (kind, verdict, text) => {
    await show(jobOf('rev_made'), { answers: { '/revisions': headOf(kind, verdict) } });
    expect((await screen.findByRole('status')).textContent).toBe(text);
  });

  test.each([
    ['restore', PASSED],
    ['init', null],
  ] as const)('by %s with the verdict %j is not', async (kind, verdict) => {
    const { gets } = await show(jobOf('rev_made'), {
      answers: { '/revisions': headOf(kind, verdict) },
    });
    await waitFor(() => expect(gets.some((path) => path.endsWith('/revisions'))).toBe(true));
    await act(async () => Promise.resolve());
    expect(screen.queryByRole('status')).toBeNull();
  });
});
