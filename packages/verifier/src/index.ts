export type { BrowserBinary, MissingBrowser } from './browser/browser-binary.ts';
export {
  type BrowserPool,
  type BrowserPoolOptions,
  createBrowserPool,
} from './browser/browser-pool.ts';
export { type FindBrowserOptions, findBrowser } from './browser/find-browser.ts';
export {
  type BrowserIsolation,
  type IsolationPlan,
  planIsolation,
  thisHost,
} from './browser/isolation.ts';
export {
  type LaunchOptions,
  type SandboxedBrowser,
  launchBrowser,
} from './browser/launch-browser.ts';
export { reachableFolder } from './browser/reachable-folder.ts';
export type { BrowserOptions } from './browser-thread/browser-thread.ts';
export { DEFAULT_LIMITS, type VerifierLimits } from './limits.ts';
export { type Verifier, type VerifierOptions, createVerifier } from './verifier.ts';
export type { VerifyRequest } from './verify-app.ts';
export type { Artifact } from './visit/visit-app.ts';
