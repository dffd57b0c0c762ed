import { type Org } from '@promptly/common';
import { useQuery } from '@tanstack/react-query';
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
  const { data, error } = useQuery({
    queryKey: ['orgs'],
    queryFn: ({ signal }) => api.get('/api/v1/orgs', { signal }),
  });
  const orgs = data?.items ?? [];
  return {
    orgs,
    org: orgs.find((org) => org.id === chosenId) ?? orgs[0],
    error,
    choose(orgId) {
      writeLocal(STORAGE_KEY, orgId);
      setChosenId(orgId);
    },
  };
}
