import { base } from './jest.base.mjs';

/** Unit tests stand beside the code; `@jest-environment jsdom` in a file asks for a DOM. */
export default {
  ...base,
  testMatch: [
    '<rootDir>/packages/*/src/**/*.test.ts?(x)',
    '<rootDir>/apps/*/src/**/*.test.ts?(x)',
    '<rootDir>/scripts/**/*.test.mjs',
  ],
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, '\\.integration\\.test\\.ts$'],
  // A machine that is busy with something else must not fail a test: this only ends those that hang.
  testTimeout: 30_000,
};
