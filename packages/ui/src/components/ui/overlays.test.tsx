/** @jest-environment jsdom */
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { accessibilityFaults } from '../../testing/axe.ts';
import { provideLayout } from '../../testing/layout.ts';
import { bePatient } from '../../testing/patience.ts';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from './alert-dialog.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from './dialog.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from './dropdown-menu.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';
import { Sheet, SheetContent, SheetDescription, SheetTitle, SheetTrigger } from './sheet.tsx';
import { Tooltip, TooltipContent, TooltipTrigger } from './tooltip.tsx';
import { UiTextProvider } from './ui-text.tsx';

beforeAll(provideLayout);
beforeAll(bePatient);

describe('Dialog', () => {
  const dialog = (
    <Dialog>
      <DialogTrigger>Invite</DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Invite a colleague</DialogTitle>
          <DialogDescription>They get an email.</DialogDescription>
        </DialogHeader>
        <input aria-label="Email" />
      </DialogContent>
    </Dialog>
  );

  test('opens named and described, holds the focus, and gives it back on Escape', async () => {
    render(dialog);
    await userEvent.click(screen.getByRole('button', { name: 'Invite' }));
    const opened = screen.getByRole('dialog', { name: 'Invite a colleague' });
    expect(opened).toHaveAccessibleDescription('They get an email.');
    expect(screen.getByLabelText('Email')).toHaveFocus();

    await userEvent.tab();
    await userEvent.tab();
    expect(opened).toContainElement(document.activeElement as HTMLElement);

    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Invite' })).toHaveFocus();
  });

  test('is closed by its button, in the page’s language', async () => {
    render(<UiTextProvider locale="rw">{dialog}</UiTextProvider>);
    await userEvent.click(screen.getByRole('button', { name: 'Invite' }));
    await userEvent.click(screen.getByRole('button', { name: 'Funga' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('has no structural accessibility fault when open', async () => {
    render(dialog);
    await userEvent.click(screen.getByRole('button', { name: 'Invite' }));
    expect(await accessibilityFaults(screen.getByRole('dialog'))).toEqual([]);
  });
});

describe('AlertDialog', () => {
  test('begins at the safe answer and acts only on the other', async () => {
    const onDelete = jest.fn();
    render(
      <AlertDialog>
        <AlertDialogTrigger>Delete order</AlertDialogTrigger>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>Delete it?</AlertDialogTitle>
            <AlertDialogDescription>It is gone for good.</AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <AlertDialogCancel />
            <AlertDialogAction variant="destructive" onClick={onDelete}>
              Delete
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Delete order' }));
    expect(screen.getByRole('alertdialog', { name: 'Delete it?' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(onDelete).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: 'Delete order' }));
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    expect(onDelete).toHaveBeenCalledTimes(1);
  });
});

describe('Sheet', () => {
  test('opens as a dialog and closes on Escape', async () => {
    render(
      <Sheet>
        <SheetTrigger>Filters</SheetTrigger>
        <SheetContent>
          <SheetTitle>Filters</SheetTitle>
          <SheetDescription>Narrow the list.</SheetDescription>
        </SheetContent>
      </Sheet>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Filters' }));
    expect(screen.getByRole('dialog', { name: 'Filters' })).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('DropdownMenu', () => {
  test('opens, moves, chooses and closes by keyboard alone', async () => {
    const onRename = jest.fn();
    render(
      <DropdownMenu>
        <DropdownMenuTrigger>More</DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem>Open</DropdownMenuItem>
          <DropdownMenuItem onSelect={onRename}>Rename</DropdownMenuItem>
          <DropdownMenuItem variant="destructive">Delete</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>,
    );
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('menuitem', { name: 'Open' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('menuitem', { name: 'Rename' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(onRename).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
  });

  test('leaves the rest of the page to screen readers while it is open', async () => {
    render(
      <>
        <h1>Orders</h1>
        <DropdownMenu>
          <DropdownMenuTrigger>More</DropdownMenuTrigger>
          <DropdownMenuContent>
            <DropdownMenuItem>Open</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      </>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'More' }));
    expect(screen.getByRole('menu')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Orders' })).toBeInTheDocument();
  });
});

describe('Popover', () => {
  test('opens at its button and closes on Escape', async () => {
    render(
      <Popover>
        <PopoverTrigger>Details</PopoverTrigger>
        <PopoverContent aria-label="Details">Paid on Monday</PopoverContent>
      </Popover>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByRole('dialog', { name: 'Details' })).toHaveTextContent('Paid on Monday');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('Tooltip', () => {
  test('describes its button on keyboard focus, without a provider around it', async () => {
    render(
      <Tooltip>
        <TooltipTrigger>Save</TooltipTrigger>
        <TooltipContent>Saves the draft</TooltipContent>
      </Tooltip>,
    );
    await userEvent.tab();
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Saves the draft');
    expect(screen.getByRole('button')).toHaveAccessibleDescription('Saves the draft');
  });
});
