/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen } from '@testing-library/react';

import { accessibilityFaults } from '../../testing/axe.ts';
import { Alert, AlertDescription, AlertTitle } from './alert.tsx';
import { Avatar, AvatarFallback, initials } from './avatar.tsx';
import { Badge } from './badge.tsx';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from './card.tsx';
import { EmptyState } from './empty-state.tsx';
import { PageHeader } from './page-header.tsx';
import { Progress } from './progress.tsx';
import { Separator } from './separator.tsx';
import { Skeleton } from './skeleton.tsx';
import { Spinner } from './spinner.tsx';
import { StatCard } from './stat-card.tsx';

describe('StatCard', () => {
  test.each([
    ['+12.4%', undefined, 'text-success-ink'],
    ['-3%', undefined, 'text-destructive-ink'],
    ['−3%', undefined, 'text-destructive-ink'],
    ['-0.4%', true, 'text-success-ink'],
    ['+9%', false, 'text-destructive-ink'],
  ])('a change of %s, welcome: %s, is %s', (delta, good, className) => {
    render(<StatCard label="Returns" value="2%" delta={delta} good={good} />);
    expect(screen.getByText(delta)).toHaveClass(className);
  });

  test('no change is neither good nor bad', () => {
    render(<StatCard label="Returns" value="2%" delta="0%" />);
    expect(screen.getByText('0%')).not.toHaveClass('text-success-ink');
  });
});

describe('Alert', () => {
  test('interrupts only for what is wrong', () => {
    render(
      <>
        <Alert variant="destructive">Payment failed</Alert>
        <Alert variant="success">Paid</Alert>
      </>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('Payment failed');
    expect(screen.getByRole('status')).toHaveTextContent('Paid');
  });
});

describe('Progress', () => {
  test('says how far it is, of its own maximum', () => {
    render(<Progress label="Upload" value={30} max={60} />);
    const bar = screen.getByRole('progressbar', { name: 'Upload' });
    expect(bar).toHaveAttribute('aria-valuenow', '30');
    expect(bar).toHaveAttribute('aria-valuemax', '60');
  });

  test('says nothing of an end that it does not know', () => {
    render(<Progress label="Upload" value={null} />);
    expect(screen.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow');
  });
});

test.each([
  ['Aline Uwase', 'AU'],
  ['Jean-Bosco de la Croix', 'JC'],
  ['Cher', 'C'],
  ['  élise   ', 'É'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test('a page of quiet parts has no structural accessibility fault', async () => {
  render(
    <main>
      <PageHeader title="Orders" description="All of them" actions={<button>New</button>} />
      <Card>
        <CardHeader>
          <CardTitle as="h2">Today</CardTitle>
          <CardDescription>Since midnight</CardDescription>
        </CardHeader>
        <CardContent>
          <Avatar>
            <AvatarFallback>AU</AvatarFallback>
          </Avatar>
          <Badge dot variant="success">
            Paid
          </Badge>
          <Separator />
          <Spinner />
          <Skeleton className="h-4" />
          <Progress label="Upload" value={3} />
        </CardContent>
      </Card>
      <Alert>
        <AlertTitle>Heads up</AlertTitle>
        <AlertDescription>Three drafts wait.</AlertDescription>
      </Alert>
      <StatCard label="Revenue" value="8.4M" delta="+2%" trend={[1, 2]} />
      <EmptyState title="No orders yet" description="They will come." />
    </main>,
  );
  expect(await accessibilityFaults()).toEqual([]);
});
