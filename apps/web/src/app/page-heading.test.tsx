/** @jest-environment jsdom */
import '../test/browser-globals.ts';

import { afterEach, expect, test } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, MemoryRouter, Route, Routes } from 'react-router';

import { ArrivalProvider, PageHeading } from './page-heading.tsx';

function Pages() {
  return (
    <MemoryRouter initialEntries={['/']}>
      <ArrivalProvider>
        <input aria-label="Outside" />
        <Routes>
          <Route path="/" element={<Page title="Home" to="/other" />} />
          <Route path="/other" element={<Page title="Other" to="/" />} />
        </Routes>
      </ArrivalProvider>
    </MemoryRouter>
  );
}

function Page({ title, to }: { title: string; to: string }) {
  return (
    <main key={title}>
      <PageHeading>{title}</PageHeading>
      <Link to={to}>Go on</Link>
    </main>
  );
}

const focused = () => document.activeElement?.textContent;
const goOn = () => userEvent.click(screen.getByRole('link'));

afterEach(cleanup);

test('a page that is opened leaves the focus where the browser puts it', () => {
  render(<Pages />);
  expect(document.activeElement).toBe(document.body);
});

test('who comes from another page is at the heading, and so on the way back', async () => {
  render(<Pages />);
  await goOn();
  expect(focused()).toBe('Other');
  await goOn();
  expect(focused()).toBe('Home');
});

test('what has the focus and stays keeps it', async () => {
  render(<Pages />);
  const outside = screen.getByRole('textbox');
  screen.getByRole('link').addEventListener('click', () => outside.focus());
  await goOn();
  expect(document.activeElement).toBe(outside);
});
