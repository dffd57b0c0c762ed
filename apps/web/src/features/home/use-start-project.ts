import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';

import { useApi } from '../../lib/studio.tsx';
import { projectNameOf } from '../prompt/project-name.ts';

/** Makes a project of a prompt, has it built, and goes there. */
export function useStartProject(orgId: string | undefined) {
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    // A prompt that is sent twice because an answer was lost makes one project: both tries carry the same key.
    mutationFn: async ({ promptText, key }: { promptText: string; key: string }) => {
      const project = await api.post('/api/v1/orgs/{orgId}/projects', {
        params: { path: { orgId: orgId ?? '' } },
        body: { name: projectNameOf(promptText), type: 'prompt' },
        headers: { 'idempotency-key': `${key}-project` },
      });
      await api.post('/api/v1/projects/{projectId}/codegen', {
        params: { path: { projectId: project.id } },
        body: { promptText, framework: 'react-tailwind', options: {} },
        headers: { 'idempotency-key': `${key}-codegen` },
      });
      return project;
    },
    onSuccess: async (project) => {
      queryClient.setQueryData(['project', project.id], project);
      void queryClient.invalidateQueries({ queryKey: ['projects', orgId] });
      await navigate(`/projects/${project.id}`);
    },
  });
}
