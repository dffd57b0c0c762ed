import type { PreviewConsoleLevel } from '@promptly/common/preview-bridge';

import { describeAll } from './describe-value.ts';

const LEVELS: readonly PreviewConsoleLevel[] = ['debug', 'log', 'info', 'warn', 'error'];
/** A render loop that logs must not drown the studio. */
const MAX_PER_SECOND = 100;

/** Sends a copy of what the app logs, as texts; the browser's own console gets it as before. */
export function captureConsole(
  send: (level: PreviewConsoleLevel, args: string[]) => void,
  now: () => number = () => performance.now(),
): void {
  let windowStart = now();
  let sent = 0;
  let dropped = 0;

  function forward(level: PreviewConsoleLevel, args: unknown[]) {
    if (now() - windowStart >= 1000) {
      if (dropped > 0) send('warn', [`${dropped} console messages were dropped`]);
      windowStart = now();
      sent = 0;
      dropped = 0;
    }
    if (sent < MAX_PER_SECOND) send(level, describeAll(args));
    else dropped += 1;
    sent += 1;
  }

  for (const level of LEVELS) {
    const original = window.console[level].bind(window.console);
    window.console[level] = (...args: unknown[]) => {
      original(...args);
      forward(level, args);
    };
  }
}
