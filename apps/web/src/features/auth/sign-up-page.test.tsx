/** @jest-environment jsdom */
import '../../test/browser-globals.ts';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';

import { type Session } from '../../lib/session.ts';
import { StudioProvider } from '../../lib/studio.tsx';
import { renderStudio } from '../../test/render-studio.tsx';
import { SignUpPage } from './sign-up-page.tsx';

const RULE = 'At least 10 characters';

beforeEach(async () => {
  await renderStudio(
    <StudioProvider
      studio={{
        api: { get: () => Promise.resolve({ items: [] }) } as never,
        session: {} as Session,
      }}
    >
      <MemoryRouter>
        <SignUpPage />
      </MemoryRouter>
    </StudioProvider>,
  );
});
afterEach(cleanup);

test('a password that is missing leaves the rule in view', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
  expect(screen.getByText('Enter your password.')).toBeTruthy();
  expect(screen.getByText(RULE)).toBeTruthy();
});

test('a password that is too short says the rule once', async () => {
  await userEvent.type(screen.getByLabelText('Password'), 'short');
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
  expect(screen.getByText('Use at least 10 characters.')).toBeTruthy();
  expect(screen.queryByText(RULE)).toBeNull();
});
