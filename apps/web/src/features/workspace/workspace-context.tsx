import { type WorkspaceState } from '@promptly/editor';
import { type Project } from '@promptly/common';
import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';

import { type JobView, isOver } from './jobs/job-view.ts';
import { type JobsState } from './jobs/jobs-store.ts';
import { type WorkspaceSession } from './workspace-session.ts';

export interface WorkspaceContextValue extends WorkspaceSession {
  project: Project;
  /** False for viewers and in archived projects. */
  canEdit: boolean;
}

const WorkspaceContext = createContext<WorkspaceContextValue | null>(null);

export function WorkspaceProvider({
  value,
  children,
}: {
  value: WorkspaceContextValue;
  children: ReactNode;
}) {
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
}

export function useWorkspace(): WorkspaceContextValue {
  const value = use(WorkspaceContext);
  if (!value) throw new Error('This component needs a WorkspaceProvider above it.');
  return value;
}

/** A part of the files' state; the selector must give the same value for the same state. */
export function useFiles<T>(select: (state: WorkspaceState) => T): T {
  const { files } = useWorkspace();
  return useSyncExternalStore(files.subscribe, () => select(files.getState()));
}

export function useJobs(): JobsState {
  const { jobs } = useWorkspace();
  return useSyncExternalStore(jobs.subscribe, jobs.getState);
}

/** The job that runs now, or waits to; the newest where there are several. */
export function useActiveJob(): JobView | null {
  const { jobs } = useJobs();
  return [...jobs.values()].findLast((job) => !isOver(job)) ?? null;
}
