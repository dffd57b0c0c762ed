import { expect, test } from '@jest/globals';

import { createLocalProvider } from './local.ts';
import type { PlanProvider } from './provider.ts';
import { createProviderRegistry } from './registry.ts';

const local = createLocalProvider((spec) => Promise.resolve(spec));
const other: PlanProvider = { ...local, name: 'other' };
const registry = createProviderRegistry([local, other]);

test.each([
  [undefined, 'local', undefined],
  ['local', 'local', undefined],
  ['other', 'other', undefined],
  ['other/big-7b', 'other', 'big-7b'],
  ['other/vendor/big', 'other', 'vendor/big'],
])('%s means the provider %s with the model %s', (name, provider, model) => {
  const choice = registry.choose(name);
  expect([choice?.provider.name, choice?.model]).toEqual([provider, model]);
});

test('an unknown provider is no choice, whatever its name', () => {
  for (const name of ['gpt', '', '/', 'constructor', '__proto__']) {
    expect(registry.choose(name)).toBeUndefined();
  }
});
