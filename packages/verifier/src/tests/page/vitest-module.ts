/** What a project's tests get when they import from `vitest`. */
export { chai } from '@vitest/expect';
export {
  afterAll,
  afterEach,
  aroundAll,
  aroundEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  onTestFailed,
  onTestFinished,
  suite,
  test,
} from '@vitest/runner';
import { chai } from '@vitest/expect';

import { vi } from './vi.ts';

export { expect } from './expect.ts';
export { vi };
export const vitest = vi;
export const assert = chai.assert;
export const should = chai.should;

/** Types are checked by the compiler; at run time these do nothing. */
export const expectTypeOf = () => anything;
export const assertType = () => undefined;

const anything: unknown = new Proxy(() => anything, { get: () => anything });
