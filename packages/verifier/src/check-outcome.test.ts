import { expect, test } from '@jest/globals';

import { outcomeOf } from './check-outcome.ts';

test('errors fail a check, warnings do not', () => {
  expect(outcomeOf([{ severity: 'warning', message: 'a' }]).status).toBe('passed');
  expect(outcomeOf([{ severity: 'error', message: 'a' }]).status).toBe('failed');
});

test('a flood of findings is cut, the errors come first, and the rest is counted', () => {
  const warnings = Array.from({ length: 300 }, (_, at) => ({
    severity: 'warning' as const,
    message: `${at}`,
  }));
  const { findings, status } = outcomeOf([...warnings, { severity: 'error', message: 'last' }]);
  expect(status).toBe('failed');
  expect(findings).toHaveLength(201);
  expect(findings[0]?.message).toBe('last');
  expect(findings.at(-1)).toEqual({ severity: 'info', message: '101 more findings' });
});

test('a message without end is cut', () => {
  const { findings } = outcomeOf([{ severity: 'error', message: 'x'.repeat(1e6) }]);
  expect(findings[0]?.message).toHaveLength(2_000);
});
