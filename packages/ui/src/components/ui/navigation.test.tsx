/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';

import { accessibilityFaults } from '../../testing/axe.ts';
import { Accordion, AccordionContent, AccordionItem, AccordionTrigger } from './accordion.tsx';
import {
  Breadcrumb,
  BreadcrumbItem,
  BreadcrumbLink,
  BreadcrumbList,
  BreadcrumbPage,
  BreadcrumbSeparator,
} from './breadcrumb.tsx';
import { Pagination, visiblePages } from './pagination.tsx';
import { SearchInput } from './search-input.tsx';
import { SortableTableHead, Table, TableBody, TableCell, TableHeader, TableRow } from './table.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from './tabs.tsx';

describe('visiblePages', () => {
  test.each([
    [1, 1, [1]],
    [3, 7, [1, 2, 3, 4, 5, 6, 7]],
    [1, 12, [1, 2, 3, 4, 5, 'after', 12]],
    [6, 12, [1, 'before', 5, 6, 7, 'after', 12]],
    [12, 12, [1, 'before', 8, 9, 10, 11, 12]],
  ])('page %i of %i', (page, pageCount, pages) => {
    expect(visiblePages(page, pageCount)).toEqual(pages);
  });
});

describe('Pagination', () => {
  test('marks the page shown and stops at both ends', async () => {
    const onPageChange = jest.fn();
    const { rerender } = render(<Pagination page={1} pageCount={9} onPageChange={onPageChange} />);
    expect(screen.getByRole('button', { name: '1' })).toHaveAttribute('aria-current', 'page');
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(screen.getByRole('button', { name: '9' }));
    expect(onPageChange.mock.calls).toEqual([[2], [9]]);
    rerender(<Pagination page={9} pageCount={9} onPageChange={onPageChange} />);
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
  });
});

describe('Tabs', () => {
  test('the arrow keys move between tabs and show their panels', async () => {
    render(
      <Tabs defaultValue="a">
        <TabsList aria-label="Order">
          <TabsTrigger value="a">Items</TabsTrigger>
          <TabsTrigger value="b">History</TabsTrigger>
        </TabsList>
        <TabsContent value="a">Two bags</TabsContent>
        <TabsContent value="b">Paid</TabsContent>
      </Tabs>,
    );
    await userEvent.tab();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'History' })).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('tabpanel', { name: 'History' })).toHaveTextContent('Paid');
    expect(await accessibilityFaults()).toEqual([]);
  });
});

describe('Accordion', () => {
  test('opens and closes an answer under its question', async () => {
    render(
      <Accordion type="single" collapsible>
        <AccordionItem value="a">
          <AccordionTrigger>Do you ship?</AccordionTrigger>
          <AccordionContent>Every Thursday</AccordionContent>
        </AccordionItem>
      </Accordion>,
    );
    const question = screen.getByRole('button', { name: 'Do you ship?', expanded: false });
    await userEvent.click(question);
    expect(screen.getByRole('region', { name: 'Do you ship?' })).toHaveTextContent('Thursday');
    await userEvent.keyboard(' ');
    expect(question).toHaveAttribute('aria-expanded', 'false');
  });
});

describe('Breadcrumb', () => {
  test('is a named trail whose last step is the page itself', async () => {
    render(
      <Breadcrumb>
        <BreadcrumbList>
          <BreadcrumbItem>
            <BreadcrumbLink href="/">Home</BreadcrumbLink>
          </BreadcrumbItem>
          <BreadcrumbSeparator />
          <BreadcrumbItem>
            <BreadcrumbPage>Orders</BreadcrumbPage>
          </BreadcrumbItem>
        </BreadcrumbList>
      </Breadcrumb>,
    );
    expect(screen.getByRole('navigation', { name: 'Breadcrumb' })).toBeInTheDocument();
    expect(screen.getByText('Orders')).toHaveAttribute('aria-current', 'page');
    expect(await accessibilityFaults()).toEqual([]);
  });
});

function Search() {
  const [query, setQuery] = useState('');
  return <SearchInput value={query} onValueChange={setQuery} placeholder="Search orders" />;
}

describe('SearchInput', () => {
  test('is cleared by its button, which gives the focus back, and by Escape', async () => {
    render(<Search />);
    const box = screen.getByRole('searchbox', { name: 'Search orders' });
    expect(screen.queryByRole('button', { name: 'Clear' })).not.toBeInTheDocument();
    await userEvent.type(box, 'milk');
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(box).toHaveValue('');
    expect(box).toHaveFocus();
    await userEvent.type(box, 'tea{Escape}');
    expect(box).toHaveValue('');
  });
});

describe('Table', () => {
  test('is named, and a sorted column says which way', async () => {
    const onSort = jest.fn();
    const table = (direction?: 'asc' | 'desc') => (
      <Table label="Orders">
        <TableHeader>
          <TableRow>
            <SortableTableHead direction={direction} onSort={onSort}>
              Amount
            </SortableTableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          <TableRow>
            <TableCell numeric>48,500</TableCell>
          </TableRow>
        </TableBody>
      </Table>
    );
    const { rerender } = render(table());
    expect(screen.getByRole('table', { name: 'Orders' })).toBeInTheDocument();
    expect(screen.getByRole('columnheader')).toHaveAttribute('aria-sort', 'none');
    await userEvent.click(screen.getByRole('button', { name: 'Amount' }));
    expect(onSort).toHaveBeenCalledTimes(1);
    rerender(table('desc'));
    expect(screen.getByRole('columnheader')).toHaveAttribute('aria-sort', 'descending');
    expect(await accessibilityFaults()).toEqual([]);
  });
});
