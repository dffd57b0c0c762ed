/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { Button } from './button.tsx';

describe('Button', () => {
  test('does not submit a form unless asked to', () => {
    render(<Button>Save</Button>);
    expect(screen.getByRole('button', { name: 'Save' })).toHaveAttribute('type', 'button');
  });

  test('is pressed by Enter and Space', async () => {
    const onClick = jest.fn();
    render(<Button onClick={onClick}>Save</Button>);
    await userEvent.tab();
    await userEvent.keyboard('{Enter} ');
    expect(onClick).toHaveBeenCalledTimes(2);
  });

  test('while loading keeps its name and focus, says it is busy and ignores presses', async () => {
    const onClick = jest.fn();
    const onSubmit = jest.fn();
    const form = (loading: boolean) => (
      <form onSubmit={onSubmit}>
        <Button type="submit" loading={loading} onClick={onClick}>
          Save
        </Button>
      </form>
    );
    const { rerender } = render(form(false));
    const button = screen.getByRole('button', { name: 'Save' });
    button.focus();
    rerender(form(true));
    await userEvent.keyboard('{Enter}');
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-busy', 'true');
    expect(onClick).not.toHaveBeenCalled();
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test('lends its look to a link, which stays a link', () => {
    render(
      <Button asChild>
        <a href="/orders">Orders</a>
      </Button>,
    );
    expect(screen.getByRole('link', { name: 'Orders' })).toHaveClass('bg-primary');
  });

  test('a class of the caller wins over the variant’s own', () => {
    render(<Button className="h-14">Save</Button>);
    expect(screen.getByRole('button')).toHaveClass('h-14');
    expect(screen.getByRole('button')).not.toHaveClass('h-9');
  });

  test('hands its element to a ref', () => {
    const ref = { current: null as HTMLButtonElement | null };
    render(<Button ref={ref}>Save</Button>);
    expect(ref.current).toBe(screen.getByRole('button'));
  });
});
