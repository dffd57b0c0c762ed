/** @jest-environment jsdom */
import '../../../test/browser-globals.ts';

import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type CodegenJob } from '@promptly/common';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';

import { renderWorkspace } from '../../../test/render-workspace.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';

const job = (status: CodegenJob['status']): CodegenJob => ({
  id: 'cgj_1',
  projectId: 'prj_1',
  kind: 'prompt',
  provider: 'local',
  status,
  promptText: 'a shop',
  steps: [],
  logsUrl: '',
  costCents: 0,
  result: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: null,
});

const onSent = jest.fn();
const handle = createRef<ComposerHandle>();
const show = () => renderWorkspace(<Composer ref={handle} onSent={onSent} />);
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox');

beforeEach(() => {
  localStorage.clear();
});
afterEach(cleanup);

test('a prompt that a button sent leaves the focus in the empty box', async () => {
  await show();
  await userEvent.type(box(), 'a shop');
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(onSent).toHaveBeenCalled());
  expect(document.activeElement).toBe(box());
  expect(box().value).toBe('');
});

test('the button that stopped a job keeps the focus when it sends again, and sends nothing while the box is empty', async () => {
  const { session, posts } = await show();
  act(() => session.jobs.sync([job('running')]));
  screen.getByRole('button', { name: 'Stop' }).focus();
  act(() => session.jobs.sync([job('canceled')]));
  const send = screen.getByRole('button', { name: 'Send' });
  expect(document.activeElement).toBe(send);
  await userEvent.keyboard('{Enter}');
  expect(posts).toEqual([]);
});

test('a prompt to be worded otherwise comes into an empty box, and never over a draft', async () => {
  await show();
  act(() => handle.current?.begin('a shop'));
  expect([box().value, document.activeElement]).toEqual(['a shop', box()]);
  await userEvent.type(box(), ' for tea');
  act(() => handle.current?.begin('a bakery'));
  expect(box().value).toBe('a shop for tea');
});
