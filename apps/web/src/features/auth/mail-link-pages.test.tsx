/** @jest-environment jsdom */
import '../../test/browser-globals.ts';

import { afterEach, expect, test } from '@jest/globals';
import { ApiError } from '@promptly/client';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode } from 'react';
import { MemoryRouter } from 'react-router';

import { type Session } from '../../lib/session.ts';
import { StudioProvider } from '../../lib/studio.tsx';
import { renderStudio } from '../../test/render-studio.tsx';
import { ForgotPasswordPage } from './forgot-password-page.tsx';
import { ResetPasswordPage } from './reset-password-page.tsx';

afterEach(cleanup);

/** Shows a page as the link of a mail opens it; returns what is posted to the server. */
async function open(page: ReactNode, answer: () => Promise<void> = () => Promise.resolve()) {
  const posted: unknown[] = [];
  const api = {
    post: (path: string, init: { body: object }) => {
      posted.push([path, init.body]);
      return answer();
    },
  };
  const session = { expire: () => posted.push('session ended') };
  await renderStudio(
    <StudioProvider studio={{ api: api as never, session: session as unknown as Session }}>
      <MemoryRouter initialEntries={['/a-page#token=abc']}>{page}</MemoryRouter>
    </StudioProvider>,
  );
  return posted;
}

const refuse = () =>
  Promise.reject(new ApiError({ status: 410, code: 'link_expired', message: 'Expired.' }));
const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));

test('a new password is sent with the token of the link, and ends the session of this browser', async () => {
  const posted = await open(<ResetPasswordPage />);
  await userEvent.type(screen.getByLabelText('Password'), 'short');
  await click('Set the password');
  expect(posted).toEqual([]);
  await userEvent.type(screen.getByLabelText('Password'), ' but longer now');
  await click('Set the password');
  expect(await screen.findByText(/Your password is set/)).toBeTruthy();
  const body = { token: 'abc', newPassword: 'short but longer now' };
  expect(posted).toEqual([['/api/v1/auth/password-reset/confirm', body], 'session ended']);
});

test('a link that has expired leads to a new one', async () => {
  await open(<ResetPasswordPage />, refuse);
  await userEvent.type(screen.getByLabelText('Password'), 'a long enough password');
  await click('Set the password');
  const again = await screen.findByRole('link', { name: 'Ask for a new link' });
  expect(again.getAttribute('href')).toBe('/forgot-password');
});

test('a forgotten password is asked for by address, and the page tells nothing of the account', async () => {
  const posted = await open(<ForgotPasswordPage />);
  await userEvent.type(screen.getByLabelText('E-mail'), 'ada');
  await click('Send the link');
  expect(posted).toEqual([]);
  await userEvent.type(screen.getByLabelText('E-mail'), '@example.org');
  await click('Send the link');
  expect(await screen.findByText(/If there is an account/)).toBeTruthy();
  expect(posted).toEqual([['/api/v1/auth/password-reset', { email: 'ada@example.org' }]]);
});
