import { apiErrorOf, NetworkError } from './errors.ts';

export interface Authorization {
  getAccessToken?: () => string | null;
  /** Fetches a new access token, or gives null where the session is over. Never called twice at once. */
  refresh?: () => Promise<string | null>;
  /** The session is over: neither the token nor its renewal is accepted. */
  onUnauthorized?: () => void;
  fetch?: (request: Request) => Promise<Response>;
}

export type AuthorizedFetch = (request: Request) => Promise<Response>;

/** These calls present credentials of their own; a 401 there says that those are wrong. */
const CREDENTIAL_CALL = /\/auth\/(?:login|signup|refresh)$/;

/**
 * Makes a fetch that carries the access token, renews it once when it is refused, and then repeats the request.
 * Requests that are refused at the same time share one renewal.
 *
 * Resolves with successful answers only. Throws ApiError for the others and NetworkError where none came;
 * an abort is thrown as it is.
 */
export function authorizedFetch(options: Authorization): AuthorizedFetch {
  const { getAccessToken = () => null, refresh, onUnauthorized } = options;
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  let renewal: Promise<string | null> | null = null;

  return async (request) => {
    const token = CREDENTIAL_CALL.test(new URL(request.url).pathname) ? null : getAccessToken();
    const spare = token !== null && refresh ? request.clone() : null;
    let response = await attempt(request, token);
    if (response.status === 401 && token !== null) {
      const renewed = spare && (await renewedToken(token));
      if (renewed) {
        release(response);
        response = await attempt(spare, renewed);
      }
      if (response.status === 401) onUnauthorized?.();
    }
    if (!response.ok) throw await apiErrorOf(response);
    return response;
  };

  async function attempt(request: Request, token: string | null): Promise<Response> {
    if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
    try {
      return await send(request);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw new NetworkError('The server could not be reached.', { cause: error });
    }
  }

  function renewedToken(refused: string): Promise<string | null> | string {
    const current = getAccessToken();
    if (current !== null && current !== refused) return current;
    renewal ??= (refresh?.() ?? Promise.resolve(null)).finally(() => (renewal = null));
    return renewal;
  }
}

/** An answer that nobody reads would hold its connection. */
function release(response: Response): void {
  void response.body?.cancel().catch(() => undefined);
}
