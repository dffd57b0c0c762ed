import { APP_ORIGIN } from '../browser/memory-origin.ts';
import type { SandboxedBrowser } from '../browser/launch-browser.ts';
import type { IsolatedWorld } from '../pages/isolated-world.ts';
import type { PageFault, PageSession } from '../pages/page-session.ts';
import { PageTimeout, withTimeLimit } from '../pages/time-limit.ts';
import { type NextRoute, createRouteQueue } from './route-queue.ts';
import type { ArrivalReport, ResizeReport, RouteAddress } from './visit-protocol.ts';

/** How long a page may take until it shows something and stops changing; data that loads slower is not waited for. */
export const SETTLE_TIMEOUT_MS = 3_000;

/** One route as it was found. */
export interface VisitedRoute {
  address: RouteAddress;
  /** Width of a window in which it showed nothing. */
  blankAtPx: number | undefined;
  faults: PageFault[];
}

export interface CrawlOptions {
  browser: SandboxedBrowser;
  session: PageSession;
  world: IsolatedWorld;
  maxRoutes: number;
  stepTimeoutMs: number;
  signal: AbortSignal;
  /** Looks at a route that shows something, while it is shown, in windows of all sizes. */
  inspect(address: RouteAddress): Promise<ResizeReport>;
}

export interface CrawlResult {
  routes: VisitedRoute[];
  /** Why the crawl ended before it saw every route. */
  ended?: string;
}

/** Opens an app and follows its links, route after route, until it has seen each kind or `maxRoutes` of them. */
export async function crawl(options: CrawlOptions): Promise<CrawlResult> {
  const { session, world, maxRoutes, stepTimeoutMs, signal, browser } = options;
  const routes: VisitedRoute[] = [];
  const queue = createRouteQueue();
  let current: RouteAddress = '/';

  const step = <T>(work: Promise<T>) =>
    withTimeLimit(work, {
      timeoutMs: stepTimeoutMs,
      message: `${current} did not answer within ${stepTimeoutMs / 1000} s`,
      signal,
    });

  async function visit({ address, isMenuEntry }: NextRoute): Promise<void> {
    const faultsBefore = session.faults.length;
    const record = (shown: Omit<VisitedRoute, 'faults'>) =>
      routes.push({ ...shown, faults: session.faults.slice(faultsBefore) });
    const widthIf = (blank: boolean) => (blank ? session.page.viewportSize()?.width : undefined);
    try {
      const report = await step(show(address));
      // A route may lead on to another one, such as the sign-in.
      const wasVisited = routes.some((route) => route.address === report.address);
      const showsNew = report.showsNew && !wasVisited;
      if (!showsNew) queue.showedNothingNew();
      queue.add(report.links);
      const isKnown = wasVisited || !(isMenuEntry || showsNew);
      let blankAtPx = widthIf(report.blank);
      if (!isKnown && !report.blank) {
        const resized = await step(options.inspect(report.address));
        queue.add(resized.links);
        blankAtPx = widthIf(resized.blank);
      }
      if (wasVisited) routes.at(-1)?.faults.push(...session.faults.slice(faultsBefore));
      else record({ address: report.address, blankAtPx });
    } catch (error) {
      record({ address, blankAtPx: undefined });
      throw error;
    }
  }

  async function show(address: RouteAddress): Promise<ArrivalReport> {
    if (routes.length === 0) {
      await session.page.goto(APP_ORIGIN + address, { waitUntil: 'domcontentloaded', timeout: 0 });
    } else {
      await world.evaluate(`probes.follow(${JSON.stringify(address)})`);
    }
    return world.evaluate<ArrivalReport>(`probes.arrive(${SETTLE_TIMEOUT_MS})`);
  }

  try {
    for (let route = queue.next(); route !== undefined; route = queue.next()) {
      if (routes.length >= maxRoutes) break;
      current = route.address;
      await visit(route);
    }
    return { routes };
  } catch (error) {
    signal.throwIfAborted();
    return { routes, ended: reasonOf(error, browser, session) };
  }
}

function reasonOf(error: unknown, browser: SandboxedBrowser, session: PageSession): string {
  if (browser.death) return `the browser ended: ${browser.death}`;
  const crash = session.faults.find(({ kind }) => kind === 'crash');
  if (crash) return crash.message;
  if (error instanceof PageTimeout) return error.message;
  return `the page could not be looked at: ${error instanceof Error ? error.message : String(error)}`;
}
