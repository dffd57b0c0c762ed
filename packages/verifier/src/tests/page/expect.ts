import {
  ASYMMETRIC_MATCHERS_OBJECT,
  ChaiStyleAssertions,
  type ExpectStatic,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  type MatcherState,
  addCustomEqualityTesters,
  chai,
  customMatchers,
  getState,
  setState,
} from '@vitest/expect';
import { getCurrentTest } from '@vitest/runner';

import { notSupported } from './not-supported.ts';

const SNAPSHOT_MATCHERS = [
  'toMatchSnapshot',
  'toMatchInlineSnapshot',
  'toMatchFileSnapshot',
  'toThrowErrorMatchingSnapshot',
  'toThrowErrorMatchingInlineSnapshot',
];

/** What Vitest hangs on an assertion, besides what its types show. */
interface InternalAssertion {
  withTest(test: unknown): InternalAssertion;
  withContext(context: object): InternalAssertion;
}

/** Vitest's `expect`, put together from its own parts; snapshots need files and are refused. */
export const expect = createExpect();

/** Forgets how many assertions the last test made. */
export function startCountingAssertions(): void {
  setState<MatcherState>(
    {
      assertionCalls: 0,
      isExpectingAssertions: false,
      expectedAssertionsNumber: null,
      currentTestName: getCurrentTest()?.fullTestName ?? '',
    },
    expect,
  );
}

/** Throws when the test announced assertions (`expect.assertions(2)`) and made fewer or more. */
export function checkCountedAssertions(): void {
  const { assertionCalls, expectedAssertionsNumber, isExpectingAssertions } = getState(expect);
  if (expectedAssertionsNumber != null && expectedAssertionsNumber !== assertionCalls) {
    throw new Error(`expected ${expectedAssertionsNumber} assertions, but got ${assertionCalls}`);
  }
  if (isExpectingAssertions && assertionCalls === 0) {
    throw new Error('expected at least one assertion, but got none');
  }
}

function createExpect(): ExpectStatic {
  for (const plugin of [JestExtend, JestChaiExpect, ChaiStyleAssertions, JestAsymmetricMatchers]) {
    chai.use(plugin);
  }
  for (const name of SNAPSHOT_MATCHERS) {
    chai.util.addMethod(chai.Assertion.prototype, name, notSupported(name));
  }

  const extender = chai.expect as unknown as Extender;
  const call = (value: unknown, message?: string): InternalAssertion => {
    setState({ assertionCalls: getState(expect).assertionCalls + 1 }, expect);
    const assertion = chai.expect(value, message) as unknown as InternalAssertion;
    const test = getCurrentTest();
    return test ? assertion.withTest(test) : assertion;
  };
  const expect = Object.assign(call, chai.expect, asymmetricMatchers(), {
    assert: chai.assert,
    addEqualityTesters: addCustomEqualityTesters,
    extend: (matchers: object) => extender.extend(expect, matchers),
    getState: () => getState(expect),
    setState: (state: Partial<MatcherState>) => setState(state, expect),
    soft: (value: unknown, message?: string) => call(value, message).withContext({ soft: true }),
    poll: notSupported('expect.poll'),
    unreachable: (message = '') => chai.assert.fail(`expected ${message} not to be reached`),
    assertions: (count: number) => setState({ expectedAssertionsNumber: count }, expect),
    hasAssertions: () => setState({ isExpectingAssertions: true }, expect),
  }) as unknown as ExpectStatic;

  setState<MatcherState>({ assertionCalls: 0 }, expect);
  // The matchers find their state through this.
  Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, configurable: true });
  expect.extend(customMatchers);
  return expect;
}

/** A method of JestExtend which the types do not show; it takes the `expect` that it extends first. */
interface Extender {
  extend(expect: object, matchers: object): void;
}

function asymmetricMatchers(): object {
  return (globalThis as unknown as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT] ?? {};
}
