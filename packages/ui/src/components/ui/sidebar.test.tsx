/** @jest-environment jsdom */
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { accessibilityFaults } from '../../testing/axe.ts';
import { provideLayout } from '../../testing/layout.ts';
import { bePatient } from '../../testing/patience.ts';
import {
  Sidebar,
  SidebarContent,
  SidebarInset,
  SidebarMenu,
  SidebarMenuButton,
  SidebarMenuItem,
  SidebarProvider,
  SidebarTrigger,
} from './sidebar.tsx';

beforeAll(provideLayout);
beforeAll(bePatient);

const shell = (
  <SidebarProvider>
    <Sidebar>
      <SidebarContent>
        <SidebarMenu>
          <SidebarMenuItem>
            <SidebarMenuButton asChild isActive>
              <a href="#overview">
                <span>Overview</span>
              </a>
            </SidebarMenuButton>
          </SidebarMenuItem>
          <SidebarMenuItem>
            <SidebarMenuButton asChild>
              <a href="#orders">
                <span>Orders</span>
              </a>
            </SidebarMenuButton>
          </SidebarMenuItem>
        </SidebarMenu>
      </SidebarContent>
    </Sidebar>
    <SidebarInset>
      <SidebarTrigger />
      <main>
        <h1>Overview</h1>
      </main>
    </SidebarInset>
  </SidebarProvider>
);

describe('Sidebar', () => {
  test('marks the page that the reader is on', () => {
    render(shell);
    expect(screen.getByRole('link', { current: 'page' })).toHaveTextContent('Overview');
  });

  test('folds to its icons, and its links keep their names', async () => {
    render(shell);
    const toggle = screen.getByRole('button', { name: 'Toggle navigation' });
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    expect(screen.getByRole('link', { name: 'Orders' })).toBeInTheDocument();
  });

  test('on a phone opens as a sheet that closes when a link in it is followed', async () => {
    render(shell);
    await userEvent.click(screen.getByRole('button', { name: 'Open menu' }));
    const sheet = screen.getByRole('dialog', { name: 'Main navigation' });
    await userEvent.click(within(sheet).getByRole('link', { name: 'Orders' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('on a phone gives the focus back to the button that opened its sheet', async () => {
    render(shell);
    const opener = screen.getByRole('button', { name: 'Open menu' });
    await userEvent.click(opener);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(opener).toHaveFocus());
  });

  test('has no structural accessibility fault', async () => {
    render(shell);
    expect(await accessibilityFaults()).toEqual([]);
  });

  test('its parts say what they need', () => {
    const reported = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(() => render(<SidebarTrigger />)).toThrow('needs a SidebarProvider');
    reported.mockRestore();
  });
});
