import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { byVersion, latestOf } from './latest-version.ts';

const at = (version: string, deprecated = false) => ({
  version,
  deprecatedAt: deprecated ? new Date(0) : null,
});

test.each([
  [['1.9.0', '1.10.0', '2.0.0-rc.1'], '1.10.0'],
  [['2.0.0-rc.1', '2.0.0-rc.10', '2.0.0-rc.9'], '2.0.0-rc.10'],
])('of %j the latest is %s', (versions, latest) => {
  expect(latestOf(versions.map((version) => at(version)))?.version).toBe(latest);
});

test('what is deprecated comes last, even after prereleases', () => {
  expect(latestOf([at('1.0.0', true), at('0.1.0-beta')])?.version).toBe('0.1.0-beta');
  expect(latestOf([at('1.0.0', true), at('2.0.0-beta', true)])?.version).toBe('2.0.0-beta');
  expect(latestOf([])).toBeUndefined();
});

test('does not depend on the order of publishing', () => {
  const part = fc.integer({ min: 0, max: 3 });
  const versions = fc.uniqueArray(
    fc.tuple(part, part, part, fc.boolean()).map(([a, b, c, pre]) => `${a}.${b}.${c}${pre ? '-rc' : ''}`), // prettier-ignore
    { minLength: 1 },
  );
  fc.assert(
    fc.property(versions, (list) => {
      const all = list.map((version) => at(version));
      const latest = latestOf(all)?.version;
      expect(latestOf([...all].reverse())?.version).toBe(latest);
      const releases = byVersion(all).filter(({ version }) => !version.includes('-'));
      expect(latest).toBe((releases[0] ?? byVersion(all)[0])?.version);
    }),
  );
});
