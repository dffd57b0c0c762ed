import { isOver } from '../jobs/job-view.ts';
import { useWorkspaceUrl } from '../use-workspace-url.ts';
import { useJobs, useWorkspace } from '../workspace-context.tsx';

export interface ShownRevision {
  revisionId: string;
  /** `candidate`: built, and being checked. `unverified`: built, and not applied. `chosen`: from the history. */
  kind: 'head' | 'candidate' | 'unverified' | 'chosen';
}

/** A project that begins with a prompt has nothing of its own to show before that prompt is built. */
const BEGUN_WITH_PROMPT_MS = 60_000;

/** What the preview shows: what is chosen, else what is being built, else the head. Null while there is nothing yet. */
export function useShownRevision(): ShownRevision | null {
  const { project } = useWorkspace();
  const { jobs, loaded } = useJobs();
  const { revisionId } = useWorkspaceUrl();
  const head: ShownRevision = { revisionId: project.headRevisionId, kind: 'head' };

  if (revisionId !== null && revisionId !== project.headRevisionId) {
    const isUnverified = [...jobs.values()].some(
      (job) => job.candidateId === revisionId && job.status === 'failed',
    );
    return { revisionId, kind: isUnverified ? 'unverified' : 'chosen' };
  }
  if (!loaded) return null;
  const all = [...jobs.values()];
  const newest = all.at(-1);
  if (!newest || newest.status === 'succeeded') return head;
  const hasOwnContent =
    all.length > 1 ||
    Date.parse(newest.createdAt) - Date.parse(project.createdAt) > BEGUN_WITH_PROMPT_MS;
  if (!isOver(newest)) {
    if (newest.candidateId !== null) return { revisionId: newest.candidateId, kind: 'candidate' };
    return hasOwnContent ? head : null;
  }
  // The starting files are less than what was built, even where a check failed. Ids sort by their time:
  // a head that is younger than the candidate is no longer the starting files.
  return !hasOwnContent &&
    newest.candidateId !== null &&
    newest.candidateId > project.headRevisionId
    ? { revisionId: newest.candidateId, kind: 'unverified' }
    : head;
}
