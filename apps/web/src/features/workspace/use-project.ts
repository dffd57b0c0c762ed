import { type Project } from '@promptly/common';
import { useQuery } from '@tanstack/react-query';

import { useApi } from '../../lib/studio.tsx';

export function projectKey(projectId: string): readonly unknown[] {
  return ['project', projectId];
}

export function useProject(projectId: string) {
  const api = useApi();
  return useQuery<Project>({
    queryKey: projectKey(projectId),
    queryFn: ({ signal }) =>
      api.get('/api/v1/projects/{projectId}', { params: { path: { projectId } }, signal }),
  });
}
