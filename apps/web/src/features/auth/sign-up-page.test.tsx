/** @jest-environment jsdom */
import '../../test/browser-globals.ts';

import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';

import { type Session } from '../../lib/session.ts';
import { StudioProvider } from '../../lib/studio.tsx';
import { renderStudio } from '../../test/render-studio.tsx';
import { SignUpPage } from './sign-up-page.tsx';

const RULE = 'At least 10 characters';

async function open(rule = { mode: 'open', isFirst: false }): Promise<void> {
  const get = (path: string) =>
    Promise.resolve(path.endsWith('/auth/signup') ? rule : { items: [] });
  await renderStudio(
    <StudioProvider studio={{ api: { get } as never, session: {} as Session }}>
      <MemoryRouter>
        <SignUpPage />
      </MemoryRouter>
    </StudioProvider>,
  );
}

afterEach(cleanup);

test('the first person is told that they operate the studio, and is offered no sign-in', async () => {
  await open({ mode: 'open', isFirst: true });
  expect(await screen.findByText(/You are the first here/)).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Sign in' })).toBeNull();
});

test('says before the form is filled in that accounts are made by invitation', async () => {
  await open({ mode: 'invite', isFirst: false });
  expect(await screen.findByText(/made by invitation here/)).toBeTruthy();
});

test('a password that is missing leaves the rule in view', async () => {
  await open();
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
  expect(screen.getByText('Enter your password.')).toBeTruthy();
  expect(screen.getByText(RULE)).toBeTruthy();
});

test('a password that is too short says the rule once', async () => {
  await open();
  await userEvent.type(screen.getByLabelText('Password'), 'short');
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
  expect(screen.getByText('Use at least 10 characters.')).toBeTruthy();
  expect(screen.queryByText(RULE)).toBeNull();
});
