import { type Revision } from '@promptly/common';

import { useJobs, useWorkspace } from '../workspace-context.tsx';
import { useRevisions } from './use-revisions.ts';

/** Why the version at which a project stands is not verified: people edited it, or it came without its checks. */
export type HeadDoubt = 'edited' | 'unchecked';

/** Null where the head is verified, is the starting files, or is not known yet. */
export function useHeadDoubt(): HeadDoubt | null {
  const { project, isOwnEdit } = useWorkspace();
  const { jobs, loaded } = useJobs();
  const headId = project.headRevisionId;
  const isOwn = isOwnEdit(headId);
  const isOfJob = [...jobs.values()].some((job) => job.headId === headId);
  // Asked for only where this page has not seen how the head came about: a save is followed by no request.
  const { data } = useRevisions({ enabled: loaded && !isOwn && !isOfJob });
  if (isOwn) return 'edited';
  if (isOfJob) return null;
  const head = data?.pages.flatMap((page) => page.items).find(({ id }) => id === headId);
  return head ? doubtOf(head) : null;
}

function doubtOf({ kind, verdict }: Revision): HeadDoubt | null {
  if (kind === 'init' || verdict?.passed) return null;
  return kind === 'edit' ? 'edited' : 'unchecked';
}
