import { type Project } from '@promptly/common';

import { isOver, type JobView } from '../jobs/job-view.ts';

export interface ShownRevision {
  revisionId: string;
  /** `candidate`: built, and being checked. `unverified`: built, and not applied. `chosen`: from the history. */
  kind: 'head' | 'candidate' | 'unverified' | 'chosen';
}

export interface ShownRevisionInput {
  project: Pick<Project, 'headRevisionId' | 'createdAt'>;
  /** Oldest first; null until they are known. */
  jobs: readonly JobView[] | null;
  /** What the address asks for. */
  chosenId: string | null;
}

/** A project that begins with a prompt has nothing of its own to show before that prompt is built. */
const BEGUN_WITH_PROMPT_MS = 60_000;

/**
 * What the preview shows: what is chosen, else what is being built, else the head. Null while there is nothing yet.
 * A head that is not the one that a candidate was built for was edited since, and goes first.
 */
export function shownRevision({
  project,
  jobs,
  chosenId,
}: ShownRevisionInput): ShownRevision | null {
  const { headRevisionId } = project;
  const head: ShownRevision = { revisionId: headRevisionId, kind: 'head' };
  if (chosenId !== null && chosenId !== headRevisionId) {
    return {
      revisionId: chosenId,
      kind: isUnverified(chosenId, jobs ?? []) ? 'unverified' : 'chosen',
    };
  }
  if (jobs === null) return null;
  const newest = jobs.at(-1);
  if (!newest) return head;
  const { candidateId, candidateParentId } = newest;
  const candidate = candidateParentId === headRevisionId ? candidateId : null;
  if (newest.status === 'succeeded') {
    // It is the head, of which the page is told a moment later.
    return candidate === null ? head : { revisionId: candidate, kind: 'head' };
  }
  const isStart = jobs.length === 1 && isBegunWith(newest, project);
  if (!isOver(newest)) {
    if (candidate !== null) return { revisionId: candidate, kind: 'candidate' };
    return isStart && candidateId === null ? null : head;
  }
  // The starting files are less than what was built, even where a check failed.
  return isStart && candidate !== null ? { revisionId: candidate, kind: 'unverified' } : head;
}

function isUnverified(revisionId: string, jobs: readonly JobView[]): boolean {
  return jobs.some((job) => job.candidateId === revisionId && job.status === 'failed');
}

function isBegunWith(job: JobView, project: Pick<Project, 'createdAt'>): boolean {
  return Date.parse(job.createdAt) - Date.parse(project.createdAt) <= BEGUN_WITH_PROMPT_MS;
}
