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
import type { RouteAddress, Theme, Violation } from './visit-protocol.ts';

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

interface Violations {
  address: RouteAddress;
  theme: Theme | undefined;
  violations: Violation[];
}

/**
 * Opens an app in a window as at a desk and looks at its routes, each in both sizes and both themes; then starts it once
 * more in a window as of a phone.
 */
export async function visitApp(options: VisitOptions): Promise<VisitResult> {
  const { browser, app, scripts, signal, maxRoutes, stepTimeoutMs, onArtifact } = options;
  const session = await openPage(browser, { answer: appPages(app), viewport: DESKTOP });
  try {
    const { page } = session;
    const world = await isolatedWorld(page, scripts.probes);
    const shared = { browser, session, world, stepTimeoutMs, signal };

    const violations: Violations[] = [];
    const overflows: Finding[] = [];
    const desktop = await crawl({
      ...shared,
      maxRoutes,
      async inspect(address) {
        if (violations.length === 0) onArtifact(await screenshot(page, 'desktop.jpg'));
        await addAxe(world, scripts);
        violations.push(...(await findViolations(address, world, hasDarkTheme(app))));
        await page.setViewportSize(PHONE);
        await world.evaluate(`probes.settle(${SETTLE_TIMEOUT_MS})`);
        overflows.push(...(await findOverflow(address, world)));
        await page.setViewportSize(DESKTOP);
      },
    });

    // A page that no longer answers will not do so in another size.
    if (desktop.ended !== undefined) return visitResult(app, { desktop, violations, overflows });

    await page.setViewportSize(PHONE);
    const phone = await crawl({
      ...shared,
      maxRoutes: 1,
      inspect: async () => onArtifact(await screenshot(page, 'phone.jpg')),
    });
    return visitResult(app, { desktop, violations, overflows, phone });
  } finally {
    await session.close();
  }
}

/** Once a document: an app may load a new one between two routes. */
async function addAxe(world: IsolatedWorld, { axe }: ProbeScripts): Promise<void> {
  const isThere = await world.evaluate<boolean>('globalThis.axe !== undefined');
  if (!isThere) await world.evaluate(`${axe}\nundefined`);
}

/** All rules in the theme that is on, then contrast in the other one, which stays on for the next route. */
async function findViolations(
  address: RouteAddress,
  world: IsolatedWorld,
  hasOtherTheme: boolean,
): Promise<Violations[]> {
  const find = async (scope: 'all' | 'contrast') => ({
    address,
    theme: hasOtherTheme ? await world.evaluate<Theme>('probes.theme()') : undefined,
    violations: await world.evaluate<Violation[]>(`probes.violations('${scope}')`),
  });
  const found = await find('all');
  if (!hasOtherTheme) return [found];
  await world.evaluate('probes.toggleTheme()');
  return [found, await find('contrast')];
}

async function findOverflow(address: RouteAddress, world: IsolatedWorld): Promise<Finding[]> {
  const wide = await world.evaluate<{ overflowPx: number; selector: string } | null>(
    'probes.wideElement()',
  );
  return wide ? [overflowFinding(address, PHONE.width, wide)] : [];
}

async function screenshot(page: Page, name: Artifact['name']): Promise<Artifact> {
  const bytes = await page.screenshot({ type: 'jpeg', quality: JPEG_QUALITY, timeout: 0 });
  return { name, contentType: 'image/jpeg', bytes: new Uint8Array(bytes) };
}

interface Visit {
  desktop: CrawlResult;
  violations: readonly Violations[];
  overflows: readonly Finding[];
  phone?: CrawlResult;
}

function visitResult(app: BuiltApp, visit: Visit): VisitResult {
  const { desktop, overflows, phone = { routes: [] } } = visit;
  const positions = sourcePositions((url) => mapOfScript(app, url));
  const routes = counted(desktop.routes.length, 'route');
  const render = outcomeOf(
    withoutRepeats([
      ...renderFindings(desktop, DESKTOP.width, positions),
      ...renderFindings(phone, PHONE.width, positions),
      ...overflows,
    ]),
    `${routes} at ${DESKTOP.width} and ${PHONE.width} px`,
  );
  const themes = hasDarkTheme(app) ? 'light and dark' : 'one theme';
  return { render, a11y: accessibilityOutcome(visit, `${routes}, ${themes}`) };
}

/** What was not seen cannot be called accessible. */
function accessibilityOutcome({ desktop, violations }: Visit, summary: string): CheckOutcome {
  const outcome = outcomeOf(violationFindings(violations), summary);
  if (outcome.status === 'failed') return outcome;
  if (desktop.ended !== undefined) return skipped(desktop.ended);
  return violations.length === 0 ? skipped('the app shows nothing') : outcome;
}
