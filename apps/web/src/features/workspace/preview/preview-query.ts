import { type ApiClient } from '@promptly/client';
import { queryOptions } from '@tanstack/react-query';

/** A preview's address holds for a while only. */
export const PREVIEW_STALE_MS = 60_000;

/** A build of a revision, and where its page is. */
export function previewQuery(api: ApiClient, projectId: string, revisionId: string | null) {
  return queryOptions({
    queryKey: ['preview', projectId, revisionId],
    enabled: revisionId !== null,
    staleTime: PREVIEW_STALE_MS,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) =>
      api.get('/api/v1/projects/{projectId}/preview', {
        params: { path: { projectId }, query: { revisionId: revisionId ?? undefined } },
        signal,
      }),
  });
}
