import { type ApiClient } from '@promptly/client';
import { type Org } from '@promptly/common';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { readLocal, writeLocal } from '../../lib/local-store.ts';
import { useApi } from '../../lib/studio.tsx';

const STORAGE_KEY = 'current-org';

export interface CurrentOrg {
  orgs: readonly Org[];
  /** Undefined until the organizations are loaded. */
  org: Org | undefined;
  error: Error | null;
  choose: (orgId: string) => void;
}

/** The organizations of the person, and the one that they work in: the last chosen, else the first. */
export function useCurrentOrg(): CurrentOrg {
  const api = useApi();
  const [chosenId, setChosenId] = useState(() => readLocal(STORAGE_KEY));
  const { data, error } = useQuery(orgsQuery(api));
  const orgs = data?.items ?? [];
  return {
    orgs,
    org: currentOf(orgs, chosenId),
    error,
    choose(orgId) {
      writeLocal(STORAGE_KEY, orgId);
      setChosenId(orgId);
    },
  };
}

/** The organization that `useCurrentOrg` gives once it is loaded, for what cannot wait for a render. */
export async function loadCurrentOrg(
  api: ApiClient,
  queryClient: QueryClient,
): Promise<Org | undefined> {
  const { items } = await queryClient.ensureQueryData(orgsQuery(api));
  return currentOf(items, readLocal(STORAGE_KEY));
}

function orgsQuery(api: ApiClient) {
  return queryOptions({
    queryKey: ['orgs'],
    queryFn: ({ signal }) => api.get('/api/v1/orgs', { signal }),
  });
}

function currentOf(orgs: readonly Org[], chosenId: string | null): Org | undefined {
  return orgs.find((org) => org.id === chosenId) ?? orgs[0];
}
