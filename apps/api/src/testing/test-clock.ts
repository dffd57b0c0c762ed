/** The clock of a studio under test. */
export interface TestClock {
  now: () => Date;
  /** Back to the machine's time. */
  reset: () => void;
  /** Does something as if so much time had passed, and turns the clock back. */
  later: <T>(ms: number, act: () => Promise<T>) => Promise<T>;
}

export function createTestClock(): TestClock {
  let time = new Date();
  return {
    now: () => time,
    reset: () => void (time = new Date()),
    async later(ms, act) {
      const before = time;
      time = new Date(before.getTime() + ms);
      try {
        return await act();
      } finally {
        time = before;
      }
    },
  };
}
