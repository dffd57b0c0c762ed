import type { LinkedAccount } from '@promptly/common';

import type { LinkedAccountRow } from '../../services/identity/linked-account-rows.ts';
import type { EndedFlow } from '../../services/identity/provider-sign-in.ts';

export function presentLinkedAccount(row: LinkedAccountRow): LinkedAccount {
  const { provider, displayName, email, scopes, createdAt, lastUsedAt } = row;
  return {
    ...{ provider, displayName, email, scopes },
    ...{ linkedAt: createdAt.toISOString(), lastUsedAt: lastUsedAt.toISOString() },
  };
}

/** The page of the studio that goes on after a provider: who was not signed in is asked again, and told why. */
export function pageAfter(
  { purpose, returnTo, problem }: EndedFlow,
  provider: string,
  studioUrl: string,
): string {
  const isRefused = purpose === 'sign_in' && problem !== null;
  // Whole, since a path alone may read as another host.
  const page = new URL(isRefused ? '/sign-in' : studioUrl + returnTo, studioUrl);
  if (problem !== null) page.searchParams.set('problem', problem);
  else if (purpose === 'link') page.searchParams.set('linked', provider);
  if (isRefused && returnTo !== '/') page.searchParams.set('next', returnTo);
  return page.href;
}
