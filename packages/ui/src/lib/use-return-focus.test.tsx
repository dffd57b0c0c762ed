/** @jest-environment jsdom */
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';

import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from '../components/ui/alert-dialog.tsx';
import {
  Dialog,
  DialogContent,
  type DialogContentProps,
  DialogTitle,
} from '../components/ui/dialog.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../components/ui/dropdown-menu.tsx';
import { provideLayout } from '../testing/layout.ts';
import { bePatient } from '../testing/patience.ts';

beforeAll(provideLayout);
beforeAll(bePatient);
// As applications render while they are developed.
beforeAll(() => configure({ reactStrictMode: true }));

function Rename(props: DialogContentProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>Rename</button>
      <button>Elsewhere</button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent aria-describedby={undefined} {...props}>
          <DialogTitle>Rename the project</DialogTitle>
          {props.children}
        </DialogContent>
      </Dialog>
    </>
  );
}

function RemoveFromMenu() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger>Actions</DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={() => setOpen(true)}>Delete</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <AlertDialog open={open} onOpenChange={setOpen}>
        <AlertDialogContent>
          <AlertDialogTitle>Delete it?</AlertDialogTitle>
          <AlertDialogDescription>It does not come back.</AlertDialogDescription>
          <AlertDialogCancel />
        </AlertDialogContent>
      </AlertDialog>
    </>
  );
}

const button = (name: string) => screen.getByRole('button', { name });

async function openAndClose() {
  await userEvent.click(button('Rename'));
  expect(screen.getByRole('dialog')).toContainElement(document.activeElement as HTMLElement);
  await userEvent.keyboard('{Escape}');
}

describe('a dialog without a trigger', () => {
  test('gives the focus back to what had it', async () => {
    render(<Rename />);
    await openAndClose();
    await waitFor(() => expect(button('Rename')).toHaveFocus());
  });

  test('does so too where a field in it took the focus by itself', async () => {
    render(
      <Rename>
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the case under test */}
        <input aria-label="Name" autoFocus />
      </Rename>,
    );
    await openAndClose();
    await waitFor(() => expect(button('Rename')).toHaveFocus());
  });

  test('leaves the focus to a caller that moves it', async () => {
    render(
      <Rename
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          button('Elsewhere').focus();
        }}
      />,
    );
    await openAndClose();
    await waitFor(() => expect(button('Elsewhere')).toHaveFocus());
  });

  test('runs the handler of focus that it is given', async () => {
    const onFocus = jest.fn();
    render(<Rename onFocus={onFocus} />);
    await openAndClose();
    expect(onFocus).toHaveBeenCalled();
    await waitFor(() => expect(button('Rename')).toHaveFocus());
  });

  test('opened from a menu gives the focus to the button of the menu', async () => {
    render(<RemoveFromMenu />);
    await userEvent.click(button('Actions'));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete' }));
    expect(button('Cancel')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(button('Actions')).toHaveFocus());
  });
});
