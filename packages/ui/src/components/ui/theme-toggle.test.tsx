/** @jest-environment jsdom */
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { applyColorMode, readColorMode } from '../../lib/color-mode.ts';
import { provideColorScheme, provideLayout } from '../../testing/layout.ts';
import { ThemeToggle } from './theme-toggle.tsx';

beforeAll(provideLayout);
beforeEach(() => {
  localStorage.clear();
  document.documentElement.className = '';
  delete document.documentElement.dataset.colorMode;
});

const root = document.documentElement;

async function choose(mode: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Theme' }));
  await userEvent.click(screen.getByRole('menuitemradio', { name: mode }));
}

describe('ThemeToggle', () => {
  test('switches the page and remembers the choice', async () => {
    provideColorScheme(false);
    render(<ThemeToggle />);
    await choose('Dark');
    expect(root).toHaveClass('dark');
    expect(readColorMode()).toBe('dark');
    await choose('Light');
    expect(root).not.toHaveClass('dark');
    expect(readColorMode()).toBe('light');
  });

  test('follows the system as it changes once that is chosen', async () => {
    const system = provideColorScheme(true);
    render(<ThemeToggle />);
    await choose('System');
    expect(root).toHaveClass('dark');
    act(() => system.set(false));
    expect(root).not.toHaveClass('dark');
  });

  test('shows the mode in force', async () => {
    provideColorScheme(false);
    render(<ThemeToggle />);
    await choose('Dark');
    await userEvent.click(screen.getByRole('button', { name: 'Theme' }));
    expect(screen.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
  });

  test('a page that opens dark stays so until someone chooses', () => {
    provideColorScheme(false);
    root.classList.add('dark');
    applyColorMode(readColorMode());
    expect(root).toHaveClass('dark');
  });

  test('a stored value that is no mode is ignored', () => {
    localStorage.setItem('color-mode', 'sepia');
    expect(readColorMode()).toBeUndefined();
  });
});
