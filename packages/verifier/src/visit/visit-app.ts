import type { Finding } from '@promptly/common';
import type { Page } from 'playwright-core';

import type { SandboxedBrowser } from '../browser/launch-browser.ts';
import { type CheckOutcome, counted, outcomeOf, skipped } from '../check-outcome.ts';
import { isolatedWorld } from '../pages/isolated-world.ts';
import { openPage } from '../pages/page-session.ts';
import { sourcePositions } from '../pages/source-positions.ts';
import {
  type BuiltApp,
  type VendorFiles,
  appPages,
  hasDarkTheme,
  mapOfScript,
} from './app-pages.ts';
import { type CrawlResult, crawl } from './crawl.ts';
import { overflowFinding, renderFindings, violationFindings, withoutRepeats } from './findings.ts';
import type { ProbeScripts } from './probe-scripts.ts';
import type { RouteAddress, Violation } from './visit-protocol.ts';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const JPEG_QUALITY = 80;

/** A picture of the app, for people. */
export interface Artifact {
  name: 'desktop.jpg' | 'phone.jpg';
  contentType: 'image/jpeg';
  bytes: Uint8Array;
}

export interface VisitOptions {
  browser: SandboxedBrowser;
  app: BuiltApp;
  vendor: VendorFiles;
  scripts: ProbeScripts;
  maxRoutes: number;
  signal: AbortSignal;
  onArtifact: (artifact: Artifact) => void;
}

export interface VisitResult {
  render: CheckOutcome;
  a11y: CheckOutcome;
}

/** Opens an app as two people would, at a desk and with a phone, and looks at every route that links lead to. */
export async function visitApp(options: VisitOptions): Promise<VisitResult> {
  const { app } = options;
  const [desktop, phone] = await Promise.all([visitDesktop(options), visitPhone(options)]);
  const positions = sourcePositions((url) => mapOfScript(app, url));
  const count = counted(desktop.crawled.routes.length, 'route');
  const render = outcomeOf(
    withoutRepeats([
      ...renderFindings(desktop.crawled, `at ${DESKTOP.width} px`, positions),
      ...renderFindings(phone.crawled, `at ${PHONE.width} px`, positions),
      ...phone.overflows,
    ]),
    `${count} at ${DESKTOP.width} and ${PHONE.width} px`,
  );
  return { render, a11y: accessibility(desktop, count, hasDarkTheme(app)) };
}

interface DesktopVisit {
  crawled: CrawlResult;
  found: { address: RouteAddress; theme: string; violations: Violation[] }[];
}

async function visitDesktop(options: VisitOptions): Promise<DesktopVisit> {
  const { browser, app, vendor, scripts, maxRoutes, signal, onArtifact } = options;
  const themed = hasDarkTheme(app);
  const found: DesktopVisit['found'] = [];
  const session = await openPage(browser, { answer: appPages(app, vendor), viewport: DESKTOP });
  try {
    const world = await isolatedWorld(session.page, scripts.probesAndAxe);
    const crawled = await crawl({
      browser,
      session,
      world,
      maxRoutes,
      signal,
      async inspect(address, page) {
        if (found.length === 0) onArtifact(await screenshot(page, 'desktop.jpg'));
        const violations = await world.evaluate<Violation[]>('probes.violations(null)');
        found.push({ address, theme: '', violations });
        if (!themed) return;
        await world.evaluate('probes.toggleDark()');
        const contrast = await world.evaluate<Violation[]>("probes.violations(['color-contrast'])");
        await world.evaluate('probes.toggleDark()');
        found.push({ address, theme: ' in the other theme', violations: contrast });
      },
    });
    return { crawled, found };
  } finally {
    await session.close();
  }
}

async function visitPhone(
  options: VisitOptions,
): Promise<{ crawled: CrawlResult; overflows: Finding[] }> {
  const { browser, app, vendor, scripts, maxRoutes, signal, onArtifact } = options;
  const overflows: Finding[] = [];
  let isFirst = true;
  const session = await openPage(browser, {
    answer: appPages(app, vendor),
    viewport: PHONE,
    isPhone: true,
  });
  try {
    const world = await isolatedWorld(session.page, scripts.probes);
    const crawled = await crawl({
      browser,
      session,
      world,
      maxRoutes,
      signal,
      async inspect(address, page) {
        if (isFirst) onArtifact(await screenshot(page, 'phone.jpg'));
        isFirst = false;
        const wide = await world.evaluate<Parameters<typeof overflowFinding>[2] | null>(
          'probes.wideElement()',
        );
        if (wide) overflows.push(overflowFinding(address, PHONE.width, wide));
      },
    });
    return { crawled, overflows };
  } finally {
    await session.close();
  }
}

function accessibility(
  { crawled, found }: DesktopVisit,
  count: string,
  themed: boolean,
): CheckOutcome {
  const findings = violationFindings(found);
  const outcome = outcomeOf(findings, themed ? `${count}, light and dark` : count);
  if (outcome.status === 'failed') return outcome;
  // What was not seen cannot be called accessible.
  if (crawled.ended !== undefined) return skipped(crawled.ended);
  return found.length === 0 ? skipped('the app shows nothing') : outcome;
}

async function screenshot(page: Page, name: Artifact['name']): Promise<Artifact> {
  const bytes = await page.screenshot({ type: 'jpeg', quality: JPEG_QUALITY, timeout: 0 });
  return { name, contentType: 'image/jpeg', bytes: new Uint8Array(bytes) };
}
