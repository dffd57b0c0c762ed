import { type Clock, withGlobal } from '@sinonjs/fake-timers';

/** What Vitest replaces by default: everything that tells or waits for time, but not microtasks. */
const FAKED = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'Date',
  'performance',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
] as const;

const RealDate = Date;
const timers = withGlobal(globalThis);
let clock: Clock | undefined;

interface FakeTimersOptions {
  now?: number | Date;
  toFake?: string[];
}

/** The clock part of `vi`. */
export const fakeTimers = {
  useFakeTimers(options: FakeTimersOptions = {}): void {
    clock?.uninstall();
    clock = timers.install({
      now: options.now ?? RealDate.now(),
      toFake: (options.toFake ?? FAKED) as never,
      shouldClearNativeTimers: true,
      ignoreMissingTimers: true,
    });
  },
  useRealTimers(): void {
    clock?.uninstall();
    clock = undefined;
  },
  isFakeTimers: () => clock !== undefined,
  setSystemTime(now: number | string | Date): void {
    if (!clock) fakeTimers.useFakeTimers({ toFake: ['Date'] });
    running().setSystemTime(new RealDate(now).getTime());
  },
  getMockedSystemTime: () => (clock ? new RealDate(clock.now) : null),
  getRealSystemTime: () => RealDate.now(),
  getTimerCount: () => running().countTimers(),
  clearAllTimers: () => running().reset(),
  advanceTimersByTime: (ms: number) => void running().tick(ms),
  advanceTimersByTimeAsync: async (ms: number) => void (await running().tickAsync(ms)),
  advanceTimersToNextTimer: () => void running().next(),
  advanceTimersToNextTimerAsync: async () => void (await running().nextAsync()),
  advanceTimersToNextFrame: () => void running().runToFrame(),
  runAllTimers: () => void running().runAll(),
  runAllTimersAsync: async () => void (await running().runAllAsync()),
  runOnlyPendingTimers: () => void running().runToLast(),
  runOnlyPendingTimersAsync: async () => void (await running().runToLastAsync()),
};

function running(): Clock {
  if (!clock) throw new Error('timers are not faked: call vi.useFakeTimers() first');
  return clock;
}
