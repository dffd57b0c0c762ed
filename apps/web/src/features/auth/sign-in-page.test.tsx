/** @jest-environment jsdom */
import '../../test/browser-globals.ts';

import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';

import { type Session } from '../../lib/session.ts';
import { StudioProvider } from '../../lib/studio.tsx';
import { renderStudio } from '../../test/render-studio.tsx';
import { SignInPage } from './sign-in-page.tsx';

afterEach(cleanup);

const GITHUB = { provider: 'github', label: 'GitHub', signIn: true, link: true };
const FIGMA = { provider: 'figma', label: 'Figma', signIn: false, link: true };

/** Opens the page at an address; returns how often a session was expected. */
async function open(address: string, offered: object[] = []) {
  const expected: string[] = [];
  const api = { get: () => Promise.resolve({ items: offered }) };
  const session = { expect: () => expected.push('expected') };
  await renderStudio(
    <StudioProvider studio={{ api: api as never, session: session as unknown as Session }}>
      <MemoryRouter initialEntries={[address]}>
        <SignInPage />
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
