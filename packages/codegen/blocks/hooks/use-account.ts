import { useSyncExternalStore } from 'react';

import { session, type Account } from '../lib/session.ts';

/** The account that is signed in, followed as it changes. */
export function useAccount(): Account | null {
  return useSyncExternalStore(session.subscribe, session.current);
}
