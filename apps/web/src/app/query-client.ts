import { ApiError } from '@promptly/client';
import { QueryClient } from '@tanstack/react-query';

const MAX_RETRIES = 2;
const STALE_MS = 5_000;

/** Refusals are not asked again: they do not pass with time. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (failures, error) =>
          failures < MAX_RETRIES && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}
