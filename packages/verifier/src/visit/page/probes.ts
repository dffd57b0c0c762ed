import type * as Axe from 'axe-core';

import { createColorMemory } from './color-memory.ts';
import type {
  ArrivalReport,
  Overflow,
  ResizeReport,
  RouteAddress,
  RouteLink,
  Theme,
  ThemeViolations,
  Violation,
} from '../visit-protocol.ts';

/**
 * What the verifier asks of a page. It runs in a world of its own beside the app's, so an app that replaces timers or
 * built-ins changes nothing here.
 */
declare global {
  var probes: typeof api;
  var axe: typeof Axe;
}

const QUIET_MS = 40;
const MAX_NODES_PER_RULE = 5;

/** How many ancestors tell links of one kind from others. */
const LOOK_DEPTH = 4;

const api = { arrive, follow, resized, violations, wideElement };
globalThis.probes = api;
const showsNewColors = createColorMemory();
holdStill();

/** What moves is judged where it comes to rest, and not while a color fades or a panel slides. */
function holdStill(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '*, ::before, ::after { transition: none !important; animation-delay: 0s !important; animation-duration: 0s !important; }',
  );
  document.adoptedStyleSheets.push(sheet);
}

/** Waits until a route has come to rest, and tells what it shows. */
async function arrive(timeoutMs: number): Promise<ArrivalReport> {
  await settle(timeoutMs);
  return {
    blank: isBlank(),
    address: addressOf(location),
    showsNew: showsNew(),
    links: links(),
  };
}

async function resized(timeoutMs: number): Promise<ResizeReport> {
  await settle(timeoutMs);
  return { blank: isBlank(), links: links() };
}

/** Resolves when the page shows something and has not changed for a moment, or when the time is up. */
function settle(timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    let quiet = setTimeout(check, QUIET_MS);
    const limit = setTimeout(done, timeoutMs);
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(check, QUIET_MS);
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    // Content may come without a change to the document, such as a picture that is loaded.
    function check() {
      const isBusy = document.querySelector('[aria-busy="true"]') !== null;
      if (!isBusy && !isBlank()) done();
      else quiet = setTimeout(check, QUIET_MS);
    }
    function done() {
      observer.disconnect();
      clearTimeout(quiet);
      clearTimeout(limit);
      resolve();
    }
  });
}

/** Whether a person would see nothing. */
function isBlank(): boolean {
  const root = document.getElementById('root') ?? document.body;
  if (root.innerText.trim() !== '') return false;
  const pictures = [...root.querySelectorAll('img, svg, canvas, video, input, button, textarea')];
  return !pictures.some(isVisible);
}

const seenLooks = new Set<string>();

/** Whether the page has an element that looks like none on the pages before it. */
function showsNew(): boolean {
  const before = seenLooks.size;
  for (const element of document.body.querySelectorAll(':not(svg, svg *)')) {
    seenLooks.add(lookOf(element));
  }
  return seenLooks.size > before;
}

/** Tag, classes and the names of all attributes: an input without its label differs from one with it. */
function lookOf(element: Element): string {
  const classes = [...element.classList].join('.');
  return `${element.tagName}.${classes}[${element.getAttributeNames().sort().join()}]`;
}

/** Routes of this app to which the page has links. */
function links(): RouteLink[] {
  const anchors = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')];
  const followed = anchors.filter(
    (anchor) =>
      anchor.origin === location.origin &&
      !anchor.hasAttribute('download') &&
      (anchor.target === '' || anchor.target === '_self'),
  );
  return followed.map((anchor) => ({ address: addressOf(anchor), look: linkLook(anchor) }));
}

function linkLook(anchor: Element): string {
  let look = '';
  let element: Element | null = anchor;
  for (let depth = 0; element && depth < LOOK_DEPTH; depth += 1, element = element.parentElement) {
    look += `${lookOf(element)} `;
  }
  return look;
}

/** Goes to a route as a person would, by its link; else as the browser's back button does. */
function follow(address: RouteAddress): void {
  const anchors = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')];
  const link = anchors.find((anchor) => addressOf(anchor) === address);
  if (link) {
    link.click();
    return;
  }
  if (address.includes('#')) location.hash = address.slice(address.indexOf('#'));
  else {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }
}

function wideElement(): Overflow | null {
  const page = document.scrollingElement ?? document.documentElement;
  const overflowPx = page.scrollWidth - document.documentElement.clientWidth;
  if (overflowPx <= 1) return null;
  const edge = (element: Element) => element.getBoundingClientRect().right;
  const [widest] = [...document.body.querySelectorAll('*')].sort((a, b) => edge(b) - edge(a));
  return { overflowPx, selector: widest ? describe(widest) : 'body' };
}

function theme(): Theme {
  return document.documentElement.classList.contains('dark') ? 'dark' : 'light';
}

function toggleTheme(): void {
  document.documentElement.classList.toggle('dark');
}

/**
 * Faults that axe finds, by all rules that it recommends in the theme that is on, then of contrast in the other one.
 * Contrast is the dearest rule, and most pages of an app share their colors: it is measured where a text has colors that
 * were not measured yet. Null in a document without axe.
 */
async function violations(hasOtherTheme: boolean): Promise<ThemeViolations[] | null> {
  if (globalThis.axe === undefined) return null;
  finishAnimations();
  const all = await axeViolations('all', showsNewColors());
  if (!hasOtherTheme) return [{ theme: undefined, violations: all }];
  const found = [{ theme: theme(), violations: all }];
  toggleTheme();
  // Colors are computed without a frame being painted: mostly the theme is turned back before one is.
  if (showsNewColors()) {
    finishAnimations();
    found.push({ theme: theme(), violations: await axeViolations('contrast', true) });
  }
  toggleTheme();
  return found;
}

async function axeViolations(
  scope: 'all' | 'contrast',
  measuresContrast: boolean,
): Promise<Violation[]> {
  const results = await axe.run(document, {
    resultTypes: ['violations'],
    // Nothing is asked of the network, and frames are pages of their own.
    preload: false,
    iframes: false,
    ...(scope === 'contrast'
      ? { runOnly: { type: 'rule', values: ['color-contrast'] } }
      : { rules: { 'color-contrast': { enabled: measuresContrast } } }),
  });
  return results.violations.flatMap(({ id, help, impact, nodes }) =>
    nodes.slice(0, MAX_NODES_PER_RULE).map((node) => ({
      rule: id,
      help,
      impact: node.impact ?? impact ?? 'minor',
      selector: node.target.flat().join(' '),
      detail: [...node.any, ...node.all, ...node.none][0]?.message ?? '',
    })),
  );
}

/** A color that is half faded in has less contrast than it will have. */
function finishAnimations(): void {
  for (const animation of document.getAnimations()) {
    try {
      animation.finish();
    } catch {
      // One without an end cannot be finished.
      animation.cancel();
    }
  }
}

/** A route is a path with its query; a hash counts only where a router uses it. */
function addressOf({ pathname, search, hash }: Location | HTMLAnchorElement): RouteAddress {
  return pathname + search + (hash.startsWith('#/') ? hash : '');
}

function isVisible(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility();
}

function describe(element: Element): string {
  const id = element.id === '' ? '' : `#${element.id}`;
  const classes = [...element.classList].slice(0, 3).map((name) => `.${name}`);
  return element.tagName.toLowerCase() + (id || classes.join(''));
}
