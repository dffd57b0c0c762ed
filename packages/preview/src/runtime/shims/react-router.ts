/** `react-router` as previews have it: routers that use the address keep their history in the page's runtime. */
import { createElement, type ReactNode, useRef } from 'react';
import {
  BrowserRouter as ReactBrowserRouter,
  type BrowserRouterProps,
  createBrowserRouter as createReactBrowserRouter,
  createHashRouter as createReactHashRouter,
  HashRouter as ReactHashRouter,
  type HashRouterProps,
  unstable_HistoryRouter as HistoryRouter,
  UNSAFE_createRouter as createRouter,
  UNSAFE_hydrationRouteProperties as hydrationRouteProperties,
  UNSAFE_mapRouteProperties as mapRouteProperties,
} from 'react-router';

import type { RouterHistory } from '../history.ts';
import { previewHost } from '../host.ts';

export * from 'react-router';

export function BrowserRouter(props: BrowserRouterProps): ReactNode {
  return createElement(previewHost() ? HostRouter : ReactBrowserRouter, props);
}

export function HashRouter(props: HashRouterProps): ReactNode {
  return createElement(previewHost() ? HostRouter : ReactHashRouter, props);
}

export const createBrowserRouter: typeof createReactBrowserRouter = (routes, options) =>
  createHostRouter(routes, options) ?? createReactBrowserRouter(routes, options);

export const createHashRouter: typeof createReactHashRouter = (routes, options) =>
  createHostRouter(routes, options) ?? createReactHashRouter(routes, options);

function HostRouter(props: BrowserRouterProps): ReactNode {
  const history = useRef<RouterHistory | undefined>(undefined);
  history.current ??= previewHost()?.history.connect({ hearsOwnPushes: true });
  return createElement(HistoryRouter, { ...props, history: history.current as never });
}

function createHostRouter(...[routes, options]: Parameters<typeof createReactBrowserRouter>) {
  const history = previewHost()?.history.connect({ hearsOwnPushes: false });
  if (!history) return undefined;
  return createRouter({
    ...options,
    routes,
    history: history as never,
    mapRouteProperties,
    hydrationRouteProperties,
  }).initialize();
}
