import { useWorkspaceUrl } from '../use-workspace-url.ts';
import { useJobs, useWorkspace } from '../workspace-context.tsx';
import { shownRevision, type ShownRevision } from './shown-revision.ts';

export function useShownRevision(): ShownRevision | null {
  const { project } = useWorkspace();
  const { jobs, loaded } = useJobs();
  const { revisionId } = useWorkspaceUrl();
  return shownRevision({
    project,
    jobs: loaded ? [...jobs.values()] : null,
    chosenId: revisionId,
  });
}
