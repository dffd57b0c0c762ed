import type { SignupRule } from '@promptly/common';
import { useQuery } from '@tanstack/react-query';

import { useApi } from '../../lib/studio.tsx';

/** Who may make an account here; undefined until it is known. */
export function useSignupRule(): SignupRule | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['signup-rule'],
    queryFn: ({ signal }) => api.get('/api/v1/auth/signup', { signal }),
    // Whether somebody is the first changes with their account.
    staleTime: 0,
  });
  return data;
}
