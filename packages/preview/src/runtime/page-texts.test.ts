/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';

import { captureConsole } from './console-capture.ts';
import { describe as describeValue, describeAll } from './describe-value.ts';
import { resolveHref } from './links.ts';
import { messagesFor } from './messages.ts';
import { initialPath } from './page-url.ts';

describe('console arguments', () => {
  class User {
    constructor(readonly name: string) {}
  }
  const circular: Record<string, unknown> = {};
  circular.self = circular;

  test.each<[unknown, string]>([
    ['text', 'text'],
    [1.5, '1.5'],
    [10n, '10n'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [[1, 'a', [2]], '[ 1, "a", [ 2 ] ]'],
    [{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: {…} } } }'],
    [new User('Aline'), 'User { name: "Aline" }'],
    [new Map([['k', 1]]), 'Map { "k" => 1 }'],
    [new Set([1]), 'Set { 1 }'],
    [circular, '{ self: [circular] }'],
    [Object.create(null), '{}'],
    [() => 1, 'ƒ (anonymous)()'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
  ])('%p reads %s', (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  test('placeholders are filled as the console fills them', () => {
    expect(describeAll(['%s has %d of %i%% %c%o', 'Aline', '3.7', 4.2, 'color: red', { a: 1 }, 'rest'])).toEqual(['Aline has 3 of 4% { a: 1 }', 'rest']); // prettier-ignore
    expect(describeAll(['%s and %s', 'one'])).toEqual(['one and %s']);
    expect(describeAll([{ a: 1 }, '%s'])).toEqual(['{ a: 1 }', '%s']);
  });

  test('elements, errors and hostile objects are described without throwing', () => {
    const element = document.createElement('p');
    element.id = 'x';
    element.className = 'a b';
    expect(describeValue(element)).toBe('<p#x.a.b>');
    expect(describeValue(new TypeError('bad'))).toContain('TypeError: bad');
    const hostile = Object.defineProperty({}, 'a', {
      enumerable: true,
      get() {
        throw new Error('no');
      },
    });
    expect(describeValue(hostile)).toBe('[unreadable]');
    fc.assert(
      fc.property(
        fc.array(fc.anything({ withNullPrototype: true, withProxy: true } as never)),
        (values) => {
          for (const text of describeAll(values)) expect(typeof text).toBe('string');
        },
      ),
    );
  });

  test('a loop that logs is cut off, and how much was lost is said', () => {
    const original = window.console.log;
    window.console.log = () => undefined;
    const send = jest.fn();
    let now = 0;
    captureConsole(send, () => now);
    for (let index = 0; index < 250; index += 1) window.console.log(index);
    expect(send).toHaveBeenCalledTimes(100);
    now = 1_000;
    window.console.log('later');
    expect(send.mock.calls.slice(100)).toEqual([
      ['warn', ['150 console messages were dropped']],
      ['log', ['later']],
    ]);
    window.console.log = original;
  });
});

describe('plain links', () => {
  test.each([
    ['/about', { external: false, path: '/about' }],
    ['about?x=1#top', { external: false, path: '/users/about?x=1#top' }],
    ['../', { external: false, path: '/' }],
    ['#top', { external: false, path: '/users/1#top' }],
    ['#', { external: false, path: '/users/1' }],
    ['https://example.com/a', { external: true, url: 'https://example.com/a' }],
    ['//example.com/a', { external: true, url: 'http://example.com/a' }],
    ['mailto:a@example.com', { external: true, url: 'mailto:a@example.com' }],
    [' javascript:alert(1)', undefined],
    ['http://[', undefined],
  ])('%j from /users/1', (href, expected) => {
    expect(resolveHref(href, '/users/1')).toEqual(expected);
  });
});

test.each([
  ['', '/'],
  ['#top', '/'],
  ['#/about?x=1', '/about?x=1'],
  ['#//evil.example', '/'],
  ['#/\\evil', '/'],
])('a fragment %j begins at %s', (fragment, path) => {
  expect(initialPath(fragment)).toBe(path);
});

test('texts come in the first language that we speak', () => {
  expect(messagesFor(['de-DE', 'rw-RW', 'fr']).locale).toBe('rw');
  expect(messagesFor(['FR-fr']).locale).toBe('fr');
  expect(messagesFor(['__proto__', 'toString', '']).locale).toBe('en');
});
