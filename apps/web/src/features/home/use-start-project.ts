import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';

import { useApi } from '../../lib/studio.tsx';
import { projectNameOf } from '../prompt/project-name.ts';
import { loadCurrentOrg } from './use-orgs.ts';

/** Makes a project of a prompt, has it built, and goes there. Who is quicker than the list of organizations waits for it. */
export function useStartProject(orgId: string | undefined) {
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    // A prompt that is sent twice because an answer was lost makes one project: both tries carry the same key.
    mutationFn: async ({ promptText, key }: { promptText: string; key: string }) => {
      const home = orgId ?? (await loadCurrentOrg(api, queryClient))?.id ?? '';
      const project = await api.post('/api/v1/orgs/{orgId}/projects', {
        params: { path: { orgId: home } },
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
      void queryClient.invalidateQueries({ queryKey: ['projects', project.orgId] });
      await navigate(`/projects/${project.id}`);
    },
  });
}
