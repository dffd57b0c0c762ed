import { configure } from '@testing-library/react';

const PATIENCE_MS = 10_000;

/** Waits longer than the usual second for what comes later: a machine that is busy must not fail a test. */
export function bePatient(): void {
  configure({ asyncUtilTimeout: PATIENCE_MS });
}
