import type { Finding } from '@promptly/common';

import type { PageFault } from '../pages/page-session.ts';
import type { SourcePositions } from '../pages/source-positions.ts';
import type { CrawlResult } from './crawl.ts';
import type { RouteAddress, Violation } from './visit-protocol.ts';

/** Chromium says this of each request that fails; the request itself is told with its reason. */
const ECHO = 'Failed to load resource';

/** What went wrong while an app was shown; `where` names the window, such as "at 390 px". */
export function renderFindings(
  { routes, ended }: CrawlResult,
  where: string,
  positions: SourcePositions,
): Finding[] {
  const findings = routes.flatMap(({ address, blank, faults }): Finding[] => {
    const place = `${address} ${where}`;
    const told = faults
      .filter(({ kind, message }) => !(kind === 'console' && message.startsWith(ECHO)))
      .map((fault) => faultFinding(fault, place, positions));
    return blank
      ? [...told, { severity: 'error', message: `${place}: shows nothing`, rule: 'blank-page' }]
      : told;
  });
  return ended === undefined
    ? findings
    : [...findings, { severity: 'error', message: `${where}: ${ended}`, rule: 'page-ended' }];
}

function faultFinding(fault: PageFault, place: string, positions: SourcePositions): Finding {
  const [position] = positions.ofStack(fault.stack);
  return {
    severity: 'error',
    message: `${place}: ${fault.message}`,
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
  { overflowPx, selector }: { overflowPx: number; selector: string },
): Finding {
  return {
    severity: 'warning',
    message: `${address} at ${widthPx} px: can be scrolled sideways by ${overflowPx} px, because of ${selector}`,
    rule: 'horizontal-overflow',
  };
}

/** One finding a rule and element, though the element may be on every route. */
export function violationFindings(
  found: readonly { address: RouteAddress; theme: string; violations: readonly Violation[] }[],
): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { address, theme, violations } of found) {
    for (const { rule, help, impact, selector, detail } of violations) {
      const key = `${rule} ${selector} ${rule === 'color-contrast' ? theme : ''}`;
      if (findings.has(key)) continue;
      findings.set(key, {
        severity: impact === 'serious' || impact === 'critical' ? 'error' : 'warning',
        message: `${address}${theme}: ${help} (${impact}): ${selector}${detail ? `. ${detail}` : ''}`,
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
