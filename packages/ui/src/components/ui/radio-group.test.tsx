/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';

import { RadioGroup, RadioGroupItem } from './radio-group.tsx';
import { SegmentedControl } from './segmented-control.tsx';

function Sizes({ onValueChange }: { onValueChange?: (value: string) => void }) {
  return (
    <RadioGroup aria-label="Size" defaultValue="s" onValueChange={onValueChange}>
      <RadioGroupItem value="s">Small</RadioGroupItem>
      <RadioGroupItem value="l">Large</RadioGroupItem>
    </RadioGroup>
  );
}

describe('RadioGroup', () => {
  test('is one stop of Tab; the arrow keys choose and go round', async () => {
    const onValueChange = jest.fn();
    render(
      <>
        <Sizes onValueChange={onValueChange} />
        <button type="button">After</button>
      </>,
    );
    await userEvent.tab();
    expect(screen.getByRole('radio', { name: 'Small' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(onValueChange.mock.calls).toEqual([['l'], ['s']]);
    await userEvent.tab();
    expect(screen.getByRole('button')).toHaveFocus();
  });

  test('two groups on a page do not share a choice', async () => {
    render(
      <>
        <Sizes />
        <Sizes />
      </>,
    );
    const [first, , , last] = screen.getAllByRole('radio');
    await userEvent.click(last ?? document.body);
    expect(first).toBeChecked();
    expect(last).toBeChecked();
  });

  test('shows the value that it is given', () => {
    render(
      <RadioGroup aria-label="Size" value="l" onValueChange={() => undefined}>
        <RadioGroupItem value="s">Small</RadioGroupItem>
        <RadioGroupItem value="l">Large</RadioGroupItem>
      </RadioGroup>,
    );
    expect(screen.getByRole('radio', { name: 'Large' })).toBeChecked();
  });
});

function View() {
  const [view, setView] = useState<'list' | 'board'>('list');
  return (
    <SegmentedControl
      aria-label="View"
      value={view}
      onValueChange={setView}
      segments={[
        { value: 'list', label: 'List' },
        { value: 'board', label: 'Board' },
      ]}
    />
  );
}

describe('SegmentedControl', () => {
  test('is a group of radios that the arrow keys move through', async () => {
    render(<View />);
    expect(screen.getByRole('radiogroup', { name: 'View' })).toBeInTheDocument();
    await userEvent.tab();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('radio', { name: 'Board' })).toBeChecked();
  });
});
