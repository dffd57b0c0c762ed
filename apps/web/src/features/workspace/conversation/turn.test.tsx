/** @jest-environment jsdom */
import { afterEach, expect, test } from '@jest/globals';
import { type CheckResult, type CodegenJob } from '@promptly/common';
import { cleanup, screen, within } from '@testing-library/react';

import { renderWorkspace } from '../../../test/render-workspace.tsx';
import { jobViewOf } from '../jobs/job-view.ts';
import { Turn } from './turn.tsx';

const jobWith = (status: CodegenJob['status'], checks: CheckResult[]): CodegenJob => ({
  id: 'cgj_1',
  projectId: 'prj_1',
  kind: 'prompt',
  provider: 'local',
  status,
  promptText: 'a shop',
  steps: [],
  logsUrl: '',
  costCents: 0,
  result: {
    revisionId: 'rev_built',
    parentRevisionId: 'rev_head',
    requirements: [],
    verdict: { passed: false, checks },
  },
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:10.000Z',
});
const passed: CheckResult = { name: 'lint', status: 'passed', durationMs: 5, findings: [] };

const show = (job: CodegenJob) =>
  renderWorkspace(
    <ol>
      <Turn
        job={jobViewOf(job)}
        onOpen={() => undefined}
        onPreview={() => undefined}
        onRephrase={() => undefined}
      />
    </ol>,
  );
const strip = () => screen.queryByRole('group', { name: 'Checks' });

afterEach(cleanup);

test('a job that was stopped before any check ended shows none', async () => {
  await show(jobWith('canceled', []));
  expect(screen.getByText('Stopped')).toBeTruthy();
  expect(strip()).toBeNull();
});

test('of a job that was stopped amid its checks, the others say that they did not run', async () => {
  await show(jobWith('canceled', [passed]));
  const checks = within(strip()!).getAllByRole('button');
  const notRun = checks.filter(({ textContent }) => textContent?.includes('not run'));
  expect([checks.length, notRun.length]).toEqual([7, 6]);
});

test('checks that are still to come are shown as waiting', async () => {
  await show(jobWith('running', []));
  expect(within(strip()!).getAllByText(/waiting/)).toHaveLength(7);
});
