/** @jest-environment jsdom */
import '../../test/browser-globals.ts';

import { afterEach, expect, test } from '@jest/globals';
import { ApiError } from '@promptly/client';
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';

import { type Session, type SessionState } from '../../lib/session.ts';
import { StudioProvider } from '../../lib/studio.tsx';
import { renderStudio } from '../../test/render-studio.tsx';
import { VerifyEmailPage } from './verify-email-page.tsx';

afterEach(cleanup);

const EMAIL = 'ada@example.org';
const signedOut: SessionState = { status: 'signed_out', expired: false };
const signedIn = { status: 'signed_in', user: { email: EMAIL } } as SessionState;

/** Opens the link of the mail; returns what is asked of the server and of the session. */
async function open(first: SessionState, refusal?: ApiError) {
  const asked: unknown[] = [];
  let state = first;
  let tell = (): void => undefined;
  const become = (next: SessionState, what: unknown) => {
    asked.push(what);
    act(() => {
      state = next;
      tell();
    });
    return Promise.resolve();
  };
  const session = {
    getState: () => state,
    subscribe: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
    signIn: (body: object) => become(signedIn, ['sign in', body]),
    signOut: () => become(signedOut, 'sign out'),
  };
  const api = {
    post: (path: string, init?: { body: object }) => {
      asked.push(init ? [path.split('/').at(-1), init.body] : path.split('/').at(-1));
      return refusal && path.endsWith('/confirm') ? Promise.reject(refusal) : Promise.resolve();
    },
  };
  await renderStudio(
    <StudioProvider studio={{ api: api as never, session: session as unknown as Session }}>
      <MemoryRouter initialEntries={['/verify-email#token=abc']}>
        <VerifyEmailPage />
      </MemoryRouter>
    </StudioProvider>,
  );
  return asked;
}

const click = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const confirmed = ['confirm', { token: 'abc' }];
const refusedAs = (status: number, code: 'forbidden' | 'link_expired') =>
  new ApiError({ status, code, message: '' });

test('an address is verified by a click of its account, not by opening the page', async () => {
  const asked = await open(signedIn);
  expect(asked).toEqual([]);
  await click('Confirm');
  expect(await screen.findByText('Your address is confirmed.')).toBeTruthy();
  expect(asked).toEqual([confirmed]);
});

test('who opens the link where they are not signed in does so first, which verifies it', async () => {
  const asked = await open(signedOut);
  await userEvent.type(await screen.findByLabelText('E-mail'), EMAIL);
  await userEvent.type(screen.getByLabelText('Password'), 'mine');
  await click('Sign in');
  expect(await screen.findByText('Your address is confirmed.')).toBeTruthy();
  expect(asked).toEqual([['sign in', { email: EMAIL, password: 'mine' }], confirmed]);
});

test('who is signed in to another account is told so, and can sign out', async () => {
  const asked = await open(signedIn, refusedAs(403, 'forbidden'));
  await click('Confirm');
  expect(await screen.findByText(/another account than ada@example.org/)).toBeTruthy();
  await click('Sign out');
  expect(await screen.findByLabelText('Password')).toBeTruthy();
  expect(asked).toEqual([confirmed, 'sign out']);
});

test('a link that has expired leads to a new one', async () => {
  const asked = await open(signedIn, refusedAs(410, 'link_expired'));
  await click('Confirm');
  await click('Send a new link');
  expect(await screen.findByText('A mail with a new link is on its way.')).toBeTruthy();
  expect(asked).toEqual([confirmed, 'email-verification']);
});
