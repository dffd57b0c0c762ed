import { parseCookie } from 'cookie';

import { AppError } from '@promptly/common';

import type { RouteContext } from '../../http/define-route.ts';

type Exchange = Pick<RouteContext, 'req' | 'res' | 'origins'>;

const PATH = '/api/v1/auth';
const MAX_AGE_MS = 90 * 24 * 60 * 60_000;

/** The studio says so in a header, which no other site can send without being asked by us first. */
export function isStudio({ req }: Exchange): boolean {
  return req.headers['x-promptly-client'] === 'studio';
}

/**
 * Keeps the studio's refresh token out of the reach of scripts, on the one path that needs it.
 * `Secure` only on https: the studio also runs on plain HTTP in a local network.
 */
export function setRefreshCookie(exchange: Exchange, refreshToken: string): void {
  exchange.res.cookie(nameOf(exchange), refreshToken, {
    ...attributes(exchange),
    maxAge: MAX_AGE_MS,
  });
}

export function clearRefreshCookie(exchange: Exchange): void {
  exchange.res.clearCookie(nameOf(exchange), attributes(exchange));
}

/** The token of the cookie, for the studio's own pages only. Throws `origin_not_allowed`. */
export function readRefreshCookie(exchange: Exchange): string | undefined {
  const { req, origins } = exchange;
  const token = parseCookie(req.headers.cookie ?? '')[nameOf(exchange)];
  if (token === undefined) return undefined;
  if (!isStudio(exchange) || !origins.own.includes(req.headers.origin ?? '')) {
    throw new AppError(
      'origin_not_allowed',
      'The session cookie serves the studio’s own pages only.',
    );
  }
  return token;
}

/** Cookies ignore ports: two instances on one host would overwrite each other's without the port in the name. */
function nameOf({ origins }: Exchange): string {
  const { port } = new URL(origins.studio);
  return port === '' ? 'ps_refresh' : `ps_refresh_${port}`;
}

function attributes({ origins }: Exchange) {
  const secure = origins.studio.startsWith('https:');
  return { httpOnly: true, sameSite: 'strict', secure, path: PATH } as const;
}
