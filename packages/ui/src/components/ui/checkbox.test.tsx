/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { Checkbox } from './checkbox.tsx';

describe('Checkbox', () => {
  test('reports the new state to onCheckedChange, by pointer and by Space', async () => {
    const onCheckedChange = jest.fn();
    render(<Checkbox aria-label="Done" onCheckedChange={onCheckedChange} />);
    await userEvent.click(screen.getByRole('checkbox'));
    await userEvent.keyboard(' ');
    expect(onCheckedChange.mock.calls).toEqual([[true], [false]]);
  });

  test('is announced as partly checked when it stands for some of many', () => {
    const { rerender } = render(<Checkbox aria-label="All" checked="indeterminate" />);
    expect(screen.getByRole('checkbox')).toBePartiallyChecked();
    rerender(<Checkbox aria-label="All" checked />);
    expect(screen.getByRole('checkbox')).not.toBePartiallyChecked();
    expect(screen.getByRole('checkbox')).toBeChecked();
  });

  test('goes into a form by its name', () => {
    render(
      <form data-testid="form">
        <Checkbox aria-label="Terms" name="terms" value="yes" defaultChecked />
      </form>,
    );
    expect(new FormData(screen.getByTestId('form')).get('terms')).toBe('yes');
  });
});
