import { ApiError, type ApiClient } from '@promptly/client';
import { type LoginBody, type SignupBody, type User } from '@promptly/common';

export type SessionState =
  | { status: 'restoring' }
  /** The server does not answer, so it is not known whether there is a session. */
  | { status: 'unreachable' }
  | { status: 'signed_out'; expired: boolean }
  | { status: 'signed_in'; user: User };

/**
 * Who uses the studio. The access token lives in memory only; the refresh token is in a cookie that no script can read,
 * so a reload and another tab find the session again by asking the server.
 */
export interface Session {
  getState: () => SessionState;
  subscribe: (listener: () => void) => () => void;
  accessToken: () => string | null;
  /** Notes that the browser goes to sign in elsewhere, and may come back with a session. */
  expect: () => void;
  /** Finds the session of the browser's cookie, if there is one. */
  restore: () => Promise<void>;
  signIn: (body: LoginBody) => Promise<void>;
  signUp: (body: SignupBody) => Promise<void>;
  signOut: () => Promise<void>;
  /** Fetches a new access token; null where the session is over. Throws where the server does not answer. */
  renew: () => Promise<string | null>;
  /** Notes that the server no longer accepts the session. */
  expire: () => void;
  dispose: () => void;
}

type AuthApi = Pick<ApiClient, 'post'>;
type Notice = 'signed_in' | 'signed_out';

const CHANNEL = 'promptly-session';
/** Remembers that there may be a session, so that a first visit asks the server nothing. */
const HINT_KEY = 'signed-in';

export function createSession(api: AuthApi): Session {
  const listeners = new Set<() => void>();
  const otherTabs = new BroadcastChannel(CHANNEL);
  let state: SessionState = { status: 'restoring' };
  let token: string | null = null;

  otherTabs.onmessage = ({ data }: MessageEvent<Notice>) => {
    if (data === 'signed_out') end(false);
    if (data === 'signed_in' && state.status !== 'signed_in') void restore();
  };

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    accessToken: () => token,
    expect: () => setHint(true),
    restore,
    async signIn(body) {
      begin(await api.post('/api/v1/auth/login', { body }));
      tell('signed_in');
    },
    async signUp(body) {
      begin(await api.post('/api/v1/auth/signup', { body }));
      tell('signed_in');
    },
    async signOut() {
      try {
        await api.post('/api/v1/auth/logout', { body: {} });
      } finally {
        end(false);
        tell('signed_out');
      }
    },
    renew,
    expire: () => end(state.status === 'signed_in'),
    dispose: () => otherTabs.close(),
  };

  async function restore(): Promise<void> {
    if (!hasHint()) return end(false);
    if (state.status !== 'unreachable') set({ status: 'restoring' });
    try {
      if ((await renew()) === null) end(false);
    } catch {
      set({ status: 'unreachable' });
    }
  }

  async function renew(): Promise<string | null> {
    try {
      begin(await api.post('/api/v1/auth/refresh', { body: {} }));
      return token;
    } catch (error) {
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) return null;
      throw error;
    }
  }

  function begin(session: { accessToken: string; user: User }): void {
    token = session.accessToken;
    setHint(true);
    set({ status: 'signed_in', user: session.user });
  }

  function end(expired: boolean): void {
    token = null;
    setHint(false);
    if (state.status !== 'signed_out') set({ status: 'signed_out', expired });
  }

  function set(next: SessionState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  function tell(notice: Notice): void {
    otherTabs.postMessage(notice);
  }
}

function hasHint(): boolean {
  try {
    return localStorage.getItem(HINT_KEY) !== null;
  } catch {
    return true;
  }
}

function setHint(present: boolean): void {
  try {
    if (present) localStorage.setItem(HINT_KEY, '1');
    else localStorage.removeItem(HINT_KEY);
  } catch {
    // Without storage every load asks the server.
  }
}
