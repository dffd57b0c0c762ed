/** @jest-environment jsdom */
import { afterEach, expect, jest, test } from '@jest/globals';
import { type Revision, verdictOf } from '@promptly/common';
import { cleanup, screen } from '@testing-library/react';

import { renderWorkspace, type WorkspaceOptions } from '../../../test/render-workspace.tsx';
import { RevisionRow } from './revision-row.tsx';

const candidate: Revision = {
  id: 'rev_built',
  projectId: 'prj_1',
  number: 3,
  parentId: 'rev_head',
  kind: 'codegen',
  message: 'A shop',
  applied: false,
  isHead: false,
  files: 12,
  sizeBytes: 1_000,
  verdict: verdictOf([]),
  jobId: 'cgj_1',
  author: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

async function offers(changes: Partial<Revision> = {}, options?: WorkspaceOptions) {
  await renderWorkspace(
    <RevisionRow
      revision={{ ...candidate, ...changes }}
      now={Date.parse('2026-01-02')}
      restoring={false}
      onPreview={jest.fn()}
      onRestore={jest.fn()}
    />,
    options,
  );
  return screen.getAllByRole('button').map(({ textContent }) => textContent);
}

afterEach(cleanup);

test('a version that did not pass is offered to be applied where the project has not moved on', async () => {
  expect(await offers()).toEqual(['Preview', 'Apply']);
});

test.each<[string, Partial<Revision>]>([
  ['lacks what was made since', { parentId: 'rev_older' }],
  ['was never checked', { verdict: null }],
])('a version that %s can be looked at, and no more', async (_, changes) => {
  expect(await offers(changes)).toEqual(['Preview']);
});

test('an earlier version can be restored, but not by a viewer', async () => {
  expect(await offers({ applied: true })).toEqual(['Preview', 'Restore']);
  cleanup();
  expect(await offers({ applied: true }, { canEdit: false })).toEqual(['Preview']);
});
