import { base } from './jest.base.mjs';

/** Integration tests run on real Postgres, a real browser and real files. */
export default {
  ...base,
  testMatch: [
    '<rootDir>/packages/*/src/**/*.integration.test.ts?(x)',
    '<rootDir>/apps/*/src/**/*.integration.test.ts?(x)',
  ],
  globalSetup: '<rootDir>/apps/api/src/testing/global-setup.ts',
  globalTeardown: '<rootDir>/apps/api/src/testing/global-teardown.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
};
