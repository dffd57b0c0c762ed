/** @jest-environment jsdom */
import { beforeEach, expect, test } from '@jest/globals';

import { createProjectStorage } from './preview-storage.ts';

beforeEach(() => localStorage.clear());

test('the local area is there after a reload, the session area is not', () => {
  const storage = createProjectStorage('prj_1');
  storage.change('local', [['a', '1']]);
  storage.change('session', [['b', '2']]);
  expect(storage.read()).toEqual({ local: { a: '1' }, session: { b: '2' } });
  storage.flush();
  expect(createProjectStorage('prj_1').read()).toEqual({ local: { a: '1' }, session: {} });
});

test('a removed key is gone', () => {
  const storage = createProjectStorage('prj_1');
  storage.change('local', [['a', '1']]);
  storage.change('local', [['a', null]]);
  expect(storage.read().local).toEqual({});
});

test('projects do not see each other’s storage', () => {
  const storage = createProjectStorage('prj_1');
  storage.change('local', [['a', '1']]);
  storage.flush();
  expect(createProjectStorage('prj_2').read().local).toEqual({});
});

test('an app cannot fill the studio’s storage: its oldest keys are forgotten', () => {
  const storage = createProjectStorage('prj_1');
  for (let key = 0; key < 8; key += 1) storage.change('local', [[`k${key}`, 'x'.repeat(100_000)]]);
  storage.change('local', [['k0', 'y'.repeat(100_000)]]);
  storage.flush();
  const kept = Object.keys(createProjectStorage('prj_1').read().local ?? {});
  expect(kept).toEqual(['k5', 'k6', 'k7', 'k0']);
});

test('names of object methods are keys like any other', () => {
  const storage = createProjectStorage('prj_1');
  storage.change('local', [
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  storage.flush();
  const local = createProjectStorage('prj_1').read().local ?? {};
  expect(Object.entries(local)).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  expect(Object.getPrototypeOf(local)).toBe(Object.prototype);
});
