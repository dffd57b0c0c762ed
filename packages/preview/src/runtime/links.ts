import type { HostHistory } from './history.ts';

/**
 * Makes plain links behave as they would in the app's own origin: paths navigate within the app, other
 * hosts open beside it. Links of React Router have handled their click before it comes here.
 */
export function interceptLinks(history: HostHistory): void {
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const href = link?.getAttribute('href');
    if (!link || href === null || href === undefined || link.hasAttribute('download')) return;
    const target = resolveHref(href, history.state().path);
    if (!target) return;
    event.preventDefault();
    if (href === '#') {
      scrollTo({ top: 0 });
    } else if (target.external) {
      open(target.url, '_blank', 'noopener,noreferrer');
    } else if (event.metaKey || event.ctrlKey || event.shiftKey || link.target === '_blank') {
      open(pageUrl(target.path), '_blank', 'noopener,noreferrer');
    } else {
      followPath(target.path, history);
    }
  });
}

/** The address under which this page shows a path of the app when it is opened in a tab of its own. */
export function pageUrl(path: string): string {
  const url = new URL(document.baseURI);
  url.hash = path;
  return url.href;
}

const APP_ORIGIN = 'http://app.invalid';

type Target = { external: true; url: string } | { external: false; path: string };

/** Where a link leads from the app's current path; undefined for what is left to the browser. */
export function resolveHref(href: string, from: string): Target | undefined {
  if (/^\s*(?:javascript|data|blob|about):/i.test(href)) return undefined;
  try {
    const url = new URL(href, APP_ORIGIN + from);
    if (url.origin !== APP_ORIGIN) return { external: true, url: url.href };
    return { external: false, path: url.pathname + url.search + url.hash };
  } catch {
    return undefined;
  }
}

function followPath(path: string, history: HostHistory) {
  history.push(path);
  const hashAt = path.indexOf('#');
  if (hashAt === -1) return;
  document.getElementById(decodedFragment(path.slice(hashAt + 1)))?.scrollIntoView();
}

/** What is no encoding (`100%`) names an element as it stands, as in a browser. */
function decodedFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
