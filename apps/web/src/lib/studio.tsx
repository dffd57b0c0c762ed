import { type ApiClient, createClient } from '@promptly/client';
import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';

import { createSession, type Session, type SessionState } from './session.ts';

/** What the whole studio works with. */
export interface Studio {
  api: ApiClient;
  session: Session;
}

/** Joins the API client and the session: the client carries the session's token and has it renewed. */
export function createStudio(baseUrl: string): Studio {
  const api = createClient({
    baseUrl,
    headers: { 'x-promptly-client': 'studio' },
    credentials: 'same-origin',
    getAccessToken: () => session.accessToken(),
    refresh: () => session.renew(),
    onUnauthorized: () => session.expire(),
  });
  const session = createSession(api);
  return { api, session };
}

const StudioContext = createContext<Studio | null>(null);

export function StudioProvider({ studio, children }: { studio: Studio; children: ReactNode }) {
  return <StudioContext value={studio}>{children}</StudioContext>;
}

function useStudio(): Studio {
  const studio = use(StudioContext);
  if (!studio) throw new Error('This component needs a StudioProvider above it.');
  return studio;
}

export function useApi(): ApiClient {
  return useStudio().api;
}

export function useSession(): Session {
  return useStudio().session;
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getState);
}
