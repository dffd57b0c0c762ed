import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { randomId } from '../../../lib/random-id.ts';
import { useApi } from '../../../lib/studio.tsx';
import { useWorkspace } from '../workspace-context.tsx';

const PAGE_SIZE = 20;

/** Loads the project's jobs, newest first, and hands them to the store that follows them. */
export function useJobList() {
  const api = useApi();
  const { projectId, jobs } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: ['jobs', projectId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/v1/projects/{projectId}/codegen', {
        params: { path: { projectId }, query: { limit: PAGE_SIZE, cursor: pageParam } },
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const { data } = query;
  useEffect(() => {
    if (data) jobs.sync(data.pages.flatMap((page) => page.items));
  }, [data, jobs]);
  return query;
}

/** Has a prompt built; the list then has its job. */
export function useSendPrompt() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { projectId } = useWorkspace();
  return useMutation({
    mutationFn: (promptText: string) =>
      api.post('/api/v1/projects/{projectId}/codegen', {
        params: { path: { projectId } },
        body: { promptText, framework: 'react-tailwind', options: {} },
        headers: { 'idempotency-key': randomId() },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['jobs', projectId] }),
  });
}

export function useStopJob() {
  const api = useApi();
  return useMutation({
    mutationFn: (jobId: string) =>
      api.post('/api/v1/codegen/jobs/{jobId}/cancel', { params: { path: { jobId } } }),
  });
}
