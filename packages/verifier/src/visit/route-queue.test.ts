import { expect, test } from '@jest/globals';

import { createRouteQueue } from './route-queue.ts';

/** Visits all routes; `isNew` says of each whether it shows anything new. */
function visited(links: readonly [address: string, look: string][], isNew = (_: string) => false) {
  const queue = createRouteQueue();
  queue.add(links.map(([address, look]) => ({ address, look })));
  const order: string[] = [];
  for (let route = queue.next(); route !== undefined; route = queue.next()) {
    order.push(route.address);
    if (!isNew(route.address)) queue.showedNothingNew();
  }
  return order;
}

test('every entry of a menu is visited once, though all of them look the same', () => {
  const menu = ['/books', '/notes', '/about', '/books'].map((path): [string, string] => [
    path,
    'a',
  ]);
  expect(visited(menu)).toEqual(['/', '/books', '/notes', '/about']);
});

test('of the items of a list only the first is visited, unless it showed something new', () => {
  const items = ['/books/1', '/books/2', '/books/3'].map((path): [string, string] => [path, 'row']);
  expect(visited(items)).toEqual(['/', '/books/1']);
  expect(visited(items, (path) => path === '/books/1')).toEqual(['/', '/books/1', '/books/2']);
});

test('a button beside a list leads to a page of its own', () => {
  const links: [string, string][] = [
    ['/books/1', 'row'],
    ['/books/2', 'row'],
    ['/books/new', 'button'],
  ];
  expect(visited(links)).toEqual(['/', '/books/1', '/books/new']);
});

test('filters in the address and routes of hash routers are told apart in the same way', () => {
  const links: [string, string][] = [
    ['/books?shelf=a', 'tab'],
    ['/books?shelf=b', 'tab'],
    ['/#/notes', 'a'],
    ['/#/notes/1', 'row'],
    ['/#/notes/2', 'row'],
  ];
  expect(visited(links)).toEqual(['/', '/books?shelf=a', '/#/notes', '/#/notes/1']);
});
