import { base } from './jest.base.mjs';

/** Acceptance tests start the program and speak HTTP with it, nothing else. */
export default {
  ...base,
  testMatch: ['<rootDir>/acceptance/**/*.test.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
  reporters: ['default', '<rootDir>/acceptance/support/contract/reporter.mjs'],
};
