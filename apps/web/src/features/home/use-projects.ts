import { type Project } from '@promptly/common';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import { useApi } from '../../lib/studio.tsx';

const PAGE_SIZE = 24;

export function useProjects(orgId: string | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['projects', orgId],
    enabled: orgId !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/v1/orgs/{orgId}/projects', {
        params: { path: { orgId: orgId ?? '' }, query: { limit: PAGE_SIZE, cursor: pageParam } },
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Renames a project, or puts it into the archive and takes it out again. */
export function useUpdateProject() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: Pick<Project, 'id'> & { name?: string; archived?: boolean }) =>
      api.patch('/api/v1/projects/{projectId}', { params: { path: { projectId: id } }, body }),
    onSuccess: (project) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['projects', project.orgId] }),
        queryClient.invalidateQueries({ queryKey: ['project', project.id] }),
      ]),
  });
}
