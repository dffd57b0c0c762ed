/** @jest-environment jsdom */
import '../../test/browser-globals.ts';

import { afterEach, expect, test } from '@jest/globals';
import { ApiError } from '@promptly/client';
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router';

import { type Session, type SessionState } from '../../lib/session.ts';
import { StudioProvider } from '../../lib/studio.tsx';
import { renderStudio } from '../../test/render-studio.tsx';
import { InvitationPage } from './invitation-page.tsx';

afterEach(cleanup);

const ORG = 'org_01';
const EMAIL = 'ada@example.org';
const offer = { orgId: ORG, orgName: 'Kigali Roasters', email: EMAIL, role: 'editor' };
const signedOut: SessionState = { status: 'signed_out', expired: false };
const signedInAs = (email: string) => ({ status: 'signed_in', user: { email } }) as SessionState;

/** Opens the link of an invitation; returns what is asked of the server and of the session. */
async function open(first: SessionState, refusal?: ApiError) {
  const asked: unknown[] = [];
  let state = first;
  let tell = (): void => undefined;
  const enter = (what: string) => (body: object) => {
    asked.push([what, body]);
    act(() => {
      state = signedInAs(EMAIL);
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
    signUp: enter('sign up'),
    signIn: enter('sign in'),
    signOut: () => Promise.resolve(asked.push('sign out')),
  };
  const api = {
    post: (path: string, { body }: { body: object }) => {
      asked.push([path.split('/').at(-1), body]);
      if (refusal) return Promise.reject(refusal);
      return Promise.resolve(path.endsWith('look-up') ? offer : {});
    },
  };
  await renderStudio(
    <StudioProvider studio={{ api: api as never, session: session as unknown as Session }}>
      <MemoryRouter initialEntries={[`/invitations/${ORG}#token=abc`]}>
        <Routes>
          <Route path="/invitations/:orgId" element={<InvitationPage />} />
        </Routes>
      </MemoryRouter>
    </StudioProvider>,
  );
  return asked;
}

const click = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const lookedUp = ['look-up', { token: 'abc' }];
const accepted = ['members', { token: 'abc' }];

test('says what it is to, and is accepted by a click of its account', async () => {
  const asked = await open(signedInAs(EMAIL));
  expect(await screen.findByText('Join Kigali Roasters')).toBeTruthy();
  expect(screen.getByText(/You are invited as Editor, with the address ada@/)).toBeTruthy();
  expect(asked).toEqual([lookedUp]);
  await click('Accept the invitation');
  expect(await screen.findByText('You belong to Kigali Roasters now.')).toBeTruthy();
  expect(asked).toEqual([lookedUp, accepted]);
});

test('a new person makes the account of the invited address by it, and belongs to the organization', async () => {
  const asked = await open(signedOut);
  await userEvent.type(await screen.findByLabelText('Password'), 'a long enough password');
  await click('Create account and join');
  expect(await screen.findByText('You belong to Kigali Roasters now.')).toBeTruthy();
  const body = { email: EMAIL, password: 'a long enough password', invitation: 'abc' };
  expect(asked).toEqual([lookedUp, ['sign up', body], accepted]);
});

test('who has an account signs in to it', async () => {
  const asked = await open(signedOut);
  await click('Sign in');
  await userEvent.type(await screen.findByLabelText('Password'), 'mine');
  await click('Sign in and join');
  expect(await screen.findByText('You belong to Kigali Roasters now.')).toBeTruthy();
  expect(asked).toEqual([lookedUp, ['sign in', { email: EMAIL, password: 'mine' }], accepted]);
});

test('who is signed in as somebody else is told so, and can sign out', async () => {
  const asked = await open(signedInAs('other@example.org'));
  expect(await screen.findByText(/signed in as other@example.org/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Accept the invitation' })).toBeNull();
  await click('Sign out');
  expect(asked).toEqual([lookedUp, 'sign out']);
});

test.each([404, 410])('one that is over (%d) is told, with what to do', async (status) => {
  const code = status === 404 ? 'not_found' : 'link_expired';
  await open(signedOut, new ApiError({ status, code, message: '' }));
  expect(await screen.findByText(/not valid any more/)).toBeTruthy();
  expect(screen.queryByLabelText('Password')).toBeNull();
});

test('where the server does not answer, it is asked again by a click', async () => {
  const asked = await open(signedOut, new ApiError({ status: 503, code: 'busy', message: '' }));
  await click('Try again');
  expect(asked).toEqual([lookedUp, lookedUp]);
});
