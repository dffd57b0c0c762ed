/** @jest-environment jsdom */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { act, fireEvent, render, screen, within } from '@testing-library/react';

import { accessibilityFaults } from '../../testing/axe.ts';
import { createToastStore } from './toast-store.ts';
import { toast, Toaster } from './toast.tsx';

describe('createToastStore', () => {
  test('keeps the newest four', () => {
    const store = createToastStore();
    for (const title of ['a', 'b', 'c', 'd', 'e']) store.add(title);
    expect(store.getSnapshot().map(({ title }) => title)).toEqual(['b', 'c', 'd', 'e']);
  });

  test('tells listeners of every change until they leave', () => {
    const store = createToastStore();
    const listener = jest.fn();
    const leave = store.subscribe(listener);
    store.dismiss(store.add('a'));
    leave();
    store.add('b');
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

describe('Toaster', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    act(() => jest.runAllTimers());
    jest.useRealTimers();
  });

  const region = () => screen.getByRole('region', { name: 'Notifications' });

  test('is a polite live region before anything is said', () => {
    render(<Toaster />);
    expect(region()).toHaveAttribute('aria-live', 'polite');
    expect(region()).toBeEmptyDOMElement();
  });

  test('shows a notice and takes it away after its time', () => {
    render(<Toaster />);
    act(() => {
      toast.success('Order saved', { durationMs: 1000 });
    });
    expect(within(region()).getByText('Order saved')).toBeInTheDocument();
    act(() => jest.advanceTimersByTime(999));
    expect(within(region()).getByText('Order saved')).toBeInTheDocument();
    act(() => jest.advanceTimersByTime(1));
    expect(region()).toBeEmptyDOMElement();
  });

  test('waits while the pointer or the focus is on it', () => {
    render(<Toaster />);
    act(() => {
      toast('Task deleted', { durationMs: 1000 });
    });
    fireEvent.mouseEnter(region());
    act(() => jest.advanceTimersByTime(10_000));
    expect(within(region()).getByText('Task deleted')).toBeInTheDocument();
    fireEvent.mouseLeave(region());
    act(() => jest.advanceTimersByTime(1000));
    expect(region()).toBeEmptyDOMElement();
  });

  test('its action runs once and closes it', () => {
    const undo = jest.fn();
    render(<Toaster />);
    act(() => {
      toast('Task deleted', { action: { label: 'Undo', onClick: undo } });
    });
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledTimes(1);
    expect(region()).toBeEmptyDOMElement();
  });

  test('is dismissed by its button and by id', () => {
    render(<Toaster />);
    let id = 0;
    act(() => {
      toast.error('Could not send', { durationMs: Infinity });
      id = toast('Second', { durationMs: Infinity });
    });
    fireEvent.click(screen.getAllByRole('button', { name: 'Dismiss' })[0] ?? document.body);
    expect(screen.queryByText('Could not send')).not.toBeInTheDocument();
    act(() => toast.dismiss(id));
    expect(region()).toBeEmptyDOMElement();
  });
});

test('notices have no structural accessibility fault', async () => {
  const toasts = createToastStore();
  toasts.add('Saved', {
    action: { label: 'Undo', onClick: () => undefined },
    durationMs: Infinity,
  });
  const { container } = render(<Toaster toasts={toasts} />);
  expect(await accessibilityFaults(container)).toEqual([]);
});
