import { expect, test } from '@jest/globals';

import { screenOf } from './devices.ts';

test('a device that fits has its own size', () => {
  expect(screenOf('phone', false, { width: 800, height: 1000 })).toEqual({
    width: 390,
    height: 844,
    scale: 1,
  });
});

test('a device that is too wide keeps its layout width and is drawn smaller', () => {
  expect(screenOf('tablet', false, { width: 410, height: 400 })).toEqual({
    width: 820,
    height: 800,
    scale: 0.5,
  });
});

test('a turned device swaps its sides', () => {
  expect(screenOf('phone', true, { width: 2000, height: 2000 })).toMatchObject({
    width: 844,
    height: 390,
  });
});

test('the full width fills the room', () => {
  expect(screenOf('desktop', false, { width: 800, height: 600 })).toBeNull();
});
