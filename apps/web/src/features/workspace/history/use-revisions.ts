import { toast } from '@promptly/ui';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import { useErrorMessage } from '../../../lib/error-message.ts';
import { randomId } from '../../../lib/random-id.ts';
import { useApi } from '../../../lib/studio.tsx';
import { projectKey } from '../use-project.ts';
import { useWorkspace } from '../workspace-context.tsx';

const PAGE_SIZE = 30;

export function useRevisions({ enabled = true } = {}) {
  const api = useApi();
  const { projectId } = useWorkspace();
  return useInfiniteQuery({
    queryKey: ['revisions', projectId],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/v1/projects/{projectId}/revisions', {
        params: { path: { projectId }, query: { limit: PAGE_SIZE, cursor: pageParam } },
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Whether a candidate that did not pass was applied by hand all the same, as far as the newest revisions tell. */
export function useIsApplied(candidateId: string | null): boolean {
  const { data } = useRevisions({ enabled: candidateId !== null });
  const revisions = data?.pages.flatMap((page) => page.items) ?? [];
  return revisions.some((revision) => revision.id === candidateId && revision.applied);
}

/** Makes the project stand at a revision, exactly as it was. `done` is said when it does. */
export function useRestore(done: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  const errorMessage = useErrorMessage();
  const { projectId, files } = useWorkspace();
  return useMutation({
    mutationFn: (revisionId: string) =>
      api.post('/api/v1/projects/{projectId}/revisions/{revisionId}/restore', {
        params: { path: { projectId, revisionId } },
        headers: { 'idempotency-key': randomId() },
      }),
    onSuccess: async () => {
      toast.success(done);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: projectKey(projectId) }),
        queryClient.invalidateQueries({ queryKey: ['revisions', projectId] }),
        files.refresh(),
      ]);
    },
    onError: (error) => toast.error(errorMessage(error)),
  });
}
