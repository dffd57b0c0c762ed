import { APP_ORIGIN } from '../browser/memory-origin.ts';
import type { SandboxedBrowser } from '../browser/launch-browser.ts';
import type { IsolatedWorld } from '../pages/isolated-world.ts';
import type { PageFault, PageSession } from '../pages/page-session.ts';
import { PageTimeout, withTimeLimit } from '../pages/time-limit.ts';
import { type NextRoute, createRouteQueue } from './route-queue.ts';
import type { ContentReport, RouteAddress, RouteLink } from './visit-protocol.ts';

/** How long a page may take until it shows something and stops changing; data that loads slower is not waited for. */
export const SETTLE_TIMEOUT_MS = 3_000;

/** One route as it was found. */
export interface VisitedRoute {
  address: RouteAddress;
  blank: boolean;
  faults: PageFault[];
}

export interface CrawlOptions {
  browser: SandboxedBrowser;
  session: PageSession;
  world: IsolatedWorld;
  maxRoutes: number;
  stepTimeoutMs: number;
  signal: AbortSignal;
  /** Looks at a route that shows something, while it is shown. */
  inspect(address: RouteAddress): Promise<void>;
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
    const record = (shown: Pick<VisitedRoute, 'address' | 'blank'>) =>
      routes.push({ ...shown, faults: session.faults.slice(faultsBefore) });
    try {
      const report = await step(show(address));
      // A route may lead on to another one, such as the sign-in.
      const wasVisited = routes.some((route) => route.address === report.address);
      const showsNew = !wasVisited && (await step(world.evaluate<boolean>('probes.showsNew()')));
      if (!showsNew) queue.showedNothingNew();
      queue.add(await step(world.evaluate<RouteLink[]>('probes.links()')));
      const isKnown = wasVisited || !(isMenuEntry || showsNew);
      if (!isKnown && !report.blank) await step(options.inspect(report.address));
      if (wasVisited) routes.at(-1)?.faults.push(...session.faults.slice(faultsBefore));
      else record(report);
    } catch (error) {
      record({ address, blank: false });
      throw error;
    }
  }

  async function show(address: RouteAddress): Promise<ContentReport> {
    if (routes.length === 0) {
      await session.page.goto(APP_ORIGIN + address, { waitUntil: 'domcontentloaded', timeout: 0 });
    } else {
      await world.evaluate(`probes.follow(${JSON.stringify(address)})`);
    }
    await world.evaluate(`probes.settle(${SETTLE_TIMEOUT_MS})`);
    return world.evaluate<ContentReport>('probes.content()');
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
