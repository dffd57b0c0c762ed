import type { Finding } from '@promptly/common';

import type { PageFault } from '../pages/page-session.ts';
import type { SourcePositions } from '../pages/source-positions.ts';
import type { CrawlResult } from './crawl.ts';
import type { Overflow, RouteAddress, ThemeViolations } from './visit-protocol.ts';

/** Chromium says this of each request that fails; the request itself is told with its reason. */
const ECHO = 'Failed to load resource';

/** What went wrong while an app was shown. */
export function renderFindings(
  { routes, ended }: CrawlResult,
  positions: SourcePositions,
): Finding[] {
  const findings = routes.flatMap(({ address, blankAtPx, faults }): Finding[] => {
    const told = faults
      .filter(({ kind, message }) => !(kind === 'console' && message.startsWith(ECHO)))
      .map((fault) => faultFinding(fault, address, positions));
    if (blankAtPx === undefined) return told;
    const message = `${address} at ${blankAtPx} px: shows nothing`;
    return [...told, { severity: 'error', message, rule: 'blank-page' }];
  });
  return ended === undefined
    ? findings
    : [...findings, { severity: 'error', message: ended, rule: 'page-ended' }];
}

function faultFinding(
  fault: PageFault,
  address: RouteAddress,
  positions: SourcePositions,
): Finding {
  const [position] = positions.ofStack(fault.stack);
  return {
    severity: 'error',
    message: `${address} at ${fault.widthPx} px: ${fault.message}`,
    rule: RULES[fault.kind],
    ...position,
  };
}

const RULES: Readonly<Record<PageFault['kind'], string>> = {
  error: 'uncaught-error',
  console: 'console-error',
  request: 'failed-request',
  crash: 'page-crash',
  dialog: 'unasked-dialog',
  window: 'unasked-window',
  download: 'unasked-download',
  socket: 'unasked-connection',
};

export function overflowFinding(
  address: RouteAddress,
  widthPx: number,
  { overflowPx, selector }: Overflow,
): Finding {
  return {
    severity: 'warning',
    message: `${address} at ${widthPx} px: can be scrolled sideways by ${overflowPx} px, because of ${selector}`,
    rule: 'horizontal-overflow',
  };
}

/** One finding a rule and element, though the element may be on every route. */
export function violationFindings(
  found: readonly (ThemeViolations & { address: RouteAddress })[],
): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { address, theme, violations } of found) {
    for (const { rule, help, impact, selector, detail } of violations) {
      const isOfTheme = theme !== undefined && rule === 'color-contrast';
      const where = isOfTheme ? `${address} in the ${theme} theme` : address;
      const key = `${rule} ${selector} ${isOfTheme ? theme : ''}`;
      if (findings.has(key)) continue;
      findings.set(key, {
        severity: impact === 'serious' || impact === 'critical' ? 'error' : 'warning',
        message: `${where}: ${help} (${impact}): ${selector}${detail ? `. ${detail}` : ''}`,
        rule,
      });
    }
  }
  return [...findings.values()];
}

/** The same fault often shows in every window; the first place is enough. */
export function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, message, path, line }) => {
    const key = JSON.stringify([rule, message.replace(/^\S+ at \d+ px: /, ''), path, line]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
