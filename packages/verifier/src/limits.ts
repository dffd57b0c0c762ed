/** How much a project may take of each thing. Times are wall-clock, of one project. */
export interface VerifierLimits {
  formatTimeoutMs: number;
  lintTimeoutMs: number;
  typesTimeoutMs: number;
  testsTimeoutMs: number;
  testFileTimeoutMs: number;
  visitTimeoutMs: number;
  /** For one step of a visit, such as showing a route or looking at it. */
  visitStepTimeoutMs: number;
  /** Routes of an app that are looked at. */
  maxRoutes: number;
  /** Memory of one browser with all of its processes. */
  browserMaxMemoryBytes: number;
  /** Apps that are verified at once; more wait for a browser. */
  maxApps: number;
}

export const DEFAULT_LIMITS: Readonly<VerifierLimits> = {
  formatTimeoutMs: 60_000,
  lintTimeoutMs: 90_000,
  typesTimeoutMs: 60_000,
  testsTimeoutMs: 120_000,
  testFileTimeoutMs: 45_000,
  visitTimeoutMs: 120_000,
  visitStepTimeoutMs: 20_000,
  maxRoutes: 12,
  browserMaxMemoryBytes: 1536 * 1024 * 1024,
  maxApps: 2,
};
