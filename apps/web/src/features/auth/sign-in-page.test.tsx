/** @jest-environment jsdom */
import '../../test/browser-globals.ts';

import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, Route, Routes } from 'react-router';

import { type Session } from '../../lib/session.ts';
import { StudioProvider } from '../../lib/studio.tsx';
import { renderStudio } from '../../test/render-studio.tsx';
import { SignInPage } from './sign-in-page.tsx';

afterEach(cleanup);

const GITHUB = { provider: 'github', label: 'GitHub', signIn: true, link: true };
const FIGMA = { provider: 'figma', label: 'Figma', signIn: false, link: true };

const OPEN = { mode: 'open', isFirst: false };

/** Opens the page at an address; returns how often a session was expected. */
async function open(address: string, offered: object[] = [], rule = OPEN) {
  const expected: string[] = [];
  const get = (path: string) =>
    Promise.resolve(path.endsWith('/auth/signup') ? rule : { items: offered });
  const api = { get };
  const session = { expect: () => expected.push('expected') };
  await renderStudio(
    <StudioProvider studio={{ api: api as never, session: session as unknown as Session }}>
      <MemoryRouter initialEntries={[address]}>
        <Routes>
          <Route path="/sign-in" element={<SignInPage />} />
          <Route path="/sign-up" element={<p>Sign-up page</p>} />
        </Routes>
      </MemoryRouter>
    </StudioProvider>,
  );
  return expected;
}

test('offers the services that sign people in, and comes back to where they wanted to', async () => {
  const expected = await open('/sign-in?next=/projects/1%3Fview=code', [GITHUB, FIGMA]);
  const link = await screen.findByRole('link', { name: 'Continue with GitHub' });
  expect(link.getAttribute('href')).toBe(
    '/api/v1/oauth/github/start?returnTo=%2Fprojects%2F1%3Fview%3Dcode',
  );
  expect(screen.queryByText(/Figma/)).toBeNull();
  link.addEventListener('click', (event) => event.preventDefault());
  await userEvent.click(link);
  expect(expected).toEqual(['expected']);
});

test('leads on to the first account where there is none yet', async () => {
  await open('/sign-in', [], { mode: 'open', isFirst: true });
  expect(await screen.findByText('Sign-up page')).toBeTruthy();
});

test('offers no account where none are made', async () => {
  await open('/sign-in', [GITHUB], { mode: 'closed', isFirst: false });
  await screen.findByRole('link', { name: 'Continue with GitHub' });
  expect(screen.queryByRole('link', { name: 'Create an account' })).toBeNull();
});

test('leads to no other host, whatever its address says', async () => {
  await open('/sign-in?next=//evil.test', [GITHUB]);
  const link = await screen.findByRole('link', { name: 'Continue with GitHub' });
  expect(link.getAttribute('href')).toBe('/api/v1/oauth/github/start?returnTo=%2F');
});

test.each([
  ['account_exists', /There is an account with this e-mail/],
  ['sign_in_canceled', /You did not allow it there/],
  ['never_heard_of', /Something went wrong/],
])('says why signing in elsewhere was in vain: %s', async (problem, text) => {
  await open(`/sign-in?problem=${problem}`);
  expect(screen.getByText(text)).toBeTruthy();
});

test('shows no text that the address brings along', async () => {
  await open('/sign-in?problem=Call%20this%20number');
  expect(screen.queryByText(/Call this number/)).toBeNull();
});
