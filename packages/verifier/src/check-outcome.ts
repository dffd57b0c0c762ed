import type { CheckResult, Finding } from '@promptly/common';

const MAX_FINDINGS = 200;
const MAX_MESSAGE_CHARS = 2_000;

/** What a check found, before it is timed and named. */
export type CheckOutcome = Omit<CheckResult, 'name' | 'durationMs'>;

/** Failed when there is an error among the findings; the lists and messages are kept to a size that can be shown. */
export function outcomeOf(findings: readonly Finding[], summary?: string): CheckOutcome {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  return {
    status: errors.length > 0 ? 'failed' : 'passed',
    findings: capped([...errors, ...others]),
    ...(summary === undefined ? {} : { summary }),
  };
}

/** A check that could not run, and why. */
export function skipped(reason: string): CheckOutcome {
  return { status: 'skipped', findings: capped([{ severity: 'info', message: reason }]) };
}

/** A check that failed as a whole, such as one that did not end. */
export function failed(message: string): CheckOutcome {
  return outcomeOf([{ severity: 'error', message }]);
}

/** "1 file", "2 files". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function capped(findings: readonly Finding[]): Finding[] {
  const shown = findings.slice(0, MAX_FINDINGS).map((finding) => ({
    ...finding,
    message: clip(finding.message, MAX_MESSAGE_CHARS),
  }));
  const hidden = findings.length - shown.length;
  if (hidden === 0) return shown;
  return [...shown, { severity: 'info', message: `${counted(hidden, 'more finding')}` }];
}

function clip(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1)}…`;
}
