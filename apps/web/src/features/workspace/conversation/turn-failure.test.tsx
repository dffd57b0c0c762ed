/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type JobError } from '@promptly/common';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { renderWorkspace, type WorkspaceOptions } from '../../../test/render-workspace.tsx';
import { type JobView } from '../jobs/job-view.ts';
import { TurnFailure } from './turn-failure.tsx';

const onOpen = jest.fn();
const onPreview = jest.fn();
const onRephrase = jest.fn();

const failed = (code: JobError['code'], details = {}): JobView => ({
  id: 'cgj_1',
  promptText: 'a shop',
  status: 'failed',
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:10.000Z',
  costCents: 0,
  steps: [],
  files: null,
  candidateId: 'rev_built',
  candidateParentId: 'rev_head',
  headId: null,
  checks: [],
  requirements: [],
  error: { code, message: '', details },
  lastSeq: 0,
});

const show = (job: JobView, options?: WorkspaceOptions) =>
  renderWorkspace(
    <TurnFailure job={job} onOpen={onOpen} onPreview={onPreview} onRephrase={onRephrase} />,
    options,
  );
const applyButton = () => screen.queryByRole('button', { name: 'Apply anyway' });

beforeEach(() => {
  jest.resetAllMocks();
});
afterEach(cleanup);

describe('a merge conflict', () => {
  const conflict = failed('merge_conflict', { paths: ['src/App.tsx', 'src/shop.ts'] });

  test('names the files, and leads to each', async () => {
    await show(conflict);
    await userEvent.click(screen.getByRole('button', { name: /src\/shop\.ts/ }));
    expect(screen.getByText('src/App.tsx')).toBeTruthy();
    expect(onOpen).toHaveBeenCalledWith({ path: 'src/shop.ts' });
  });

  test('can be looked at and worded otherwise, but not be put over what was edited', async () => {
    await show(conflict);
    await userEvent.click(screen.getByRole('button', { name: 'Preview it anyway' }));
    await userEvent.click(screen.getByRole('button', { name: 'Rephrase' }));
    expect(onPreview).toHaveBeenCalledWith('rev_built');
    expect(onRephrase).toHaveBeenCalledWith('a shop');
    expect(applyButton()).toBeNull();
  });
});

test.each(['verification_failed', 'verification_incomplete'] as const)(
  'after %s, what was built is applied on a second yes',
  async (code) => {
    const { posts } = await show(failed(code));
    await userEvent.click(screen.getByRole('button', { name: 'Apply anyway' }));
    expect(posts).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Apply anyway' }));
    expect(posts).toHaveLength(1);
  },
);

test.each(['head_moved', 'timed_out', 'worker_lost', 'internal'] as const)(
  'after %s, what may lack edits is not offered to be applied',
  async (code) => {
    await show(failed(code));
    expect(applyButton()).toBeNull();
  },
);

test('what was built for a version that was edited since is not offered to be applied', async () => {
  await show(failed('verification_failed'), { project: { headRevisionId: 'rev_edited' } });
  expect(applyButton()).toBeNull();
});

test('a viewer can look, and no more', async () => {
  await show(failed('verification_failed'), { canEdit: false });
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
    'Preview it anyway',
  ]);
});
