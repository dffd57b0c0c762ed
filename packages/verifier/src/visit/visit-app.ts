import type { Finding } from '@promptly/common';
import type { Page } from 'playwright-core';

import type { SandboxedBrowser } from '../browser/launch-browser.ts';
import { type CheckOutcome, counted, outcomeOf, skipped } from '../check-outcome.ts';
import { type IsolatedWorld, isolatedWorld } from '../pages/isolated-world.ts';
import { openPage } from '../pages/page-session.ts';
import { sourcePositions } from '../pages/source-positions.ts';
import { type BuiltApp, appPages, hasDarkTheme, mapOfScript } from './app-pages.ts';
import { type CrawlResult, SETTLE_TIMEOUT_MS, crawl } from './crawl.ts';
import { overflowFinding, renderFindings, violationFindings, withoutRepeats } from './findings.ts';
import type { ProbeScripts } from './probe-scripts.ts';
import type { Overflow, ResizeReport, RouteAddress, ThemeViolations } from './visit-protocol.ts';

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
  /** The app with all that it imports. */
  app: BuiltApp;
  scripts: ProbeScripts;
  maxRoutes: number;
  stepTimeoutMs: number;
  signal: AbortSignal;
  onArtifact: (artifact: Artifact) => void;
}

export interface VisitResult {
  render: CheckOutcome;
  a11y: CheckOutcome;
}

type RouteViolations = ThemeViolations & { address: RouteAddress };

/**
 * Opens an app in a window as of a phone and looks at its routes, each in that size and as at a desk, in both themes; then
 * starts it once more as at a desk.
 */
export async function visitApp(options: VisitOptions): Promise<VisitResult> {
  const { browser, app, scripts, signal, maxRoutes, stepTimeoutMs, onArtifact } = options;
  const session = await openPage(browser, { answer: appPages(app), viewport: PHONE });
  try {
    const { page } = session;
    const world = await isolatedWorld(page, scripts.probes);
    const violations: RouteViolations[] = [];
    const overflows: Finding[] = [];
    const taken = new Set<Artifact['name']>();

    const look = async (address: RouteAddress) => {
      const isPhone = page.viewportSize()?.width === PHONE.width;
      const picture = isPhone ? 'phone.jpg' : 'desktop.jpg';
      if (!taken.has(picture)) onArtifact(await screenshot(page, picture));
      taken.add(picture);
      if (isPhone) overflows.push(...(await findOverflow(address, world)));
      else violations.push(...(await findViolations(address, world, options)));
    };
    const crawled = await crawl({
      ...{ browser, session, world, maxRoutes, stepTimeoutMs, signal },
      // A route is first looked at in the size of the route before it: windows are turned once a route.
      async inspect(address) {
        await look(address);
        const isPhone = page.viewportSize()?.width === PHONE.width;
        await page.setViewportSize(isPhone ? DESKTOP : PHONE);
        const report = await world.evaluate<ResizeReport>(`probes.resized(${SETTLE_TIMEOUT_MS})`);
        if (!report.blank) await look(address);
        return report;
      },
    });
    // A page that no longer answers will not do so in another size.
    if (crawled.ended !== undefined) return visitResult(app, { crawled, violations, overflows });

    await page.setViewportSize(DESKTOP);
    const started = await crawl({
      ...{ browser, session, world, maxRoutes: 1, stepTimeoutMs, signal },
      inspect: () => Promise.resolve({ blank: false, links: [] }),
    });
    return visitResult(app, { crawled, started, violations, overflows });
  } finally {
    await session.close();
  }
}

async function findViolations(
  address: RouteAddress,
  world: IsolatedWorld,
  { app, scripts }: Pick<VisitOptions, 'app' | 'scripts'>,
): Promise<RouteViolations[]> {
  const find = () =>
    world.evaluate<ThemeViolations[] | null>(`probes.violations(${hasDarkTheme(app)})`);
  let found = await find();
  if (found === null) {
    // Once a document: an app may load a new one between two routes.
    await world.evaluate(`${scripts.axe}\nundefined`);
    found = await find();
  }
  return (found ?? []).map((each) => ({ ...each, address }));
}

async function findOverflow(address: RouteAddress, world: IsolatedWorld): Promise<Finding[]> {
  const overflow = await world.evaluate<Overflow | null>('probes.wideElement()');
  return overflow ? [overflowFinding(address, PHONE.width, overflow)] : [];
}

async function screenshot(page: Page, name: Artifact['name']): Promise<Artifact> {
  const bytes = await page.screenshot({ type: 'jpeg', quality: JPEG_QUALITY, timeout: 0 });
  return { name, contentType: 'image/jpeg', bytes: new Uint8Array(bytes) };
}

interface Visit {
  crawled: CrawlResult;
  /** The start at a desk. */
  started?: CrawlResult;
  violations: readonly RouteViolations[];
  overflows: readonly Finding[];
}

function visitResult(app: BuiltApp, visit: Visit): VisitResult {
  const { crawled, started = { routes: [] }, overflows } = visit;
  const positions = sourcePositions((url) => mapOfScript(app, url));
  const routes = counted(crawled.routes.length, 'route');
  const render = outcomeOf(
    withoutRepeats([
      ...renderFindings(crawled, positions),
      ...renderFindings(started, positions),
      ...overflows,
    ]),
    `${routes} at ${DESKTOP.width} and ${PHONE.width} px`,
  );
  const themes = hasDarkTheme(app) ? 'light and dark' : 'one theme';
  return { render, a11y: accessibilityOutcome(visit, `${routes}, ${themes}`) };
}

/** What was not seen cannot be called accessible. */
function accessibilityOutcome({ crawled, violations }: Visit, summary: string): CheckOutcome {
  const outcome = outcomeOf(violationFindings(violations), summary);
  if (outcome.status === 'failed') return outcome;
  if (crawled.ended !== undefined) return skipped(crawled.ended);
  return violations.length === 0 ? skipped('the app shows nothing') : outcome;
}
