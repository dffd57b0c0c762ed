/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { accessibilityFaults } from '../../testing/axe.ts';
import { AreaChart } from './area-chart.tsx';
import { BarChart } from './bar-chart.tsx';
import { BarList } from './bar-list.tsx';
import { DonutChart } from './donut-chart.tsx';
import { LineChart } from './line-chart.tsx';
import { Sparkline } from './sparkline.tsx';

interface Month {
  month: string;
  online: number;
  store: number;
}

const data: Month[] = [
  { month: 'January', online: 1200, store: 800 },
  { month: 'February', online: 1500, store: 700 },
  { month: 'March', online: 900, store: 950 },
];
const series = [
  { key: 'online', label: 'Online' },
  { key: 'store', label: 'Store' },
] as const;
const shared = { title: 'Orders by month', data, series, xKey: 'month' } as const;

describe.each([
  ['LineChart', () => <LineChart {...shared} />],
  ['AreaChart', () => <AreaChart {...shared} />],
  ['BarChart', () => <BarChart {...shared} />],
  ['stacked BarChart', () => <BarChart {...shared} stacked />],
])('%s', (_, chart) => {
  test('is a named picture with the same numbers in a table', () => {
    render(chart());
    expect(screen.getByRole('img', { name: 'Orders by month' })).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Orders by month' });
    const row = within(table).getByRole('row', { name: /February/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['1,500', '700']);
  });

  test('is read point by point with the arrow keys', async () => {
    render(chart());
    await userEvent.tab();
    const reader = screen.getByRole('slider', { name: 'Orders by month' });
    expect(reader).toHaveFocus();
    expect(reader).toHaveAttribute('aria-valuetext', 'January: Online 1,200, Store 800');
    fireEvent.change(reader, { target: { value: '2' } });
    expect(reader).toHaveAttribute('aria-valuetext', 'March: Online 900, Store 950');
  });

  test('has no structural accessibility fault', async () => {
    const { container } = render(chart());
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  test('draws no number that is not one', () => {
    const { container } = render(chart());
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
  });
});

test.each([
  ['no rows', []],
  ['one row', [{ month: 'January', online: 5, store: 0 }]],
  ['only zeros', [{ month: 'January', online: 0, store: 0 }]],
  [
    'negative values',
    [
      { month: 'January', online: -5, store: 3 },
      { month: 'February', online: 4, store: -9 },
    ],
  ],
] satisfies [string, Month[]][])('charts stand %s', (_, rows) => {
  const { container } = render(
    <>
      <LineChart {...shared} data={rows} area />
      <BarChart {...shared} data={rows} />
      <BarChart {...shared} data={rows} stacked />
      <DonutChart
        title="Orders"
        data={rows.map(({ month, online }) => ({ label: month, value: online }))}
      />
      <BarList label="Orders" items={rows.map((row) => ({ label: row.month, value: row.store }))} />
      <Sparkline values={rows.map(({ online }) => online)} />
    </>,
  );
  expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
});

describe('DonutChart', () => {
  test('lists every share beside its picture and in a table', () => {
    render(
      <DonutChart
        title="Sales by channel"
        totalLabel="Orders"
        data={[
          { label: 'Online', value: 75 },
          { label: 'Store', value: 25 },
        ]}
      />,
    );
    expect(screen.getByRole('img', { name: 'Sales by channel' })).toBeInTheDocument();
    expect(screen.getByText('75%')).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Sales by channel' });
    expect(within(table).getByRole('row', { name: 'Store 25' })).toBeInTheDocument();
  });

  test('the slices go once around', () => {
    const { container } = render(
      <DonutChart
        title="Thirds"
        data={[
          { label: 'a', value: 1 },
          { label: 'b', value: 1 },
          { label: 'c', value: 1 },
        ]}
      />,
    );
    const starts = [...container.querySelectorAll('circle')].map((circle) =>
      Math.round(Number(circle.getAttribute('stroke-dashoffset')?.replace('-', ''))),
    );
    expect(starts).toEqual([0, 88, 176]);
  });
});

describe('Sparkline', () => {
  test('is decoration unless it is named', () => {
    const { rerender } = render(<Sparkline values={[1, 2, 3]} />);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    rerender(<Sparkline values={[1, 2, 3]} label="Rising" />);
    expect(screen.getByRole('img', { name: 'Rising' })).toBeInTheDocument();
  });
});
