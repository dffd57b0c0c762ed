/** @jest-environment jsdom */
import '../test/browser-globals.ts';

import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';

import { type Session } from '../lib/session.ts';
import { StudioProvider } from '../lib/studio.tsx';
import { renderStudio } from '../test/render-studio.tsx';
import { AccountMenu } from './account-menu.tsx';

afterEach(cleanup);

test('who is signed in is shown by initials, and no picture is loaded from another host', async () => {
  const loaded: string[] = [];
  const { Image } = window;
  window.Image = class extends Image {
    override set src(address: string) {
      loaded.push(address);
    }
  };
  const user = {
    name: 'Ada Uwase',
    email: 'ada@example.org',
    avatarUrl: 'https://pictures.test/a',
  };
  const state = { status: 'signed_in', user };
  const session = { getState: () => state, subscribe: () => () => undefined };
  await renderStudio(
    <StudioProvider studio={{ api: {} as never, session: session as unknown as Session }}>
      <AccountMenu />
    </StudioProvider>,
  );
  expect(screen.getByText('AU')).toBeTruthy();
  expect(loaded).toEqual([]);
  window.Image = Image;
});
