import {
  clearAllMocks,
  fn,
  isMockFunction,
  resetAllMocks,
  restoreAllMocks,
  spyOn,
} from '@vitest/spy';
import { getSafeTimers } from '@vitest/utils/timers';

import { fakeTimers } from './fake-timers.ts';
import { notSupported } from './not-supported.ts';

const POLL_INTERVAL_MS = 50;
const POLL_TIMEOUT_MS = 1000;

const UNSUPPORTED = [
  'mock',
  'doMock',
  'unmock',
  'doUnmock',
  'importActual',
  'importMock',
  'resetModules',
  'dynamicImportSettled',
  'stubEnv',
  'unstubAllEnvs',
  'setConfig',
  'resetConfig',
  'defineHelper',
] as const;

interface PollOptions {
  timeout?: number;
  interval?: number;
}

const stubbed = new Map<PropertyKey, PropertyDescriptor | undefined>();

const supported = {
  ...fakeTimers,
  fn,
  spyOn,
  isMockFunction,
  clearAllMocks: chainable(clearAllMocks),
  resetAllMocks: chainable(resetAllMocks),
  restoreAllMocks: chainable(restoreAllMocks),
  mocked: <T>(value: T) => value,
  hoisted: <T>(factory: () => T) => factory(),
  stubGlobal(name: PropertyKey, value: unknown) {
    if (!stubbed.has(name)) stubbed.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
    return vi;
  },
  unstubAllGlobals() {
    for (const [name, original] of stubbed) {
      if (original) Object.defineProperty(globalThis, name, original);
      else Reflect.deleteProperty(globalThis, name);
    }
    stubbed.clear();
    return vi;
  },
  waitFor: <T>(callback: () => T | Promise<T>, options?: number | PollOptions) =>
    poll(callback, options, () => true),
  waitUntil: <T>(callback: () => T | Promise<T>, options?: number | PollOptions) =>
    poll(callback, options, Boolean),
};

/** The helpers that tests import as `vi`; those which replace modules need Vitest's server and are refused. */
export const vi: typeof supported & Record<(typeof UNSUPPORTED)[number], () => never> =
  Object.assign(
    supported,
    Object.fromEntries(UNSUPPORTED.map((name) => [name, notSupported(`vi.${name}`)])) as Record<
      (typeof UNSUPPORTED)[number],
      () => never
    >,
  );

function chainable(action: () => void) {
  return () => {
    action();
    return vi;
  };
}

/** Calls again until it neither throws nor gives a result that is not accepted; in real time, also under fake timers. */
async function poll<T>(
  callback: () => T | Promise<T>,
  options: number | PollOptions = {},
  accepts: (result: T) => boolean,
): Promise<T> {
  const { timeout = POLL_TIMEOUT_MS, interval = POLL_INTERVAL_MS } =
    typeof options === 'number' ? { timeout: options } : options;
  const { setTimeout } = getSafeTimers();
  const attempts = Math.max(1, Math.ceil(timeout / interval));
  let lastError: unknown = new Error('timed out while waiting');
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const result = await callback();
      if (accepts(result)) return result;
    } catch (error) {
      lastError = error;
    }
    if (fakeTimers.isFakeTimers()) await fakeTimers.advanceTimersByTimeAsync(interval);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  throw lastError;
}
