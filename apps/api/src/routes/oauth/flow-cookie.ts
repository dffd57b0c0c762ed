import { parseCookie } from 'cookie';

import type { RouteContext } from '../../http/define-route.ts';
import { FLOW_LIFE_MS } from '../../services/identity/oauth-flow.ts';

type Exchange = Pick<RouteContext, 'req' | 'res' | 'origins'>;

const PATH = '/api/v1/oauth';

/**
 * Binds a way to a provider to the browser that began it. `Lax`, as the browser comes back from another site; a page
 * of another site cannot have it set, and a request that such a page makes does not carry it.
 */
export function setFlowCookie(exchange: Exchange, sealed: string): void {
  exchange.res.cookie(nameOf(exchange), sealed, { ...attributes(exchange), maxAge: FLOW_LIFE_MS });
}

/** Reads the cookie, and takes it away: it is for one answer. */
export function takeFlowCookie(exchange: Exchange): string | undefined {
  const name = nameOf(exchange);
  exchange.res.clearCookie(name, attributes(exchange));
  return parseCookie(exchange.req.headers.cookie ?? '')[name];
}

/** Cookies ignore ports: two instances on one host would overwrite each other's without the port in the name. */
function nameOf({ origins }: Exchange): string {
  const { port } = new URL(origins.studio);
  return port === '' ? 'ps_oauth' : `ps_oauth_${port}`;
}

function attributes({ origins }: Exchange) {
  const secure = origins.studio.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure, path: PATH } as const;
}
