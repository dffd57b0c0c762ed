/** @jest-environment jsdom */
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';

import { createPageStorage, createStorageReporter } from './storage.ts';

const make = () => {
  const onChange = jest.fn();
  return { ...createPageStorage(onChange), onChange };
};

describe('a page’s storage', () => {
  test('is a Storage with properties, iteration and JSON', () => {
    const { storage } = make();
    storage.setItem('a', '1');
    storage.b = 'two';
    storage['c d'] = '3';
    expect(storage).toBeInstanceOf(Storage);
    expect(storage).toHaveLength(3);
    expect(storage.a).toBe('1');
    expect(Object.keys(storage)).toEqual(['a', 'b', 'c d']);
    expect('b' in storage).toBe(true);
    expect(JSON.parse(JSON.stringify(storage))).toEqual({ a: '1', b: 'two', 'c d': '3' });
    delete storage.b;
    expect(storage.getItem('b')).toBeNull();
    expect(storage.b).toBeUndefined();
    expect(storage.key(1)).toBe('c d');
    expect(storage.key(9)).toBeNull();
  });

  test('turns everything into strings', () => {
    const { storage } = make();
    storage.setItem('n', 1 as never);
    storage.setItem('o', {} as never);
    expect([storage.getItem('n'), storage.getItem('o')]).toEqual(['1', '[object Object]']);
  });

  test('tells of each change, and of nothing that was not one', () => {
    const { storage, onChange } = make();
    storage.setItem('a', '1');
    storage.removeItem('missing');
    storage.setItem('b', '2');
    storage.clear();
    expect(onChange.mock.calls).toEqual([['a', '1'], ['b', '2'], ['a', null], ['b', null]]); // prettier-ignore
  });

  test('what is restored is not told back, and does not overwrite what the app has set', () => {
    const { storage, restore, onChange } = make();
    storage.setItem('theme', 'dark');
    restore({ theme: 'light', user: 'aline' });
    expect({ ...storage }).toEqual({ theme: 'dark', user: 'aline' });
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  test('is full at five mebichars, as the platform’s is', () => {
    const { storage } = make();
    storage.setItem('big', 'x'.repeat(5 * 1024 * 1024 - 3));
    expect(() => storage.setItem('y', '1')).toThrow(
      expect.objectContaining({ name: 'QuotaExceededError' }),
    );
    expect(storage.getItem('y')).toBeNull();
    storage.removeItem('big');
    storage.setItem('y', '1');
  });

  test('answers as the platform’s does, whatever is done to it', () => {
    const names = ['a', 'b', '', 'toString', '__proto__', 'é', 'key 1'];
    const key = fc.constantFrom(...names);
    const step: fc.Arbitrary<(target: Storage) => void> = fc.oneof(
      fc.tuple(key, fc.string()).map(([name, value]) => (target: Storage) => {
        target.setItem(name, value);
      }),
      key.map((name) => (target: Storage) => {
        target.removeItem(name);
      }),
      fc.constant((target: Storage) => {
        target.clear();
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { storage } = make();
        localStorage.clear();
        for (const apply of steps) {
          apply(storage);
          apply(localStorage);
        }
        const keysOf = (target: Storage) =>
          Array.from({ length: target.length }, (_, index) => target.key(index)).sort();
        expect(keysOf(storage)).toEqual(keysOf(localStorage));
        for (const name of names) {
          expect(storage.getItem(name)).toBe(localStorage.getItem(name));
        }
      }),
    );
  });
});

test('changes are handed over once they rest, the last of each key, and when the page goes', () => {
  jest.useFakeTimers();
  const send = jest.fn();
  const report = createStorageReporter(send);
  report('local')('a', '1');
  report('local')('a', '2');
  report('session')('s', null);
  expect(send).not.toHaveBeenCalled();
  jest.runAllTimers();
  expect(send.mock.calls).toEqual([['local', [['a', '2']]], ['session', [['s', null]]]]); // prettier-ignore
  report('local')('b', '3');
  dispatchEvent(new Event('pagehide'));
  expect(send).toHaveBeenLastCalledWith('local', [['b', '3']]);
  jest.useRealTimers();
});
